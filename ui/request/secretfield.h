// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QToolButton>

namespace hoplens {

/// An eye that is open while what it belongs to can be read.
class EyeButton final : public QToolButton {
    Q_OBJECT
public:
    explicit EyeButton(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A line for a secret: dots, unless the eye beside it is opened.
class SecretField final : public QWidget {
    Q_OBJECT
public:
    /// `name` is the object name of the line; the eye's is `name` with "Eye" behind it.
    SecretField(const QString &name, const QString &title, QWidget *parent = nullptr);

    QLineEdit *line() const { return m_line; }
    bool isShown() const { return m_eye->isChecked(); }

signals:
    void shownChanged();

private:
    QLineEdit *m_line = nullptr;
    EyeButton *m_eye = nullptr;
};

} // namespace hoplens
