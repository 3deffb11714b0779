// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/harchains.h"

#include "core/redirect/explain.h"
#include "core/trace/findings.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

constexpr qint64 longestChain = 1'000'000'000; // ms, some days
constexpr qint64 longestPause = 3'600'000; // ms between an answer and the request that follows it
constexpr int candidatesLimit = 64; // requests for the same address that are looked at
constexpr qsizetype hopLimit = 10'000;

const QString observedRule = QStringLiteral("observed");
const QString addedRule = QStringLiteral("observed-added");
const QString removedRule = QStringLiteral("observed-removed");
const QString changedRule = QStringLiteral("observed-changed");

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::har", text);
}

QByteArray addressOf(const Url &url)
{
    return serializeUrl(url, Fragment::Exclude);
}

/// Whether `next` may be what `entry` led to. The addresses are equal already.
bool follows(const HarEntry &entry, const HarEntry &next)
{
    // A client keeps the method or turns it into GET; a preflight (OPTIONS) is no next hop.
    const QByteArray &method = next.exchange.request.method;
    const bool isPlausible =
        method == entry.exchange.request.method || method == "GET" || method == "HEAD";
    const bool isTimed = entry.started.isValid() && next.started.isValid();
    return isPlausible
        && (!isTimed
            || entry.started.msecsTo(next.started)
                <= longestPause + static_cast<qint64>(entry.exchange.times.end.value_or(0)));
}

/// Chromium's word for why it redirected without asking a server, such as HSTS; empty: it did ask.
QString internalReason(const Exchange &exchange)
{
    // A server may send the field too, but not with these words.
    const bool isInternal = exchange.response && exchange.response->status == 307
        && exchange.response->reason == "Internal Redirect";
    const auto reason = isInternal
        ? firstValue(exchange.response->headers, "Non-Authoritative-Reason")
        : std::nullopt;
    return reason ? displayText(reason->left(40)) : QString();
}

QString observer(const ClientName &client)
{
    return (client.name + u' ' + client.version).trimmed();
}

bool isMadeAnew(const QByteArray &name)
{
    return sameFieldName(name, "Host") || sameFieldName(name, "Content-Length");
}

QString ruleOf(FieldChange change, const QByteArray &name)
{
    if (change == FieldChange::Kept) {
        return QStringLiteral("observed-kept");
    }
    if (isMadeAnew(name)) {
        return QStringLiteral("made-anew");
    }
    return change == FieldChange::Added  ? addedRule
        : change == FieldChange::Removed ? removedRule
                                         : changedRule;
}

/// Compares the requests of two hops as they were recorded.
class Observation {
public:
    Observation(const HarEntry &entry, const QString &client)
        : m_entry(entry)
        , m_client(client)
    {
        const Request &request = entry.exchange.request;
        m_redirect.locations = valuesOf(entry.exchange.response->headers, "Location");
        m_redirect.location = entry.redirectUrl;
        m_redirect.resolved = entry.target;
        m_redirect.methodFrom = request.method;
        m_redirect.methodTo = request.method;
        if (request.body) {
            m_redirect.bodyHad = request.body->size;
        }
        if (entry.target) {
            m_redirect.origin = originChange(request.url, *entry.target);
        }
    }

    Redirect followedBy(const Request &next)
    {
        const Request &request = m_entry.exchange.request;
        const QString internal = internalReason(m_entry.exchange);
        m_redirect.follow = true;
        m_redirect.methodTo = next.method;
        m_redirect.bodyKept = request.body && next.body && request.body->size == next.body->size;
        explain(observedRule, About::Method,
                internal.isEmpty()
                    ? tr("Observed in %1.").arg(m_client)
                    : tr("Observed in %1, which redirected by itself (%2) without asking a server.")
                          .arg(m_client, internal));
        if (request.body) {
            explain(observedRule, About::Body, tr("Observed in %1.").arg(m_client));
        }
        compareFields(request.headers, next.headers);
        return m_redirect;
    }

    Redirect notFollowed()
    {
        explain(observedRule, About::Location,
                m_entry.redirectUrl.isEmpty()
                    ? tr("The answer has no Location.")
                    : tr("%1 recorded no request that follows it.").arg(m_client));
        return m_redirect;
    }

private:
    void explain(const QString &rule, About about, const QString &text)
    {
        m_redirect.why.append({rule, about, text, {}, tr("HAR")});
    }

    void compareFields(const Headers &before, const Headers &after)
    {
        std::array<QHash<QByteArray, QList<QByteArray>>, 2> values;
        QList<QByteArray> names;
        for (const Headers *fields : {&before, &after}) {
            for (const Field &field : *fields) {
                const QByteArray key = field.name.toLower();
                if (!values[0].contains(key) && !values[1].contains(key)) {
                    names.append(field.name);
                }
                values[fields == &after ? 1 : 0][key].append(field.value);
            }
        }
        for (const QByteArray &name : std::as_const(names)) {
            const QByteArray key = name.toLower();
            const FieldChange change = !values[1].contains(key) ? FieldChange::Removed
                : !values[0].contains(key)                      ? FieldChange::Added
                : values[0].value(key) == values[1].value(key)  ? FieldChange::Kept
                                                                : FieldChange::Changed;
            const QString rule = ruleOf(change, name);
            m_redirect.headers.append({name, change, rule});
        }
        for (const QString &rule : {removedRule, addedRule, changedRule}) {
            const auto isByIt = [&rule](const HeaderChange &change) { return change.rule == rule; };
            if (std::any_of(m_redirect.headers.begin(), m_redirect.headers.end(), isByIt)) {
                explain(rule, About::Header, tr("Observed in %1.").arg(m_client));
            }
        }
    }

