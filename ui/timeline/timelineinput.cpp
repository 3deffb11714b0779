// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What keys, mouse and wheel do on the timeline.

#include "ui/formatting.h"
#include "ui/timeline/timelineview.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace hoplens {

namespace {

/// Qt turns the Menu key into a context menu event, but not its old substitute.
bool opensMenu(const QKeyEvent &event)
{
    return event.key() == Qt::Key_F10 && event.modifiers() == Qt::ShiftModifier;
}

} // namespace

bool TimelineView::event(QEvent *event)
{
    // The window may bind Copy for its own text fields; here it means the hop's URL.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || opensMenu(*key)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
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
    if (opensMenu(*event)) {
        emitMenuOfCurrentHop();
        return;
    }
    // With a modifier it belongs to the window (Ctrl+Return sends).
    const bool bare = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && bare && m_currentHop >= 0) {
        emit hopActivated(m_currentHop);
    } else if (!moveByKey(event->key())) {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

/// False when the key moves nothing.
bool TimelineView::moveByKey(int key)
{
    const int page = viewport()->height();
    switch (key) {
    case Qt::Key_Up:
        chooseHop(m_currentHop - 1);
        return true;
    case Qt::Key_Down:
        chooseHop(m_currentHop + 1);
        return true;
    case Qt::Key_PageUp:
        chooseHop(m_layout.hopOnePageFrom(m_currentHop, -1, page));
        return true;
    case Qt::Key_PageDown:
        chooseHop(m_layout.hopOnePageFrom(m_currentHop, 1, page));
        return true;
    case Qt::Key_Home:
        chooseHop(0);
        return true;
    case Qt::Key_End:
        chooseHop(hopCount() - 1);
        return true;
    default:
        return false;
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
    updateHovered(event->position().toPoint());
    event->accept();
}

void TimelineView::updateHovered(QPoint viewportPosition)
{
    using Kind = TimelineLayout::Hit::Kind;
    const TimelineLayout::Hit hit = hitAt(viewportPosition);
    const bool onCard =
        hit.kind == Kind::Card || hit.kind == Kind::Copy || hit.kind == Kind::Waterfall;
    setHoveredHop(onCard ? hit.hop : -1);
    viewport()->setCursor(hit.kind == Kind::Copy ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TimelineView::setHoveredHop(int hop)
{
    if (hop != m_hoveredHop) {
        repaintHop(m_hoveredHop);
        m_hoveredHop = hop;
        repaintHop(hop);
    }
}

/// The card with its focus ring; whatever else is there does not change with the hop's state.
void TimelineView::repaintHop(int hop)
{
    constexpr int ring = 4;
    if (hop >= 0 && hop < hopCount()) {
        const QRect card = m_layout.sections().at(hop).card.rect;
        viewport()->update(toViewport(card.adjusted(-ring, -ring, ring, ring)));
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
    using Hit = TimelineLayout::Hit;
    if (event->reason() == QContextMenuEvent::Mouse) {
        const Hit hit = hitAt(event->pos());
        event->setAccepted(hit.kind != Hit::Kind::Nothing);
        if (event->isAccepted()) {
            emit contextMenuRequested(hit, event->globalPos());
        }
        return;
    }
    event->setAccepted(m_currentHop >= 0);
    emitMenuOfCurrentHop();
}

/// At the hop's place, wherever the mouse is.
void TimelineView::emitMenuOfCurrentHop()
{
    using Hit = TimelineLayout::Hit;
    if (m_currentHop >= 0) {
        showHop(m_currentHop);
        const QRect card = toViewport(m_layout.sections().at(m_currentHop).card.rect);
        emit contextMenuRequested({Hit::Kind::Card, m_currentHop, -1, {}, {}},
                                  viewport()->mapToGlobal((card & viewport()->rect()).center()));
    }
}

} // namespace hoplens
