// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QBasicTimer>
#include <QElapsedTimer>

class QObject;
class QWidget;

namespace hoplens {

/// True when less motion was asked for: the style animates for no time at all, KDE or GTK have
/// animations switched off in their files (kdeglobals, gtk-3.0/settings.ini), or the environment
/// has HOPLENS_REDUCE_MOTION. Qt 6.4 has no one question for it. Reads files: ask seldom.
bool wantsLessMotion(const QWidget &widget);

/// A slow swell for what runs. Its timer belongs to the object that it is started for.
class Pulse {
public:
    Pulse() { m_clock.start(); }

    void run(bool wanted, QObject *owner);
    bool isRunning() const { return m_timer.isActive(); }
    int timerId() const { return m_timer.timerId(); }
    double value() const; ///< 0 to 1; 1 while it stands still

private:
    QBasicTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace hoplens
