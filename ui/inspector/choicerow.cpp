// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/choicerow.h"

#include "ui/inspector/flowlayout.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

QAccessibleInterface *groupingFactory(const QString &, QObject *object)
{
    auto *row = qobject_cast<ChoiceRow *>(object);
    return row != nullptr ? new QAccessibleWidget(row, QAccessible::Grouping) : nullptr;
}

/// As small as a tool button, which would tell a screen reader that it is a check box.
class ChoiceButton final : public QPushButton {
public:
    explicit ChoiceButton(QWidget *parent)
        : QPushButton(parent)
    {
        setCheckable(true);
        setAutoExclusive(true); // the group sees to it, but this makes it a radio button
        setFlat(true);
        setFocusPolicy(Qt::StrongFocus);
    }
    QSize sizeHint() const override
    {
        const QSize shown = fontMetrics().size(Qt::TextShowMnemonic, text());
        return {shown.width() + 16, shown.height() + 8};
    }
};

} // namespace

ChoiceRow::ChoiceRow(const QString &caption, QWidget *parent)
    : QWidget(parent)
    , m_caption(new QLabel(caption))
{
    QAccessible::installFactory(groupingFactory); // again is a no-op
    setAccessibleName(caption);
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setContentsMargins(4, 0, 4, 0);
    m_caption->setAlignment(Qt::AlignVCenter | Qt::AlignLeading);
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(8, 4, 12, 4);
    layout->addWidget(m_caption);
    addButton(); // holds the row's place in the order of Tab
    connect(&m_buttons, &QButtonGroup::idClicked, this, &ChoiceRow::chosen);
    connect(&m_buttons, &QButtonGroup::idToggled, this, &ChoiceRow::giveTabToChosen);
}

void ChoiceRow::addButton()
{
    auto *button = new ChoiceButton(this);
    button->hide();
    layout()->addWidget(button);
    if (!m_all.isEmpty()) {
        setTabOrder(m_all.constLast(), button);
    }
    m_all.append(button);
}

void ChoiceRow::setChoices(const QList<Choice> &choices)
{
    if (choices == m_choices) {
        return;
    }
    m_choices = choices;
    chooseNone();
    if (choiceHasFocus()) {
        m_all.constFirst()->setFocus(); // its own may be hidden
    }
    while (m_all.size() < choices.size()) {
        addButton();
    }
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        QPushButton *button = m_all.at(i);
        m_buttons.removeButton(button);
        button->setVisible(i < choices.size());
        if (i < choices.size()) {
            const Choice &choice = choices.at(i);
            button->setText(choice.text);
            button->setObjectName(objectName() + QString::number(choice.id));
            button->setToolTip(choice.description);
            button->setAccessibleDescription(choice.description);
            m_buttons.addButton(button, choice.id);
        }
    }
    giveTabToChosen();
    if (m_action != nullptr) { // stays the last one
        layout()->removeWidget(m_action);
        layout()->addWidget(m_action);
    }
}

void ChoiceRow::chooseNone()
{
    if (QAbstractButton *chosen = m_buttons.checkedButton()) {
        m_buttons.setExclusive(false);
        chosen->setChecked(false);
        m_buttons.setExclusive(true);
    }
}

void ChoiceRow::setChosen(int id)
{
    QAbstractButton *button = m_buttons.button(id);
    if (button == nullptr) {
        chooseNone();
        return;
    }
    const bool hadFocus = choiceHasFocus();
    button->setChecked(true);
    if (hadFocus) {
        button->setFocus();
    }
}

bool ChoiceRow::choiceHasFocus() const
{
    return std::any_of(m_all.begin(), m_all.end(),
                       [](const QPushButton *button) { return button->hasFocus(); });
}

/// As with any radio buttons, Tab comes to the chosen one alone, or to the first if there is none.
void ChoiceRow::giveTabToChosen()
{
    const QAbstractButton *chosen = m_buttons.checkedButton();
    const QAbstractButton *stop = chosen != nullptr ? chosen : m_all.constFirst();
    for (QPushButton *button : std::as_const(m_all)) {
        button->setFocusPolicy(button == stop ? Qt::StrongFocus : Qt::ClickFocus);
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
    setTabOrder(m_all.constLast(), m_action);
    return m_action;
}

} // namespace hoplens
