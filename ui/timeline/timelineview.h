// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"
#include "ui/timeline/motion.h"
#include "ui/timeline/textcache.h"
#include "ui/timeline/timelinelayout.h"

#include <QAbstractScrollArea>

namespace hoplens {

/// A trace as cards with the decisions between them; one hop is the current one. Scrolls only up
/// and down. Everything it knows about places comes from its TimelineLayout.
class TimelineView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit TimelineView(QWidget *parent = nullptr);

    /// Another trace: the first hop becomes current.
    void setTrace(const Trace &trace);
    /// A later state of the same trace: hops before `firstChanged` (0-based) are as they were.
    /// Scrolls to a new hop only if the end was in sight and the user has not chosen a hop.
    void updateTrace(const Trace &trace, int firstChanged);

    const TimelineLayout &timelineLayout() const { return m_layout; }
    int hopCount() const { return static_cast<int>(m_layout.sections().size()); }
    int currentHop() const { return m_currentHop; } ///< 0-based; -1 when there is none
    void setCurrentHop(int hop);

    double zoom() const { return m_zoom; }
    void setZoom(double zoom);

    /// Where a rectangle of the layout is in the viewport now.
    QRect toViewport(const QRect &rect) const;

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

signals:
    void currentHopChanged(int hop);
    void hopActivated(int hop); ///< Enter or a double click
    void copyRequested(const QString &text);
    /// Of a card, a decision or the outcome; by keyboard of the current hop's card.
    void contextMenuRequested(const hoplens::TimelineLayout::Hit &on, const QPoint &globalPosition);
    void zoomChanged(double zoom);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void layOut();
    void updateScrollBar();
    void updateBelow(int firstChanged);
    void updatePulse();
    void showHop(int hop);
    void chooseHop(int hop);
    bool moveByKey(int key);
    void emitMenuOfCurrentHop();
    void updateHovered(QPoint viewportPosition);
    void setHoveredHop(int hop);
    void repaintHop(int hop);
    QString toolTipAt(QPoint viewportPosition) const;
    TimelineLayout::Hit hitAt(QPoint viewportPosition) const;

    Trace m_trace;
    TimelineLayout m_layout;
    Theme m_theme;
    TextFaces m_faces;
    double m_zoom = 1;
    int m_currentHop = -1;
    int m_hoveredHop = -1;
    bool m_chosenByUser = false;
    double m_paintedSpan = 0; ///< what the bars on the screen span, in milliseconds
    bool m_still = false; ///< less motion was asked for
    Pulse m_pulse;
    TextCache m_texts;
};

} // namespace hoplens
