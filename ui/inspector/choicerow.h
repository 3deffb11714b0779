// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QButtonGroup>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace hoplens {

/// A row of buttons of which one is chosen, and one that does something. Breaks into several lines
/// where there is no room. To a screen reader these are radio buttons; Tab comes to the chosen one,
/// arrow keys choose the next.
class ChoiceRow final : public QWidget {
    Q_OBJECT
public:
    /// `caption` stands before the buttons and names them for a screen reader.
    explicit ChoiceRow(const QString &caption, QWidget *parent = nullptr);

    struct Choice {
        int id = 0;
        QString text; ///< with a mnemonic, if there is a free one
        QString description; ///< tooltip, and what a screen reader says

        bool operator==(const Choice &) const = default;
    };
    /// The same ones again change nothing.
    void setChoices(const QList<Choice> &choices);
    /// Announces nothing. An id that is not there chooses none.
    void setChosen(int id);
    /// The one button at the end, hidden until it is of use.
    QToolButton *addAction(const QString &text, const QString &name);

signals:
    void chosen(int id);

private:
    void addButton();
    void chooseNone();
    bool choiceHasFocus() const;
    void giveTabToChosen();

    QList<Choice> m_choices;
    QList<QPushButton *> m_all; ///< at least one; those without a choice are hidden
    QLabel *m_caption = nullptr;
    QToolButton *m_action = nullptr;
    QButtonGroup m_buttons;
};

} // namespace hoplens