    const HarEntry &m_entry;
    const QString m_client;
    Redirect m_redirect;
};

void shift(Times &times, double by)
{
    for (Moment *moment : {&times.start, &times.dns, &times.connect, &times.tls, &times.sent,
                           &times.firstByte, &times.head, &times.end}) {
        if (*moment) {
            *moment = **moment + by;
        }
    }
}

/// The connection is an earlier hop's when the file gives both the same name, and it was not
/// opened.
bool isReused(const QList<HarEntry> &chain, qsizetype index)
{
    const HarEntry &entry = chain.at(index);
    return !entry.connection.isEmpty() && !entry.exchange.times.connect
        && std::any_of(chain.begin(), chain.begin() + index, [&](const HarEntry &earlier) {
               return earlier.connection == entry.connection
                   && isSameOrigin(earlier.exchange.request.url, entry.exchange.request.url);
           });
}

Outcome outcomeOf(const QList<Hop> &hops)
{
    const std::optional<Failure> &failure = hops.constLast().exchange.failure;
    static constexpr std::array kinds{OutcomeKind::Network, OutcomeKind::Tls, OutcomeKind::Timeout,
                                      OutcomeKind::Protocol, OutcomeKind::Cancelled};
    const OutcomeKind kind =
        failure ? kinds.at(static_cast<std::size_t>(failure->kind)) : OutcomeKind::Final;
    return {kind, static_cast<int>(hops.size()), outcomeSentence(kind, hops)};
}

QList<Finding> harFindings(const Trace &trace, const QString &client)
{
    QList<Finding> list;
    for (int hop = 1; hop <= trace.hops.size(); ++hop) {
        const QString internal = internalReason(trace.hops.at(hop - 1).exchange);
        if (!internal.isEmpty()) {
            list.append({QStringLiteral("internal-redirect"), Level::Note, hop,
                         tr("%1 redirected by itself (%2); this request never left the computer.")
                             .arg(client, internal),
                         QStringLiteral("Non-Authoritative-Reason")});
        }
    }
    list.append({QStringLiteral("from-har"), Level::Note, 1,
                 tr("Read from a HAR of %1. Not in such a file: what was on the wire octet by "
                    "octet, interim answers, TLS; and browsers may leave out cookies and "
                    "credentials.")
                     .arg(client),
                 tr("HAR")});
    return list;
}

} // namespace

QList<QList<HarEntry>> harChains(QList<HarEntry> entries)
{
    const bool isTimed = std::all_of(entries.begin(), entries.end(),
                                     [](const HarEntry &e) { return e.started.isValid(); });
    if (isTimed) { // otherwise the order of the file is all that is known
        std::stable_sort(entries.begin(), entries.end(), [](const HarEntry &a, const HarEntry &b) {
            return a.started < b.started;
        });
    }
    QHash<QByteArray, QList<qsizetype>> asking; // places of the requests for an address
    for (qsizetype i = 0; i < entries.size(); ++i) {
        asking[addressOf(entries.at(i).exchange.request.url)].append(i);
    }
    QList<qsizetype> next(entries.size(), -1);
    QList<bool> isTaken(entries.size(), false);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const HarEntry &entry = entries.at(i);
        const QList<qsizetype> places =
            entry.target ? asking.value(addressOf(*entry.target)) : QList<qsizetype>();
        auto place = std::upper_bound(places.begin(), places.end(), i);
        for (int tries = 0; place != places.end() && tries < candidatesLimit; ++place, ++tries) {
            if (!isTaken.at(*place) && follows(entry, entries.at(*place))) {
                next[i] = *place;
                isTaken[*place] = true;
                break;
            }
        }
    }
    QList<QList<HarEntry>> chains;
    for (qsizetype start = 0; start < entries.size(); ++start) {
        if (isTaken.at(start)) {
            continue;
        }
        chains.append(QList<HarEntry>());
        for (qsizetype at = start; at >= 0; at = next.at(at)) {
            if (chains.constLast().size() == hopLimit) {
                chains.append(QList<HarEntry>());
            }
            chains.last().append(entries.at(at));
        }
    }
    return chains;
}

Trace traceOfChain(const QList<HarEntry> &chain, const ClientName &client)
{
    Trace trace;
    trace.generator = QStringLiteral("Hoplens " HOPLENS_VERSION);
    trace.client = client;
    trace.started = chain.constFirst().started;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const HarEntry &entry = chain.at(i);
        Hop hop;
        hop.exchange = entry.exchange;
        hop.exchange.connection.reused = isReused(chain, i);
        const bool isTimed = trace.started.isValid() && entry.started.isValid();
        const qint64 offset = isTimed ? trace.started.msecsTo(entry.started) : -1;
        if (offset >= 0 && offset <= longestChain) { // a hop without a time may hide a leap
            shift(hop.exchange.times, static_cast<double>(offset));
        } else if (i > 0) {
            hop.exchange.times = {}; // nothing says when
        }
        if (entry.exchange.response && isRedirectClass(entry.exchange.response->status)) {
            Observation observation(entry, observer(client));
            hop.redirect = i + 1 < chain.size()
                ? observation.followedBy(chain.at(i + 1).exchange.request)
                : observation.notFollowed();
        }
        trace.hops.append(hop);
    }
    trace.outcome = outcomeOf(trace.hops);
    trace.findings = findings(trace) + harFindings(trace, observer(client));
    std::stable_sort(trace.findings.begin(), trace.findings.end(),
                     [](const Finding &a, const Finding &b) {
                         return a.hop != b.hop ? a.hop < b.hop : a.level > b.level;
                     });
    return trace;
}

} // namespace hoplens
