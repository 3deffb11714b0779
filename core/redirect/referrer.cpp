// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/referrer.h"

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

// What a policy sends in the three situations it tells apart.
enum class Send { None, Origin, Full };
struct Policy {
    const char *name;
    Send sameOrigin;
    Send crossOrigin;
    Send downgrade; ///< from a trustworthy to an untrustworthy address
};
constexpr Policy webDefault{"strict-origin-when-cross-origin", Send::Full, Send::Origin,
                            Send::None};
constexpr std::array policies{
    Policy{"no-referrer", Send::None, Send::None, Send::None},
    Policy{"no-referrer-when-downgrade", Send::Full, Send::Full, Send::None},
    Policy{"same-origin", Send::Full, Send::None, Send::None},
    Policy{"origin", Send::Origin, Send::Origin, Send::Origin},
    Policy{"strict-origin", Send::Origin, Send::Origin, Send::None},
    Policy{"origin-when-cross-origin", Send::Full, Send::Origin, Send::Origin},
    webDefault,
    Policy{"unsafe-url", Send::Full, Send::Full, Send::Full},
};

const Policy *findPolicy(const QByteArray &name)
{
    const auto *found = std::find_if(policies.begin(), policies.end(),
                                     [&](const Policy &policy) { return name == policy.name; });
    return found == policies.end() ? nullptr : found;
}

/// Secure Contexts §3.1: https, or this very machine.
bool isTrustworthy(const Url &url)
{
    const QByteArray host = url.host.value_or(QByteArray());
    return url.scheme == "https" || host == "localhost" || host.endsWith(".localhost")
        || host.startsWith("127.") || host == "[::1]";
}

} // namespace

std::optional<QByteArray> refererFor(const QByteArray &policy, const Url &referrer,
                                     const Url &target)
{
    const Policy *known = findPolicy(policy);
    const Policy &rules = known != nullptr ? *known : webDefault;
    Send send = originOf(referrer) == originOf(target) ? rules.sameOrigin : rules.crossOrigin;
    if (isTrustworthy(referrer) && !isTrustworthy(target)) {
        send = rules.downgrade;
    }
    const QByteArray origin = serializeOrigin(referrer) + '/';
    // Referrer Policy §8.4: no userinfo and no fragment. §8.3: over 4096 characters, the origin
    // alone.
    const QByteArray full = serializeUrl(withoutUserinfo(referrer), Fragment::Exclude);
    switch (send) {
    case Send::None:
        return std::nullopt;
    case Send::Origin:
        return origin;
    case Send::Full:
        return full.size() > 4096 ? origin : full;
    }
    Q_UNREACHABLE();
}

QByteArray referrerPolicyAfter(const QList<Headers> &responses, QByteArray policy)
{
    for (const Headers &headers : responses) {
        const QList<QByteArray> values = valuesOf(headers, "Referrer-Policy");
        const QList<QByteArray> tokens = values.join(',').split(',');
        for (const QByteArray &token : tokens) {
            const QByteArray name = token.trimmed().toLower();
            if (findPolicy(name) != nullptr) {
                policy = name;
            }
        }
    }
    return policy;
}

} // namespace hoplens
