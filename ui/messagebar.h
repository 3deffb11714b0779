// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace hoplens {

/// One sentence about what did not work, where the eye is, until it is dismissed. Never blocks.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const QString &sentence);
    /// With a button; accepted() when it is pressed.
    void offer(const QString &sentence, const QString &button);
    /// Hides what was offered; other messages stay.
    void withdrawOffer();

signals:
    void accepted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColors();

    QLabel *m_messageText = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace hoplens
