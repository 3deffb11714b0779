// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>
#include <chrono>

namespace hoplens {

/// Milliseconds since a moment on the wall clock, finer than QDateTime tells and never running
/// back.
class Stopwatch {
public:
    /// Runs from now.
    Stopwatch()
        : Stopwatch(QDateTime::currentDateTimeUtc())
    {
    }
    /// Runs from `started`, which is now or a little while ago.
    explicit Stopwatch(const QDateTime &started)
        : m_started(started)
        , m_offset(std::max(0.0, sinceEpoch() - static_cast<double>(started.toMSecsSinceEpoch())))
    {
        m_timer.start();
    }

    const QDateTime &started() const { return m_started; }
    double elapsed() const { return m_offset + static_cast<double>(m_timer.nsecsElapsed()) / 1e6; }

private:
    /// With the fraction of a millisecond that QDateTime cuts off: `started` plus elapsed() is to
    /// be the time that a server's clock shows, too.
    static double sinceEpoch()
    {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration<double, std::milli>(now).count();
    }

    QDateTime m_started;
    double m_offset; ///< from `started` to the start of the timer
    QElapsedTimer m_timer;
};

} // namespace hoplens
