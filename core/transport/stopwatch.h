// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>

namespace hoplens {

/// Milliseconds since a moment on the wall clock, finer than QDateTime tells and never running
/// back.
class Stopwatch {
public:
    /// Runs from `started`, which is now or a little while ago.
    explicit Stopwatch(const QDateTime &started = QDateTime::currentDateTimeUtc())
        : m_started(started)
        , m_offset(std::max<qint64>(0, started.msecsTo(QDateTime::currentDateTimeUtc())))
    {
        m_timer.start();
    }

    const QDateTime &started() const { return m_started; }
    double elapsed() const
    {
        return static_cast<double>(m_offset) + static_cast<double>(m_timer.nsecsElapsed()) / 1e6;
    }

private:
    QDateTime m_started;
    qint64 m_offset;
    QElapsedTimer m_timer;
};

} // namespace hoplens
