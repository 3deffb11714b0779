// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

namespace hoplens {

/// Buttons side by side, in as many rows as the width makes necessary. None is ever cut off or out
/// of reach.
class ButtonRows final : public QWidget {
    Q_OBJECT
public:
    explicit ButtonRows(QWidget *parent = nullptr);

    void add(QAbstractButton *button);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QList<int> rowsFor(int width) const;
    void arrange();

    QVBoxLayout *m_layout = nullptr;
    QList<QAbstractButton *> m_buttons;
    QList<int> m_perRow;
};

} // namespace hoplens
