// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/timeline/timelinelayout.h"

#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace hoplens {

class Announcer;
class EmptyPage;
class HeadlineBar;
class TimelineView;

/// What happened, in one sentence, over the timeline; or, before the first trace, what the program
/// does. Put it into the window and tell it about the trace.
class TracePane final : public QWidget {
    Q_OBJECT
public:
    explicit TracePane(QWidget *parent = nullptr);

    /// Another trace: opened, or just started (then without hops).
    void setTrace(const Trace &trace);
    /// A later state of the same trace: hops before `firstChanged` (0-based) are as they were. Call
    /// it on hopStarted, hopAnswered and hopFinished with their index, and on finished with the
    /// last one.
    void updateTrace(const Trace &trace, int firstChanged);
    /// What stands under the timeline, when there is something to do about the trace. Owned.
    void setFooter(QWidget *footer);
    /// Back to the empty state.
    void clear();

    TimelineView *timeline() const { return m_timeline; }
    int currentHop() const; ///< 0-based; -1 when there is none
    void setCurrentHop(int hop);

    /// 1 is the application's font size; 0.5 to 4.
    void setZoom(double zoom);
    double zoom() const;

signals:
    void currentHopChanged(int hop); ///< 0-based; -1 when there is none
    void hopActivated(int hop); ///< Enter or a double click
    void copied(const QString &text); ///< already on the clipboard
    void contextMenuRequested(const hoplens::TimelineLayout::Hit &on, const QPoint &globalPosition);
    void zoomChanged(double zoom);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QStackedWidget *m_pages = nullptr;
    EmptyPage *m_empty = nullptr;
    QVBoxLayout *m_column = nullptr; ///< headline, timeline, footer
    HeadlineBar *m_headline = nullptr;
    TimelineView *m_timeline = nullptr;
    Announcer *m_announcer = nullptr;
};

} // namespace hoplens
