// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/timelineview.h"

#include "ui/formatting.h"
#include "ui/timeline/timelineaccessible.h"
#include "ui/timeline/timelinepainter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace hoplens {

namespace {

constexpr double smallestZoom = 0.5;
constexpr double largestZoom = 4;

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(themeFor(palette()))
    , m_faces(textFaces(font()))
{
    installTimelineAccessibility();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // scrolling moves pixels that are there
}

void TimelineView::setTrace(const Trace &trace)
{
    m_trace = trace;
    m_chosenByUser = false;
    m_hoveredHop = -1;
    const int before = m_currentHop;
    m_currentHop = trace.hops.isEmpty() ? -1 : 0;
    layOut();
    announceEntries(*this);
    verticalScrollBar()->setValue(0);
    // The same number in another trace is another hop.
    if (before != -1 || m_currentHop != -1) {
        emit currentHopChanged(m_currentHop);
    }
}

void TimelineView::updateTrace(const Trace &trace, int firstChanged)
{
    const QScrollBar *bar = verticalScrollBar();
    const bool endInSight = bar->value() >= bar->maximum();
    const int hopsBefore = hopCount();
    const int entriesBefore = m_layout.entryCount();
    m_trace = trace;
    m_layout.update(trace, firstChanged);
    updateScrollBar();
    updatePulse();
    updateBelow(firstChanged);
    const int firstEntry = firstChanged < hopCount()
        ? m_layout.entryOfHop(std::max(firstChanged, 0))
        : m_layout.entryCount();
    announceChanges(*this, std::min(firstEntry, entriesBefore), entriesBefore);
    if (m_currentHop < 0 && hopCount() > 0) {
        setCurrentHop(0);
    }
    const bool grew = hopCount() > hopsBefore || m_layout.outcome();
    if (grew && endInSight && !m_chosenByUser) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    }
}

void TimelineView::setCurrentHop(int hop)
{
    const int wanted = std::clamp(hop, -1, hopCount() - 1);
    if (wanted >= 0) {
        showHop(wanted);
    }
    if (wanted == m_currentHop) {
        return;
    }
    repaintHop(m_currentHop);
    m_currentHop = wanted;
    repaintHop(wanted);
    announceCurrentHop(*this);
    emit currentHopChanged(wanted);
}

void TimelineView::chooseHop(int hop)
{
    if (hopCount() == 0) {
        return;
    }
    m_chosenByUser = true;
    setCurrentHop(std::clamp(hop, 0, hopCount() - 1));
}

void TimelineView::setZoom(double zoom)
{
    const double wanted = std::clamp(zoom, smallestZoom, largestZoom);
    if (qFuzzyCompare(wanted, m_zoom)) {
        return;
    }
    m_zoom = wanted;
    m_faces = textFaces(font(), m_zoom);
    layOut();
    showHop(m_currentHop);
    emit zoomChanged(wanted);
}

void TimelineView::layOut()
{
    m_layout = TimelineLayout(m_trace, viewport()->width(), m_faces, layoutDirection());
    updateScrollBar();
    updatePulse();
    viewport()->update();
}

void TimelineView::updateScrollBar()
{
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(QFontMetrics(m_faces.normal).height() * 2);
    bar->setRange(0, std::max(0, m_layout.height() - viewport()->height()));
}

/// The dot pulses only while it can be seen, and not for those who asked for less motion.
void TimelineView::updatePulse()
{
    m_pulse.run(!m_still && isVisible() && m_layout.isRunning(), this);
}

/// Repaints what may look different since hop `firstChanged` changed: all below the card before, or
/// everything when the bars have another scale now.
void TimelineView::updateBelow(int firstChanged)
{
    const bool rescaled = m_paintedSpan != m_layout.timeSpan();
    m_paintedSpan = m_layout.timeSpan();
    if (rescaled || firstChanged <= 0 || firstChanged > hopCount()) {
        viewport()->update();
        return;
    }
    const int top = toViewport(m_layout.sections().at(firstChanged - 1).card.rect).top();
    viewport()->update(viewport()->rect().adjusted(0, std::max(0, top), 0, 0));
}

