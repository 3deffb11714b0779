// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tracer.h"

namespace hoplens {

/// Whose certificates are believed.
enum class TlsTrust { System, OwnAuthority, Anything };
enum class ProxyUse { Environment, None, Address };

/// How a trace is sent, as it is typed: also what cannot be used yet. Times: 0 = no limit.
struct OptionsDraft {
    std::optional<int> maxHops; ///< absent: the client's own limit
    std::chrono::milliseconds timeout{0}; ///< whole trace
    std::chrono::milliseconds connectTimeout = SendOptions().connectTimeout;
    std::chrono::milliseconds tlsTimeout = SendOptions().tlsTimeout;
    std::chrono::milliseconds firstByteTimeout = SendOptions().firstByteTimeout;
    std::chrono::milliseconds idleTimeout = SendOptions().idleTimeout;
    bool followRefresh = false;
    bool freshConnections = false;
    bool resends = true; ///< what may be repeated, when a kept connection turns out to be closed
    NetworkStack stack = NetworkStack::Own;
    TlsTrust trust = TlsTrust::System;
    QString authorityFile; ///< PEM; kept while `trust` is another
    ProxyUse proxy = ProxyUse::Environment;
    QString proxyAddress; ///< kept while `proxy` is another
    QString resolve; ///< HOST:PORT:ADDRESS[,ADDRESS]..., one a line

    bool operator==(const OptionsDraft &) const = default;
};

enum class OptionsField { Proxy, Resolve, AuthorityFile, TlsTimeout, Resends };
struct OptionsProblem {
    OptionsField field = OptionsField::Proxy;
    QString detail; ///< one sentence
};

/// The first thing that cannot be used. Reads the file of authorities when it is wanted.
std::optional<OptionsProblem> optionsProblem(const OptionsDraft &draft);

/// What the draft says, without what optionsProblem() complains of: such parts are as the default.
TraceOptions traceOptions(const OptionsDraft &draft);

/// The draft that says the same. Certificates come without the file they were read from, and
/// limits of sizes have no field: both are left out.
OptionsDraft optionsDraftOf(const TraceOptions &options);

/// "http://user:password@host:3128", which readProxy understands.
QString proxyText(const QNetworkProxy &proxy);
/// "a.test:443:127.0.0.1,::1", which readResolveEntry understands.
QString resolveText(const ResolveEntry &entry);

} // namespace hoplens
