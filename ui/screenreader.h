// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

namespace hoplens {

/// Has a screen reader speak, wherever the keyboard is: a notification that takes no room, as
/// Qt 6.4 has no event to announce a sentence with.
class SpokenNotice final : public QWidget {
    Q_OBJECT
public:
    explicit SpokenNotice(QWidget *parent = nullptr);

    /// At once, or together with what comes within the next quarter of a second: readers ask for
    /// the words when they hear of the notification, and would miss those that were replaced.
    void say(const QString &sentence);

private:
    void speak();

    QStringList m_waiting;
    QTimer m_pause;
};

/// Gives each combo box in the window its accessible name as a label that only screen readers meet.
/// On Linux Qt tells a combo box's text for its name, and says what it is for by its label alone.
void labelComboBoxes(QWidget &window);

} // namespace hoplens
