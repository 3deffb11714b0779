// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/findbar.h"

#include "ui/inspector/flowlayout.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

#include <initializer_list>

namespace hoplens {

namespace {

bool isEnter(const QKeyEvent *event)
{
    return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit)
    , m_count(new QLabel)
{
    m_text->setObjectName(u"findText"_qs);
    m_text->setAccessibleName(tr("Find on this page"));
    m_text->setPlaceholderText(tr("Find on this page"));
    m_count->setObjectName(u"findCount"_qs);
    m_count->setTextFormat(Qt::PlainText);

    m_previous = addButton(u"findPrevious"_qs, tr("Previous"), tr("The hit before (Shift+F3)"));
    m_next = addButton(u"findNext"_qs, tr("Next"), tr("The next hit (F3)"));
    m_case = addButton(u"findCase"_qs, tr("Aa", "match upper and lower case"),
                       tr("Tell upper and lower case apart"));
    m_case->setCheckable(true);
    m_case->setAccessibleName(tr("Match case"));
    auto *close = addButton(u"findClose"_qs, tr("Close"), tr("Close the find bar (Esc)"));
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    // The count comes last, because it changes its width.
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_text, m_previous, m_next, m_case, close, m_count}) {
        layout->addWidget(widget);
    }

    connect(m_text, &QLineEdit::textChanged, this, &FindBar::termChanged);
    connect(m_case, &QToolButton::toggled, this, &FindBar::termChanged);
    connect(m_previous, &QToolButton::clicked, this, [this] { emit nextWanted(true); });
    connect(m_next, &QToolButton::clicked, this, [this] { emit nextWanted(false); });
    connect(close, &QToolButton::clicked, this, &FindBar::closeWanted);
    showCount(-1, 0);
}

QToolButton *FindBar::addButton(const QString &name, const QString &text,
                                const QString &description)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(description);
    button->setAccessibleDescription(description);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

FindTerm FindBar::term() const
{
    return {m_text->text(), m_case->isChecked()};
}

void FindBar::open(const QString &text)
{
    m_text->setClearButtonEnabled(true); // looks through icon themes: 5 ms that no start needs
    show();
    if (!text.isEmpty()) {
        m_text->setText(text);
    }
    m_text->selectAll();
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::showCount(qsizetype current, qsizetype count)
{
    const bool asked = !m_text->text().isEmpty();
    const QLocale locale;
    const QString all =
        count < mostHits ? locale.toString(count) : tr("%1 or more").arg(locale.toString(count));
    m_count->setText(
        !asked ? QString()
            : count > 0
            ? tr("%1 of %2", "hit, number of hits").arg(locale.toString(current + 1), all)
            : tr("Not on this page"));
    m_count->setVisible(asked);
    m_text->setAccessibleDescription(m_count->text());
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    m_isMissing = asked && count == 0;
    applyColors();
}

/// The window has Esc for stopping a trace; here it closes the bar, so it must not get that far.
bool FindBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape || isEnter(key)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit closeWanted();
    } else if (isEnter(event)) {
        emit nextWanted((event->modifiers() & Qt::ShiftModifier) != 0);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColors();
    }
}

void FindBar::applyColors()
{
    const Theme theme = themeFor(palette());
    QPalette colors = m_count->palette();
    const QColor ink = m_isMissing ? theme.error : theme.mutedText;
    if (colors.color(QPalette::WindowText) != ink) {
        colors.setColor(QPalette::WindowText, ink);
        m_count->setPalette(colors);
    }
}

} // namespace hoplens
