// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/tracepane.h"

#include "core/redirect/explain.h"
#include "ui/screenreader.h"
#include "ui/timeline/announcer.h"
#include "ui/timeline/emptypage.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/timelineview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hoplens {

TracePane::TracePane(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyPage)
    , m_headline(new HeadlineBar)
    , m_timeline(new TimelineView)
{
    auto *story = new QWidget;
    m_column = new QVBoxLayout(story);
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_column->addWidget(m_headline);
    m_column->addWidget(m_timeline, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(story);
    m_announcer = new Announcer(new SpokenNotice(story), this);
    auto *frame = new QVBoxLayout(this);
    frame->setContentsMargins({});
    frame->addWidget(m_pages);

    connect(m_timeline, &TimelineView::currentHopChanged, this, &TracePane::currentHopChanged);
    connect(m_timeline, &TimelineView::hopActivated, this, &TracePane::hopActivated);
    connect(m_timeline, &TimelineView::contextMenuRequested, this,
            &TracePane::contextMenuRequested);
    connect(m_timeline, &TimelineView::zoomChanged, this, [this](double zoom) {
        m_headline->setZoom(zoom);
        m_empty->setZoom(zoom);
        emit zoomChanged(zoom);
    });
    connect(m_timeline, &TimelineView::copyRequested, this, [this](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        emit copied(text);
    });
}

void TracePane::setTrace(const Trace &trace)
{
    m_headline->setHeadline(headline(trace), badges(trace));
    m_timeline->setTrace(trace);
    m_announcer->restart(trace);
    m_pages->setCurrentIndex(1);
}

void TracePane::updateTrace(const Trace &trace, int firstChanged)
{
    m_headline->setHeadline(headline(trace), badges(trace));
    m_timeline->updateTrace(trace, firstChanged);
    m_announcer->follow(trace, m_timeline->timelineLayout());
    m_pages->setCurrentIndex(1);
}

void TracePane::setFooter(QWidget *footer)
{
    m_column->addWidget(footer);
}

void TracePane::clear()
{
    m_timeline->setTrace({});
    m_pages->setCurrentIndex(0);
}

/// A low pane is for the cards.
void TracePane::resizeEvent(QResizeEvent *event)
{
    constexpr int lowBelow = 20; // lines of text
    QWidget::resizeEvent(event);
    const bool isLow = height() < lowBelow * fontMetrics().height();
    m_headline->setMargins(isLow ? HeadlineMargins::Tight : HeadlineMargins::Usual);
}

int TracePane::currentHop() const
{
    return m_timeline->currentHop();
}

void TracePane::setCurrentHop(int hop)
{
    m_timeline->setCurrentHop(hop);
}

void TracePane::setZoom(double zoom)
{
    m_timeline->setZoom(zoom);
}

double TracePane::zoom() const
{
    return m_timeline->zoom();
}

} // namespace hoplens
