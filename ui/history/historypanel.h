// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/history/historystore.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;

namespace hoplens {

class History;
class HistoryModel;

/// The kept traces at the side: searched, opened, pinned, removed. Changes the history itself; what
/// is opened is for the receiver.
class HistoryPanel final : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(QWidget *parent = nullptr);

    /// Must live as long as the panel; without one it is empty.
    void setHistory(History *history);
    void focusSearch();

signals:
    void openRequested(const QString &id, bool inNewTab);
    void copyRequested(const QString &url);
    void removed(); ///< an entry, which History::putBack() brings back
    void keepingChanged(bool keeping);
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    void connectList();
    const HistoryEntry *current() const;
    void open(bool inNewTab);
    void togglePin();
    void removeCurrent();
    void showMenu(const QPoint &where);
    void askToClear();
    void showState();
    void applyColors();

    History *m_history = nullptr;
    HistoryModel *m_model = nullptr;
    QLineEdit *m_search = nullptr;
    QStackedWidget *m_pages = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QCheckBox *m_keep = nullptr;
    QPushButton *m_clear = nullptr;
    QString m_selected; ///< id, while the rows become others
    int m_selectedRow = 0;
};

} // namespace hoplens
