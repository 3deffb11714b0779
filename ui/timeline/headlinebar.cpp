// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/headlinebar.h"

#include "ui/formatting.h"
#include "ui/isolation.h"
#include "ui/timeline/mirror.h"
#include "ui/timeline/sheet.h"
#include "ui/timeline/timelinelayout.h"
#include "ui/timeline/timelinepainter.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace hoplens {

namespace {

struct LevelMark {
    Symbol symbol;
    Ink ink;
};

LevelMark markOf(Level level)
{
    switch (level) {
    case Level::Problem:
        return {Symbol::Cross, Ink::Error};
    case Level::Warning:
        return {Symbol::Bang, Ink::Changed};
    case Level::Note:
        return {Symbol::Info, Ink::Muted};
    }
    Q_UNREACHABLE();
}

int badgesWidth(const Sheet &sheet, const QList<Badge> &badges)
{
    int width = 0;
    for (const Badge &badge : badges) {
        width += chipWidth(sheet, visibleText(badge.text), true) + sheet.spacing.of(2);
    }
    return width;
}

/// Lines of large text; returns the height they take.
int layoutSentence(const Sheet &sheet, const QString &sentence, int left, int width, int top,
                   QList<TextBox> &boxes)
{
    constexpr int mostLines = 8;
    const int height = onGrid(sheet.ruler.height(Face::Large));
    int y = top;
    const Qt::LayoutDirection direction = directionOf(Part::Title, inOrder(sentence));
    for (const QString &line : sheet.ruler.wrapped(Face::Large, sentence, width, mostLines)) {
        const QString text = inOrder(line);
        const int baseline = y + sheet.ruler.ascent(Face::Large);
        const QRect rect(left, y, std::max(1, sheet.ruler.width(Face::Large, text)), height);
        boxes +=
            TextBox{Part::Title, rect, baseline, text, sentence, Face::Large, Ink::Text, direction};
        y += height;
    }
    return y - top;
}

QAccessibleInterface *headingFactory(const QString &, QObject *object)
{
    auto *bar = qobject_cast<HeadlineBar *>(object);
    return bar != nullptr ? new QAccessibleWidget(bar, QAccessible::Heading) : nullptr;
}

} // namespace

HeadlineLayout layoutHeadline(const QString &sentence, const QList<Badge> &badges, int width,
                              const TextFaces &faces, Qt::LayoutDirection direction,
                              HeadlineMargins margins)
{
    const Sheet sheet(std::max(width, TimelineLayout::minimumWidth), faces);
    const int margin = sheet.spacing.of(4);
    const int gap = sheet.spacing.of(2);
    const int above = margins == HeadlineMargins::Tight ? gap : margin;
    const int right = std::min(sheet.width - margin, sheet.right); // where cards end, if they do
    const int inner = right - margin;
    const int forBadges = badgesWidth(sheet, badges);
    const int wanted = sheet.ruler.width(Face::Large, visibleText(sentence).left(400));
    const bool beside = forBadges <= inner * 2 / 5 || wanted + gap + forBadges <= inner;
    const int forSentence = beside && !badges.isEmpty() ? inner - forBadges - gap : inner;

    HeadlineLayout layout;
    const int height =
        layoutSentence(sheet, visibleText(sentence), margin, forSentence, above, layout.sentence);
    int bottom = above + height;
    if (!badges.isEmpty()) {
        const int line = onGrid(sheet.ruler.height(Face::Large));
        const int top = beside ? above + (line - sheet.spacing.row) / 2 : bottom + gap;
        const int left = beside ? right - forBadges + gap : margin;
        RowPen pen(sheet, left, right, top);
        for (const Badge &badge : badges) {
            const LevelMark mark = markOf(badge.level);
            layout.badges +=
                pen.writeChip(visibleText(badge.text), mark.ink, mark.symbol, sheet.spacing.of(1));
            pen.skip(gap);
        }
        bottom = std::max(bottom, pen.rowBottom());
    }
    layout.height = onGrid(bottom + above);
    if (direction == Qt::RightToLeft) {
        for (TextBox &line : layout.sentence) {
            mirror(line, sheet.width);
        }
        for (ChipBox &badge : layout.badges) {
            mirror(badge, sheet.width);
        }
    }
    return layout;
}

HeadlineBar::HeadlineBar(QWidget *parent)
    : QWidget(parent)
    , m_theme(themeFor(palette()))
    , m_faces(textFaces(font()))
{
    QAccessible::installFactory(headingFactory); // again is a no-op
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void HeadlineBar::setHeadline(const QString &sentence, const QList<Badge> &badges)
{
    m_sentence = sentence;
    m_badges = badges;
    QStringList words;
    for (const Badge &badge : badges) {
        words += visibleText(badge.text);
    }
    setAccessibleName(inOrder(visibleText(sentence)));
    setAccessibleDescription(words.join(u", "_qs));
    layOut();
}

void HeadlineBar::setZoom(double zoom)
{
    m_zoom = zoom;
    m_faces = textFaces(font(), zoom);
    layOut();
}

void HeadlineBar::setMargins(HeadlineMargins margins)
{
    if (m_margins != margins) {
        m_margins = margins;
        layOut();
    }
}

void HeadlineBar::layOut()
{
    m_layout = layoutHeadline(m_sentence, m_badges, width(), m_faces, layoutDirection(), m_margins);
    updateGeometry();
    update();
}

int HeadlineBar::heightForWidth(int width) const
{
    return layoutHeadline(m_sentence, m_badges, width, m_faces, layoutDirection(), m_margins)
        .height;
}

QSize HeadlineBar::sizeHint() const
{
    return {TimelineLayout::minimumWidth * 2,
            heightForWidth(std::max(width(), TimelineLayout::minimumWidth))};
}

QSize HeadlineBar::minimumSizeHint() const
{
    return {TimelineLayout::minimumWidth, m_layout.height};
}

bool HeadlineBar::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QString text = inOrder(visibleText(m_sentence));
        for (const ChipBox &badge : std::as_const(m_layout.badges)) {
            text = badge.rect.contains(help->pos()) ? badge.label.whole : text;
        }
        QToolTip::showText(help->globalPos(), toolTipText(text), this);
        return true;
    }
    return QWidget::event(event);
}

void HeadlineBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::ApplicationPaletteChange:
        m_theme = themeFor(palette());
        update();
        break;
    case QEvent::FontChange:
    case QEvent::ApplicationFontChange:
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
        setZoom(m_zoom);
        break;
    default:
        break;
    }
}

void HeadlineBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.background);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.cardBorder);
    for (const TextBox &line : m_layout.sentence) {
        paintText(painter, line, m_theme, m_faces);
    }
    for (const ChipBox &badge : m_layout.badges) {
        paintChip(painter, badge, m_theme, m_faces);
    }
}

void HeadlineBar::resizeEvent(QResizeEvent *)
{
    layOut();
}

} // namespace hoplens
