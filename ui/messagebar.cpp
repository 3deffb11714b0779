// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/messagebar.h"

#include "ui/screenreader.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace hoplens {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_messageText(new QLabel)
    , m_accept(new QPushButton)
    , m_spoken(new SpokenNotice(this))
{
    setAutoFillBackground(true);
    m_messageText->setObjectName(u"messageText"_qs);
    m_messageText->setTextFormat(Qt::PlainText);
    m_messageText->setWordWrap(true);
    m_messageText->setTextInteractionFlags(Qt::TextSelectableByMouse
                                           | Qt::TextSelectableByKeyboard);
    auto *dismiss = new QToolButton;
    dismiss->setObjectName(u"dismiss"_qs);
    dismiss->setText(tr("Dismiss"));
    dismiss->setAutoRaise(true);
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);

    m_accept->setObjectName(u"accept"_qs);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        hide();
        // What it does may offer something else, in the place of itself.
        const std::function<void()> accept = std::exchange(m_onAccept, {});
        accept();
    });

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(8);
    layout->addWidget(m_messageText, 1);
    layout->addWidget(m_accept, 0, Qt::AlignTop);
    layout->addWidget(dismiss, 0, Qt::AlignTop);
    applyColors();
    hide();
}

void MessageBar::showMessage(const QString &sentence)
{
    setText(sentence, Tone::Problem);
    m_accept->hide();
    show();
}

void MessageBar::note(const QString &sentence)
{
    setText(sentence, Tone::Note);
    m_accept->hide();
    show();
}

void MessageBar::offer(const QString &sentence, const QString &button, std::function<void()> accept,
                       Tone tone)
{
    setText(sentence, tone);
    m_onAccept = std::move(accept);
    m_accept->setText(button);
    giveButtonRoom();
    m_accept->show();
    show();
}

void MessageBar::setText(const QString &sentence, Tone tone)
{
    m_tone = tone;
    m_messageText->setText(tone == Tone::Problem ? u"\u2715 "_qs + sentence : sentence);
    m_messageText->setAccessibleName(sentence);
    m_spoken->say(sentence);
    applyColors();
}

void MessageBar::withdrawOffer()
{
    if (!m_accept->isHidden()) {
        hide();
    }
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Only the parent's change matters: the bar's own palette stays the window's.
    if (event->type() == QEvent::PaletteChange) {
        applyColors();
    } else if (event->type() == QEvent::FontChange) {
        giveButtonRoom();
    }
}

/// Some styles set the text against the edges.
void MessageBar::giveButtonRoom()
{
    constexpr int aside = 12; // pixels
    const QFontMetrics metrics(m_accept->font());
    m_accept->setMinimumWidth(metrics.size(Qt::TextShowMnemonic, m_accept->text()).width()
                              + 2 * aside);
}

void MessageBar::applyColors()
{
    const Theme theme = themeFor(palette());
    QPalette colors = m_messageText->palette();
    colors.setColor(QPalette::WindowText, m_tone == Tone::Problem ? theme.error : theme.text);
    m_messageText->setPalette(colors);
}

} // namespace hoplens
