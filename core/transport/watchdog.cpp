// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/watchdog.h"

#include <algorithm>
#include <utility>

namespace hoplens {

void Watchdog::watch(Watched *watched)
{
    m_watched.push_back(watched);
    if (m_timer == 0) {
        m_timer = startTimer(interval, Qt::CoarseTimer);
    }
}

void Watchdog::forget(Watched *watched)
{
    std::erase(m_watched, watched);
}

void Watchdog::timerEvent(QTimerEvent *)
{
    // Stopped only when nothing was watched for a whole interval: hops follow one another.
    if (m_watched.empty()) {
        killTimer(std::exchange(m_timer, 0));
        return;
    }
    const std::vector<Watched *> now = m_watched;
    for (Watched *watched : now) {
        if (std::find(m_watched.begin(), m_watched.end(), watched) != m_watched.end()) {
            watched->lookAtClock();
        }
    }
}

} // namespace hoplens
