// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>

#include <algorithm>

namespace hoplens {

/// How much resident memory this process grew by at its peak since this was made, by Linux' own
/// account (proc_pid_status(5)).
class PeakMemory {
public:
    PeakMemory()
    {
        QFile reset(QStringLiteral("/proc/self/clear_refs"));
        if (reset.open(QIODevice::WriteOnly)) {
            reset.write("5"); // proc_pid_clear_refs(5): the peak starts anew
        }
        reset.close();
        m_before = kibibytes("VmRSS:");
    }

    /// In KiB.
    qint64 grownBy() const { return std::max<qint64>(0, kibibytes("VmHWM:") - m_before); }

    /// False under AddressSanitizer, which keeps freed memory, and where there is no such account.
    static bool isMeasured()
    {
#ifdef __SANITIZE_ADDRESS__
        return false;
#else
        return kibibytes("VmHWM:") > 0;
#endif
    }

private:
    static qint64 kibibytes(const QByteArray &name)
    {
        QFile status(QStringLiteral("/proc/self/status"));
        if (!status.open(QIODevice::ReadOnly)) {
            return 0;
        }
        const QByteArray all = status.readAll(); // of no known size, so not read line by line
        const qsizetype at = all.indexOf(name);
        return at < 0 ? 0
                      : all.mid(at + name.size()).trimmed().split(' ').constFirst().toLongLong();
    }

    qint64 m_before = 0;
};

} // namespace hoplens
