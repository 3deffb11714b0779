// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/choicerow.h"

#include "ui/inspector/flowlayout.h"

#include <QLabel>
#include <QToolButton>

namespace hoplens {

ChoiceRow::ChoiceRow(const QString &caption, QWidget *parent)
    : QWidget(parent)
    , m_caption(new QLabel(caption))
{
    setAccessibleName(caption);
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setContentsMargins(0, 0, 4, 0);
    m_caption->setAlignment(Qt::AlignVCenter | Qt::AlignLeading);
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->addWidget(m_caption);
    connect(&m_buttons, &QButtonGroup::idClicked, this, &ChoiceRow::chosen);
}

void ChoiceRow::setChoices(const QList<Choice> &choices)
{
    if (choices == m_choices) {
        return;
    }
    m_choices = choices;
    const QList<QAbstractButton *> old = m_buttons.buttons();
    for (QAbstractButton *button : old) {
        m_buttons.removeButton(button);
        delete button;
    }
    for (const Choice &choice : choices) {
        auto *button = new QToolButton(this);
        button->setText(choice.text);
        button->setObjectName(objectName() + QString::number(choice.id));
        button->setToolTip(choice.description);
        button->setAccessibleDescription(choice.description);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        m_buttons.addButton(button, choice.id);
        layout()->addWidget(button);
    }
    if (m_action != nullptr) { // stays the last one
        layout()->removeWidget(m_action);
        layout()->addWidget(m_action);
    }
}

void ChoiceRow::setChosen(int id)
{
    if (QAbstractButton *button = m_buttons.button(id)) {
        button->setChecked(true);
    }
}

QToolButton *ChoiceRow::addAction(const QString &text, const QString &name)
{
    Q_ASSERT(m_action == nullptr);
    m_action = new QToolButton(this);
    m_action->setText(text);
    m_action->setObjectName(name);
    m_action->setFocusPolicy(Qt::StrongFocus);
    m_action->hide();
    layout()->addWidget(m_action);
    return m_action;
}

} // namespace hoplens
