// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLabel;

namespace hoplens {

/// One sentence about what did not work, where the eye is, until it is dismissed. Never blocks.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColors();

    QLabel *m_messageText = nullptr;
};

} // namespace hoplens
