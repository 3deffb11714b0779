// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/secondsbox.h"

#include <cmath>

namespace hoplens {

namespace {

constexpr double longest = 86'400; // a day, as on the command line

} // namespace

SecondsBox::SecondsBox(QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(3);
    setRange(0, longest);
    setSpecialValueText(tr("no limit"));
    setSuffix(tr(" s", "seconds"));
}

std::chrono::milliseconds SecondsBox::time() const
{
    return std::chrono::milliseconds(std::llround(value() * 1000));
}

void SecondsBox::setTime(std::chrono::milliseconds time)
{
    setValue(static_cast<double>(time.count()) / 1000);
}

QString SecondsBox::textFromValue(double value) const
{
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(value, 'f', QLocale::FloatingPointShortest);
}

} // namespace hoplens
