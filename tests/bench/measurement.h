// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hoplens::bench {

/// What a client is to do.
struct Load {
    int atOnce = 1;
    QString kind; ///< "keep", "tls" (a fresh connection each hop), "large" (one body of 1 GiB)
    int traces = 1;
    QString url;
    QString authority; ///< PEM file
};

/// What it cost this process. Peak memory counts above what there was before the load.
struct Measurement {
    int hops = 0;
    double seconds = 0;
    double cpuSeconds = 0;
    double peakMiB = 0;

    QByteArray toLine() const;
    static Measurement fromLine(const QByteArray &line);
};

/// Measures from its construction to result().
class Meter {
public:
    Meter();
    Measurement result(int hops) const;

private:
    double m_wall;
    double m_cpu;
    double m_memory;
};

} // namespace hoplens::bench
