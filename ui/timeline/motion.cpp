// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/motion.h"

#include <QSettings>
#include <QStandardPaths>
#include <QStyle>
#include <QVariant>
#include <QWidget>

#include <cmath>
#include <numbers>

namespace hoplens {

namespace {

constexpr int interval = 100; // ms: ten frames a second are enough for something quiet
constexpr double period = 1600; // ms

/// A number or a truth value from the desktop's own file; `otherwise` when it says nothing.
QVariant desktopSetting(const QString &file, const QString &key, const QVariant &otherwise)
{
    const QString path = QStandardPaths::locate(QStandardPaths::GenericConfigLocation, file);
    return path.isEmpty() ? otherwise : QSettings(path, QSettings::IniFormat).value(key, otherwise);
}

} // namespace

bool wantsLessMotion(const QWidget &widget)
{
    if (widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) <= 0
        || !qEnvironmentVariableIsEmpty("HOPLENS_REDUCE_MOTION")) {
        return true;
    }
    return desktopSetting(u"kdeglobals"_qs, u"KDE/AnimationDurationFactor"_qs, 1).toDouble() <= 0
        || !desktopSetting(u"gtk-3.0/settings.ini"_qs, u"Settings/gtk-enable-animations"_qs, true)
                .toBool();
}

void Pulse::run(bool wanted, QObject *owner)
{
    if (!wanted) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_timer.start(interval, owner);
    }
}

double Pulse::value() const
{
    if (!isRunning()) {
        return 1;
    }
    const double turn = static_cast<double>(m_clock.elapsed()) / period;
    return 0.5 + 0.5 * std::cos(2 * std::numbers::pi * turn);
}

} // namespace hoplens
