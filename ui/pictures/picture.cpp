// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/pictures/picture.h"

#include "ui/formatting.h"
#include "ui/timeline/mirror.h"
#include "ui/timeline/sheet.h"
#include "ui/timeline/timelinepainter.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::Picture)
};

constexpr int textPixels = 14;

/// The application's typefaces in a size that depends on no screen. Without hinting a text is as
/// wide on paper as it was measured.
TextFaces pictureFaces()
{
    QFont base = QGuiApplication::font();
    base.setPixelSize(textPixels);
    TextFaces faces = textFaces(base);
    for (QFont *face : {&faces.normal, &faces.strong, &faces.small, &faces.mono, &faces.large}) {
        face->setHintingPreference(QFont::PreferNoHinting);
    }
    return faces;
}

QString factsText(const Trace &trace)
{
    QStringList facts;
    const QString client = visibleText(trace.client.name);
    const QString version = visibleText(trace.client.version);
    if (!client.isEmpty()) {
        facts += version.isEmpty() ? client : Words::tr("%1 (%2)").arg(client, version);
    }
    if (trace.started.isValid()) {
        facts += QLocale().toString(trace.started.toLocalTime(), QLocale::ShortFormat);
    }
    facts += u"Hoplens"_qs;
    return facts.join(u" · "_qs);
}

} // namespace

Picture::Picture(const Trace &trace, const PictureLook &look)
    : m_title(visibleText(headline(trace)))
    , m_theme(themeFor(paletteOf(look.dark ? ThemeChoice::Dark : ThemeChoice::Light)))
    , m_faces(pictureFaces())
    , m_headline(layoutHeadline(m_title, badges(trace), width, m_faces, look.direction))
    , m_timeline(trace, width, m_faces, look.direction)
{
    if (look.onPaper) {
        m_theme.background = Qt::white;
    }
    layOutHead(trace, look.direction);
}

/// Address, client and date, in line with the headline.
void Picture::layOutHead(const Trace &trace, Qt::LayoutDirection direction)
{
    const Sheet sheet(width, m_faces);
    const int margin = sheet.spacing.of(4);
    RowPen pen(sheet, margin, width - margin, m_headline.height - margin + sheet.spacing.of(1));
    if (!trace.hops.isEmpty()) {
        const QString url = visibleText(serializeUrl(trace.hops.first().exchange.request.url));
        m_facts += pen.write(Part::Url, Face::Mono, Ink::Muted,
                             sheet.ruler.elidedUrl(Face::Mono, url, pen.room()), url);
        pen.newRow(0);
    }
    const QString facts = factsText(trace);
    m_facts += pen.write(Part::Text, Face::Small, Ink::Muted,
                         sheet.ruler.elided(Face::Small, facts, pen.room()), facts);
    m_headHeight = onGrid(pen.rowBottom() + sheet.spacing.of(3));
    if (direction == Qt::RightToLeft) {
        for (TextBox &fact : m_facts) {
            mirror(fact, width);
        }
    }
}

QSize Picture::size() const
{
    return {width, m_headHeight + m_timeline.height()};
}

void Picture::paint(QPainter &painter, const QRect &part) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(part, m_theme.background);
    if (part.top() < m_headHeight) {
        for (const TextBox &line : m_headline.sentence) {
            paintText(painter, line, m_theme, m_faces);
        }
        for (const ChipBox &badge : m_headline.badges) {
            paintChip(painter, badge, m_theme, m_faces);
        }
        for (const TextBox &fact : m_facts) {
            paintText(painter, fact, m_theme, m_faces);
        }
        painter.fillRect(QRect(0, m_headHeight - 1, width, 1), m_theme.cardBorder);
    }
    if (part.bottom() >= m_headHeight) {
        painter.translate(0, m_headHeight);
        paintTimeline(painter, m_timeline, m_theme, m_faces, part.translated(0, -m_headHeight), {});
    }
    painter.restore();
}

void Picture::paintFoot(QPainter &painter, int page, int pages, int baseline) const
{
    const Sheet sheet(width, m_faces);
    const int margin = sheet.spacing.of(4);
    const QString number = Words::tr("%1 of %2").arg(page).arg(pages);
    const int room = width - 3 * margin - sheet.ruler.width(Face::Small, number);
    RowPen pen(sheet, margin, width - margin, 0);
    TextBox title = pen.write(Part::Text, Face::Small, Ink::Muted,
                              sheet.ruler.elided(Face::Small, m_title, room), m_title);
    TextBox place = pen.writeRight(Part::Text, Face::Small, Ink::Muted, number, width - margin);
    for (TextBox *text : {&title, &place}) {
        if (m_timeline.direction() == Qt::RightToLeft) {
            mirror(*text, width);
        }
        text->baseline = baseline;
        paintText(painter, *text, m_theme, m_faces);
    }
}

/// Where a page may end: above each hop and the outcome, or also above each decision.
QList<int> Picture::breaks(bool withinHops) const
{
    QList<int> places;
    for (const Section &section : m_timeline.sections()) {
        places += m_headHeight + section.top;
        if (withinHops) {
            for (const DecisionRow &row : section.decisions) {
                places += m_headHeight + row.rect.top() - 2;
            }
        }
    }
    if (m_timeline.outcome() && !m_timeline.sections().isEmpty()) {
        places += m_headHeight + m_timeline.sections().last().bottom;
    }
    return places;
}

QList<PicturePage> Picture::pages(int height) const
{
    const QList<int> betweenHops = breaks(false);
    const QList<int> anywhere = breaks(true);
    const int end = size().height();
    /// The last place a page from `top` can end at, or `top` if there is none.
    const auto lastFitting = [height](const QList<int> &places, int top) {
        const auto next = std::upper_bound(places.begin(), places.end(), top + height);
        return next == places.begin() ? top : std::max(top, *(next - 1));
    };
    QList<PicturePage> pages;
    int top = 0;
    while (end - top > height) {
        const int least = top == 0 ? m_headHeight : top; // the head alone is no page
        int bottom = lastFitting(betweenHops, top);
        if (bottom <= least) {
            bottom = lastFitting(anywhere, top);
        }
        if (bottom <= least) {
            const auto next = std::upper_bound(anywhere.begin(), anywhere.end(), least);
            bottom = next == anywhere.end() ? end : *next;
        }
        pages += PicturePage{top, bottom};
        top = bottom;
    }
    if (top < end) {
        pages += PicturePage{top, end};
    }
    return pages;
}

} // namespace hoplens
