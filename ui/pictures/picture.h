// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/timelinelayout.h"

class QPainter;

namespace hoplens {

/// How a picture looks, whatever the window looks like.
struct PictureLook {
    bool dark = false;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool onPaper = false; ///< white behind the cards, which spares ink
};

/// A piece of a picture, from one edge to another, that goes on one page. Pixels of the picture.
struct PicturePage {
    int top = 0;
    int bottom = 0; ///< exclusive
};

/// The whole timeline under a head that says what happened, where, when and to which client: for a
/// ticket or a slide. Laid out and painted as in the window, in a type size of its own.
class Picture {
public:
    /// Redact the trace before, if secrets must not show.
    Picture(const Trace &trace, const PictureLook &look);

    static constexpr int width = 1024; ///< pixels at scale 1

    QSize size() const; ///< pixels at scale 1
    QString title() const { return m_title; }
    const TimelineLayout &timeline() const { return m_timeline; }
    int headHeight() const { return m_headHeight; } ///< the timeline begins below
    QColor background() const { return m_theme.background; }

    /// Paints what lies within `part`, in the picture's own pixels. Clips nothing.
    void paint(QPainter &painter, const QRect &part) const;
    /// A line below a page.
    void paintFoot(QPainter &painter, int page, int pages, int baseline) const;

    /// The picture in pages at most `height` pixels high, broken between two hops; where one hop is
    /// higher, between two of its decisions. A card is never broken: a page with one that is higher
    /// than `height` is higher, too.
    QList<PicturePage> pages(int height) const;

private:
    void layOutHead(const Trace &trace, Qt::LayoutDirection direction);
    QList<int> breaks(bool withinHops) const;

    QString m_title;
    Theme m_theme;
    TextFaces m_faces;
    HeadlineLayout m_headline;
    QList<TextBox> m_facts;
    int m_headHeight = 0;
    TimelineLayout m_timeline;
};

} // namespace hoplens
