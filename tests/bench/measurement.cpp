// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/bench/measurement.h"

#include <QList>

#include <chrono>
#include <sys/resource.h>

namespace hoplens::bench {

namespace {

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double cpuTime()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024; // Linux counts in KiB
}

} // namespace

Meter::Meter()
    : m_wall(now())
    , m_cpu(cpuTime())
    , m_memory(peakMemory())
{
}

Measurement Meter::result(int hops) const
{
    return {hops, now() - m_wall, cpuTime() - m_cpu, peakMemory() - m_memory};
}

QByteArray Measurement::toLine() const
{
    return QByteArray::number(hops) + ' ' + QByteArray::number(seconds, 'f', 6) + ' '
        + QByteArray::number(cpuSeconds, 'f', 6) + ' ' + QByteArray::number(peakMiB, 'f', 3) + '\n';
}

Measurement Measurement::fromLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.trimmed().split(' ');
    return words.size() == 4 ? Measurement{words[0].toInt(), words[1].toDouble(),
                                           words[2].toDouble(), words[3].toDouble()}
                             : Measurement{};
}

} // namespace hoplens::bench
