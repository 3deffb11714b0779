// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDoubleSpinBox>

#include <chrono>

namespace hoplens {

/// A time in seconds, to the millisecond, written without needless zeros. Zero is no limit.
class SecondsBox final : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit SecondsBox(QWidget *parent = nullptr);

    std::chrono::milliseconds time() const;
    void setTime(std::chrono::milliseconds time);

protected:
    QString textFromValue(double value) const override;
};

} // namespace hoplens
