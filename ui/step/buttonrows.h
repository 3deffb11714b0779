// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAbstractButton;
class QGridLayout;

namespace hoplens {

/// Buttons side by side, in as many rows as the width makes necessary. None is ever cut off or out
/// of reach.
class ButtonRows final : public QWidget {
    Q_OBJECT
public:
    explicit ButtonRows(QWidget *parent = nullptr);

    void add(QAbstractButton *button);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void arrange();

    QGridLayout *m_grid = nullptr;
    QList<QAbstractButton *> m_buttons;
    int m_columns = 0;
};

} // namespace hoplens
