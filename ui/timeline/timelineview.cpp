// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/timelineview.h"

#include "ui/formatting.h"
#include "ui/timeline/timelineaccessible.h"
#include "ui/timeline/timelinepainter.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hoplens {

namespace {

constexpr int pulseInterval = 100; // ms: ten frames a second are enough for something quiet
constexpr double pulsePeriod = 1600; // ms
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
    m_pulseClock.start();
}

void TimelineView::setTrace(const Trace &trace)
{
    m_trace = trace;
    m_chosenByUser = false;
    m_hoveredHop = -1;
    const int before = m_currentHop;
    m_currentHop = trace.hops.isEmpty() ? -1 : 0;
    layOut();
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
    m_trace = trace;
    m_layout.update(trace, firstChanged);
    updateScrollBar();
    updatePulse();
    viewport()->update();
    announceEntries(*this);
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
    m_currentHop = wanted;
    viewport()->update();
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
    m_layout = TimelineLayout(m_trace, viewport()->width(), m_faces);
    updateScrollBar();
    updatePulse();
    viewport()->update();
    announceEntries(*this);
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
    const bool animated =
        style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    if (animated && isVisible() && m_layout.isRunning()) {
        if (!m_pulseTimer.isActive()) {
            m_pulseTimer.start(pulseInterval, this);
        }
    } else {
        m_pulseTimer.stop();
    }
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
    return {TimelineLayout::minimumWidth, QFontMetrics(m_faces.normal).height() * 6};
}

QSize TimelineView::sizeHint() const
{
    const int em = QFontMetrics(m_faces.normal).height();
    return {em * 44, em * 36};
}

bool TimelineView::event(QEvent *event)
{
    // The window may bind Copy for its own text fields; here it means the hop's URL.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const TimelineLayout::Hit hit = hitAt(help->pos());
        const bool copies = hit.kind == TimelineLayout::Hit::Kind::Copy;
        const QString text = copies ? tr("Copy %1").arg(hit.whole) : hit.whole;
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), toolTipText(text), viewport());
        }
        return true;
    }
    if (event->type() == QEvent::Leave) {
        setHoveredHop(-1);
    }
    return QAbstractScrollArea::viewportEvent(event);
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
    if (m_pulseTimer.isActive()) {
        const double turn = static_cast<double>(m_pulseClock.elapsed()) / pulsePeriod;
        state.pulse = 0.5 + 0.5 * std::cos(2 * std::numbers::pi * turn);
    }
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

void TimelineView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    updatePulse();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    updatePulse();
}

void TimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_pulseTimer.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    if (m_layout.isRunning()) {
        viewport()->update(toViewport(m_layout.sections().last().card.progress));
    }
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (hopCount() == 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::Copy)) {
        if (m_currentHop >= 0) {
            emit copyRequested(
                visibleText(serializeUrl(m_trace.hops.at(m_currentHop).exchange.request.url)));
        }
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        chooseHop(m_currentHop - 1);
        break;
    case Qt::Key_Down:
        chooseHop(m_currentHop + 1);
        break;
    case Qt::Key_PageUp:
        chooseHop(m_layout.hopOnePageFrom(m_currentHop, -1, viewport()->height()));
        break;
    case Qt::Key_PageDown:
        chooseHop(m_layout.hopOnePageFrom(m_currentHop, 1, viewport()->height()));
        break;
    case Qt::Key_Home:
        chooseHop(0);
        break;
    case Qt::Key_End:
        chooseHop(hopCount() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // With a modifier it belongs to the window (Ctrl+Return sends).
        if ((event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && m_currentHop >= 0) {
            emit hopActivated(m_currentHop);
            break;
        }
        [[fallthrough]];
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const TimelineLayout::Hit hit = hitAt(event->position().toPoint());
    if (hit.hop >= 0) {
        chooseHop(hit.hop);
    }
    if (hit.kind == TimelineLayout::Hit::Kind::Copy && event->button() == Qt::LeftButton) {
        emit copyRequested(hit.whole);
    }
    event->accept();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept(); // its press was ours
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const TimelineLayout::Hit hit = hitAt(event->position().toPoint());
    if (hit.hop >= 0 && event->button() == Qt::LeftButton
        && hit.kind != TimelineLayout::Hit::Kind::Copy) {
        emit hopActivated(hit.hop);
    }
    event->accept();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    using Kind = TimelineLayout::Hit::Kind;
    const TimelineLayout::Hit hit = hitAt(event->position().toPoint());
    setHoveredHop(hit.kind == Kind::Card || hit.kind == Kind::Copy ? hit.hop : -1);
    viewport()->setCursor(hit.kind == Kind::Copy ? Qt::PointingHandCursor : Qt::ArrowCursor);
    event->accept();
}

void TimelineView::setHoveredHop(int hop)
{
    if (hop != m_hoveredHop) {
        m_hoveredHop = hop;
        viewport()->update();
    }
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    constexpr double notch = 120; // eighths of a degree, as QWheelEvent counts
    setZoom(m_zoom * std::pow(1.1, event->angleDelta().y() / notch));
    event->accept();
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const int hop = byMouse ? hitAt(event->pos()).hop : m_currentHop;
    if (hop < 0) {
        event->ignore();
        return;
    }
    const QPoint besideCard = toViewport(m_layout.sections().at(hop).card.rect).center();
    emit contextMenuRequested(hop,
                              byMouse ? event->globalPos() : viewport()->mapToGlobal(besideCard));
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    announceCurrentHop(*this);
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace hoplens
