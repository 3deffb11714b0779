// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/deadlines.h"

namespace hoplens {

std::optional<Failure> missedDeadline(const SendOptions &options, const Times &times,
                                      Waiting waiting, double lastActivity, double now)
{
    const auto missed = [now](std::chrono::milliseconds limit, std::optional<double> since) {
        return limit.count() > 0 && since && now - *since > static_cast<double>(limit.count());
    };
    const auto timeout = [](FailureCode code) { return Failure{FailureKind::Timeout, code, {}}; };
    switch (waiting) {
    case Waiting::Connection:
        if (missed(options.tlsTimeout, times.connect)) {
            return timeout(FailureCode::TlsDeadline);
        }
        if (missed(options.connectTimeout, times.start)) {
            return timeout(FailureCode::ConnectDeadline);
        }
        return std::nullopt;
    case Waiting::FirstByte:
        if (missed(options.firstByteTimeout, times.sent)) {
            return timeout(FailureCode::FirstByteDeadline);
        }
        return std::nullopt;
    case Waiting::More:
        if (missed(options.idleTimeout, lastActivity)) {
            return timeout(FailureCode::IdleDeadline);
        }
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace hoplens