QRect TimelineView::toViewport(const QRect &rect) const
{
    return rect.translated(0, -verticalScrollBar()->value());
}

TimelineLayout::Hit TimelineView::hitAt(QPoint viewportPosition) const
{
    return m_layout.hitTest(viewportPosition + QPoint(0, verticalScrollBar()->value()));
}

/// Scrolls as little as possible until card and decisions of the hop are in sight, the card first.
void TimelineView::showHop(int hop)
{
    if (hop < 0 || hop >= hopCount()) {
        return;
    }
    const Section &section = m_layout.sections().at(hop);
    const int bottom = hop == hopCount() - 1 ? m_layout.height() : section.bottom;
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(std::max(bar->value(), bottom - viewport()->height()));
    bar->setValue(std::min(bar->value(), section.top));
}

QSize TimelineView::minimumSizeHint() const
{
    return {TimelineLayout::minimumWidth + verticalScrollBar()->sizeHint().width(),
            QFontMetrics(m_faces.normal).height() * 6};
}

QSize TimelineView::sizeHint() const
{
    const int em = QFontMetrics(m_faces.normal).height();
    return {em * 44, em * 36};
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), text, viewport());
        }
        return true;
    }
    if (event->type() == QEvent::Leave) {
        setHoveredHop(-1);
    }
    return QAbstractScrollArea::viewportEvent(event);
}

/// For QToolTip, which reads it as rich text.
QString TimelineView::toolTipAt(QPoint viewportPosition) const
{
    using Kind = TimelineLayout::Hit::Kind;
    const TimelineLayout::Hit hit = hitAt(viewportPosition);
    switch (hit.kind) {
    case Kind::Waterfall:
        return phasesToolTip(m_trace.hops.at(hit.hop).exchange.times);
    case Kind::Copy:
        return toolTipText(tr("Copy %1").arg(hit.whole));
    default:
        return hit.whole.isEmpty() ? QString() : toolTipText(hit.whole);
    }
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::ApplicationPaletteChange:
        m_theme = themeFor(palette());
        viewport()->update();
        break;
    case QEvent::FontChange:
    case QEvent::ApplicationFontChange:
    case QEvent::StyleChange:
    case QEvent::LanguageChange:
    case QEvent::LayoutDirectionChange:
        m_still = wantsLessMotion(*this);
        m_faces = textFaces(font(), m_zoom);
        layOut();
        break;
    default:
        break;
    }
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.background);
    const int scrolled = verticalScrollBar()->value();
    painter.translate(0, -scrolled);
    PaintState state;
    state.currentHop = m_currentHop;
    state.hoveredHop = m_hoveredHop;
    state.focusedHop = hasFocus() ? m_currentHop : -1;
    state.pulse = m_pulse.value();
    state.texts = &m_texts;
    paintTimeline(painter, m_layout, m_theme, m_faces, event->rect().translated(0, scrolled),
                  state);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (viewport()->width() != m_layout.width()) {
        layOut();
    } else {
        updateScrollBar();
    }
}

void TimelineView::scrollContentsBy(int, int dy)
{
    viewport()->scroll(0, dy);
    if (viewport()->underMouse()) {
        updateHovered(viewport()->mapFromGlobal(QCursor::pos()));
    }
}

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_still = wantsLessMotion(*this);
    updatePulse();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    updatePulse();
}

void TimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_pulse.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    if (m_layout.isRunning()) {
        viewport()->update(toViewport(m_layout.sections().last().card.progress));
    }
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    repaintHop(m_currentHop);
    // Qt tells of the whole list after this; what a reader hears last is where it stays.
    QMetaObject::invokeMethod(
        this, [this] { announceCurrentHop(*this); }, Qt::QueuedConnection);
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    repaintHop(m_currentHop);
}

} // namespace hoplens
