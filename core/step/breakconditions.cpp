// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/step/breakconditions.h"

#include "core/formats/traceids.h"
#include "core/trace/credentials.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

struct BreakWords {
    Q_DECLARE_TR_FUNCTIONS(BreakConditions)
};

constexpr std::array plainIds{
    EnumId<BreakReason>{BreakReason::OtherOrigin, "other-origin"},
    EnumId<BreakReason>{BreakReason::HttpsToHttp, "https-to-http"},
    EnumId<BreakReason>{BreakReason::MethodChange, "method-change"},
    EnumId<BreakReason>{BreakReason::BodySentAgain, "body-sent-again"},
    EnumId<BreakReason>{BreakReason::CredentialsRemoved, "credentials-removed"},
    EnumId<BreakReason>{BreakReason::CredentialsSent, "credentials-sent"},
};

constexpr int firstStatus = 100;
constexpr int lastStatus = 999;
constexpr int firstBreakHop = 2; // the first request is the user's own wish

template <typename T> void setContained(QList<T> &list, T value, bool on)
{
    list.removeAll(value);
    if (on) {
        list.insert(std::lower_bound(list.begin(), list.end(), value), value);
    }
}

class Question {
public:
    Question(const BreakConditions &conditions, const Exchange &answered, const Redirect &redirect,
             const Request &next, int number)
        : m_conditions(conditions)
        , m_answered(answered)
        , m_redirect(redirect)
        , m_next(next)
        , m_number(number)
    {
    }

    bool holds(BreakReason reason) const
    {
        switch (reason) {
        case BreakReason::Step:
            return false;
        case BreakReason::OtherOrigin:
            return originChange(m_answered.request.url, m_next.url) != OriginChange::Same;
        case BreakReason::HttpsToHttp:
            return originRelation(m_answered.request.url, m_next.url).downgrade;
        case BreakReason::MethodChange:
            return m_answered.request.method != m_next.method;
        case BreakReason::BodySentAgain:
            return m_next.body && m_next.body->size > 0;
        case BreakReason::CredentialsRemoved:
            return removesCredentials();
        case BreakReason::CredentialsSent:
            return std::any_of(m_next.headers.begin(), m_next.headers.end(),
                               [](const Field &field) { return isCredential(field.name); });
        case BreakReason::Status:
            return m_answered.response
                && m_conditions.statuses.contains(m_answered.response->status);
        case BreakReason::HopNumber:
            return m_conditions.hops.contains(m_number);
        }
        Q_UNREACHABLE();
    }

private:
    bool removesCredentials() const
    {
        return std::any_of(m_redirect.headers.begin(), m_redirect.headers.end(),
                           [this](const HeaderChange &change) {
                               return change.change == FieldChange::Removed
                                   && isCredential(change.name)
                                   && !isFromJar(change, m_answered.request);
                           });
    }

    const BreakConditions &m_conditions;
    const Exchange &m_answered;
    const Redirect &m_redirect;
    const Request &m_next;
    int m_number;
};

} // namespace

const QList<BreakReason> &plainBreakReasons()
{
    static const QList<BreakReason> all = [] {
        QList<BreakReason> list;
        for (const EnumId<BreakReason> &entry : plainIds) {
            list.append(entry.value);
        }
        return list;
    }();
    return all;
}

BreakConditions withCondition(BreakConditions conditions, BreakReason reason, bool on)
{
    Q_ASSERT(plainBreakReasons().contains(reason));
    setContained(conditions.when, reason, on);
    return conditions;
}

BreakConditions withStatus(BreakConditions conditions, int status, bool on)
{
    setContained(conditions.statuses, status, on);
    return conditions;
}

BreakConditions withHop(BreakConditions conditions, int hop, bool on)
{
    Q_ASSERT(hop >= firstBreakHop);
    setContained(conditions.hops, hop, on);
    return conditions;
}

QList<BreakReason> breakReasons(const BreakConditions &conditions, const Exchange &answered,
                                const Redirect &redirect, const Request &next, int number)
{
    if (conditions.isEmpty()) {
        return {};
    }
    const Question question(conditions, answered, redirect, next, number);
    QList<BreakReason> reasons = conditions.when;
    reasons.append({BreakReason::Status, BreakReason::HopNumber});
    reasons.removeIf([&question](BreakReason reason) { return !question.holds(reason); });
    return reasons;
}

QStringList breakIds(const BreakConditions &conditions)
{
    QStringList ids;
    for (const BreakReason reason : conditions.when) {
        ids.append(idOf(plainIds, reason));
    }
    for (const int status : conditions.statuses) {
        ids.append(QString::number(status));
    }
    for (const int hop : conditions.hops) {
        ids.append(QStringLiteral("hop:%1").arg(hop));
    }
    return ids;
}

Result<BreakConditions> breakConditionsOf(const QStringList &ids)
{
    const QString hopMark = QStringLiteral("hop:");
    BreakConditions conditions;
    for (const QString &id : ids) {
        const bool isHop = id.startsWith(hopMark);
        bool isNumber = false;
        const int number = (isHop ? id.mid(hopMark.size()) : id).toInt(&isNumber);
        if (const std::optional<BreakReason> reason = valueOf(plainIds, id)) {
            conditions = withCondition(conditions, *reason, true);
        } else if (isHop && isNumber && number >= firstBreakHop && number <= lastBreakHop) {
            conditions = withHop(conditions, number, true);
        } else if (!isHop && isNumber && number >= firstStatus && number <= lastStatus) {
            conditions = withStatus(conditions, number, true);
        } else {
            QStringList known;
            for (const EnumId<BreakReason> &entry : plainIds) {
                known.append(QLatin1String(entry.id));
            }
            return Error{Error::Code::InvalidInput,
                         BreakWords::tr("\"%1\" is no condition to stop at; choose from: %2, a "
                                        "status such as 302, hop:2 to hop:%3.")
                             .arg(id, known.join(QStringLiteral(", ")))
                             .arg(lastBreakHop)};
        }
    }
    return conditions;
}

} // namespace hoplens
