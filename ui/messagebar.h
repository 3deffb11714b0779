// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace hoplens {

class SpokenNotice;

/// One sentence about what did not work or can be taken back, where the eye is, until it is
/// dismissed. Never blocks.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Problem, Note };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const QString &sentence);
    /// The same for good news, and for what needs nothing to be done.
    void note(const QString &sentence);
    /// With a button, and what happens when it is pressed.
    void offer(const QString &sentence, const QString &button, std::function<void()> accept,
               Tone tone = Tone::Problem);
    /// Hides what was offered; other messages stay.
    void withdrawOffer();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setText(const QString &sentence, Tone tone);
    void applyColors();
    void giveButtonRoom();

    QLabel *m_messageText = nullptr;
    QPushButton *m_accept = nullptr;
    SpokenNotice *m_spoken = nullptr;
    std::function<void()> m_onAccept;
    Tone m_tone = Tone::Problem;
};

} // namespace hoplens
