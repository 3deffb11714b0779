// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAction;
class QSplitter;

namespace hoplens {

/// Where the panes are: the side panel at the left, the trace, and the inspector beside it, or
/// under it where that is too narrow. The panel takes the place of the others where all three have
/// no room, so that nobody is squeezed.
class PaneArrangement final : public QWidget {
    Q_OBJECT
public:
    PaneArrangement(QWidget *panel, QWidget *tabs, QWidget *trace, QWidget *inspector);

    void setInspectorShown(bool shown);
    void setPanelShown(bool shown);
    /// The panel is shown while the action is checked, also at the next start.
    void bindPanel(QAction *action) const;
    /// Hides the panel where it stands in the place of the trace.
    void uncoverTrace();

signals:
    void panelShownChanged(bool shown); ///< also when it went for lack of room

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    bool panelCoversTrace() const;
    int panelWidth() const;
    void arrange();
    void sharePanes();
    void sharePanel();

    QWidget *m_panel = nullptr;
    QWidget *m_story = nullptr; ///< tabs, trace and inspector
    QWidget *m_inspector = nullptr;
    QSplitter *m_sides = nullptr;
    QSplitter *m_panes = nullptr;
    bool m_isNarrow = false;
};

} // namespace hoplens
