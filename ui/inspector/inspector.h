// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/inspector/pages.h"
#include "ui/inspector/pageview.h"

#include <QPointer>
#include <QWidget>

class QTabWidget;
class QToolButton;

namespace hoplens {

class FindBar;
class PagePane;

/// Why, Request, Response, Cookies and Connection of the selected hop, and a bar to find something
/// there. What was chosen on a page, and what is looked for, stays when another hop comes.
class Inspector final : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget *parent = nullptr);

    /// `hop` is 0-based; -1, or one that is not in the trace, shows nothing. Show a redacted trace
    /// if secrets must not be seen.
    void showHop(const Trace &trace, int hop);
    /// Supposes on the page Why that hop `hop`, 0-based, had been answered with `status`, until
    /// another hop is shown or the user closes it. The hop may be shown later.
    void showWhatIf(int hop, int status);
    void setZoom(double zoom);
    /// Of the tabs and the rows of choices, which keep the application's size (1) otherwise.
    void setControlsZoom(double zoom);
    /// Of lines in fixed pitch.
    void setWrapped(bool wrapped);

    /// Opens the find bar, with what is selected on the page.
    void find();
    /// Goes to another hit; opens the bar when it is closed.
    void findNext(bool backward);
    void focusPage();

signals:
    /// Another view of the hop was chosen: showHop is wanted again, with the same trace and hop.
    /// The inspector keeps no copy, which would make a growing trace be copied for every hop.
    void viewChanged();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Place = PageView::Place;

    PagePane *addPage(const QString &name, const QString &title, const QString &description,
                      const QString &rowName = {}, const QString &caption = {});
    void connectPages();
    void connectFindBar();
    QList<PagePane *> panes() const;
    PageView *currentView() const;

    void clear();
    void showWhy(const Trace &trace, int hop, Place place);
    void showResponse(const Trace &trace, int hop, Place place);
    void offerStatuses(const Trace &trace, int hop);
    void offerBodyForms(const std::optional<BodyPreview> &body);
    const std::optional<BodyPreview> &bodyOf(const Trace &trace, int hop);

    void findOnPage();
    void showHitCount();
    void closeFindBar();

    QTabWidget *m_tabs = nullptr;
    PagePane *m_why = nullptr;
    PagePane *m_request = nullptr;
    PagePane *m_response = nullptr;
    PagePane *m_cookies = nullptr;
    PagePane *m_connection = nullptr;
    QToolButton *m_showAll = nullptr;
    FindBar *m_findBar = nullptr;
    QPointer<QWidget> m_focusBefore; ///< where the focus goes when the find bar closes

    QDateTime m_started; ///< of the trace that is shown
    int m_hop = -1;
    int m_supposedHop = -1;
    int m_supposedStatus = 0;
    RequestForm m_requestForm = RequestForm::Difference;
    BodyChoice m_bodyChoice;
    std::optional<BodyPreview> m_body; ///< the one made last, and of what it was made
    Body m_bodySource;
    QList<QByteArray> m_bodyCodings;
    BodyChoice m_bodyShown;
};

} // namespace hoplens
