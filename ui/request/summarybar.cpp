// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/summarybar.h"

#include "ui/formatting.h"
#include "ui/icons.h"
#include "ui/isolation.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace hoplens {

namespace {

constexpr int margin = 4; // pixels, on each side
constexpr int gap = 4; // between word and value
constexpr int underline = 2;

} // namespace

SummaryButton::SummaryButton(const QString &word, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(word);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(this->word());
}

QString SummaryButton::word() const
{
    return text().remove(u'&');
}

void SummaryButton::setValue(const QString &value)
{
    if (m_value != value) {
        m_value = value;
        setAccessibleName(value.isEmpty() ? word() : word() + u": "_qs + value);
        updateGeometry();
        update();
    }
}

/// In whole pixels: half a pixel less, and a text is elided.
int SummaryButton::widthOf(const QString &text) const
{
    return static_cast<int>(std::ceil(QFontMetricsF(font()).horizontalAdvance(text)));
}

QSize SummaryButton::sizeHint() const
{
    const int value = m_value.isEmpty() ? 0 : gap + widthOf(m_value);
    return {widthOf(word()) + value + 2 * margin, minimumSizeHint().height()};
}

QSize SummaryButton::minimumSizeHint() const
{
    return {widthOf(word()) + 2 * margin, fontMetrics().height() + 2 * margin};
}

void SummaryButton::paintEvent(QPaintEvent *)
{
    const Theme theme = themeFor(palette());
    QPainter painter(this);
    const QRect inside = rect().adjusted(margin, 0, -margin, 0);
    const auto place = [&](int from, int width) {
        return QStyle::visualRect(
            layoutDirection(), inside,
            QRect(inside.left() + from, inside.top(), width, inside.height()));
    };
    painter.setPen(underMouse() || isChecked() ? theme.accent : theme.text);
    painter.drawText(place(0, widthOf(word())), Qt::AlignVCenter | Qt::TextShowMnemonic, text());
    const int room = inside.width() - widthOf(word()) - gap;
    const QString shown = fontMetrics().elidedText(m_value, Qt::ElideRight, room);
    painter.setPen(theme.mutedText);
    const Qt::LayoutDirection own = directionOf(m_value);
    painter.drawText(place(widthOf(word()) + gap, std::min(room, widthOf(shown))),
                     leadingLine(Qt::LeftToRight, own), shown);
    setToolTip(shown == m_value ? QString() : toolTipText(m_value));
    if (isChecked()) {
        painter.fillRect(QRect(inside.left(), height() - underline, inside.width(), underline),
                         theme.accent);
    }
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void SummaryButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
    }
}

void SummaryButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void SummaryButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

SummaryBar::SummaryBar(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 4);
    row->setSpacing(12);
    addButton("bodySummary", tr("&Body"), 0);
    addButton("headerSummary", tr("Hea&ders"), 0);
    addButton("authSummary", tr("&Auth"), 0);
    addButton("cookieSummary", tr("Cookie&s"), 0);
    addButton("optionSummary", tr("&Options"), 0);
    row->addStretch(1);

    m_toggle->setObjectName(u"editToggle"_qs);
    m_toggle->setText(tr("Edit"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setAccessibleName(tr("Edit headers, body and options"));
    row->addWidget(m_toggle);
    showArrow();
    connect(m_toggle, &QToolButton::toggled, this, &SummaryBar::expansionWanted);
}

void SummaryBar::addButton(const char *name, const QString &word, int stretch)
{
    auto *button = new SummaryButton(word);
    button->setObjectName(QLatin1String(name));
    static_cast<QHBoxLayout *>(layout())->addWidget(button, stretch);
    const auto page = static_cast<EditorPage>(m_buttons.size());
    m_buttons.append(button);
    connect(button, &QAbstractButton::clicked, this, [this, page] { press(page); });
}

void SummaryBar::press(EditorPage page)
{
    if (m_isExpanded && m_page == page) {
        emit expansionWanted(false);
    } else {
        emit pageWanted(page);
    }
    setOpen(m_page, m_isExpanded); // the tick follows the page, not the click
}

SummaryButton *SummaryBar::button(EditorPage page) const
{
    return m_buttons.at(static_cast<int>(page));
}

void SummaryBar::setValue(EditorPage page, const QString &value) const
{
    button(page)->setValue(value);
}

void SummaryBar::setOpen(EditorPage page, bool expanded)
{
    m_page = page;
    m_isExpanded = expanded;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i)->setChecked(expanded && i == static_cast<int>(page));
    }
    m_toggle->setChecked(expanded);
    showArrow();
}

/// By an icon: styles do not move a tool button's own arrow to the other side where text runs from
/// the right.
void SummaryBar::showArrow()
{
    const int side = fontMetrics().height();
    m_toggle->setIconSize({side, side});
    m_toggle->setIcon(symbolPicture(m_isExpanded ? Symbol::Up : Symbol::Down, {side, side},
                                    devicePixelRatioF(), themeFor(palette()).text));
}

void SummaryBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        showArrow();
    }
}

} // namespace hoplens
