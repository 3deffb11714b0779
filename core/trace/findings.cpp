// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/findings.h"

#include "core/redirect/explain.h"
#include "core/redirect/ownrules.h"
#include "core/step/stepwords.h"
#include "core/trace/cookiefindings.h"
#include "core/trace/credentials.h"
#include "core/trace/unseen.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::findings", text);
}

/// The source of the rule that decided about this part, as the trace has it.
QString sourceOf(const Redirect &redirect, About about)
{
    for (const Reason &reason : redirect.why) {
        if (reason.about == about) {
            return reason.source;
        }
    }
    return {};
}

QString sourceOfRule(const Redirect &redirect, const QString &rule)
{
    for (const Reason &reason : redirect.why) {
        if (reason.rule == rule) {
            return reason.source;
        }
    }
    return {};
}

/// Where a redirect leads, as a person would say it.
QString place(const Url &url)
{
    return displayText(serializeOrigin(url));
}

class HopFindings {
public:
    HopFindings(const Trace &trace, qsizetype index)
        : m_trace(trace)
        , m_hop(trace.hops.at(index))
        , m_number(static_cast<int>(index) + 1)
    {
    }

    QList<Finding> all()
    {
        if (m_hop.redirect) {
            if (!isPending()) {
                userStep();
                method();
                body();
                credentials();
            }
            downgrade();
            permanent();
        }
        connection();
        refresh();
        return m_list + cookieFindings(m_trace, m_number - 1);
    }

private:
    void add(const char *id, Level level, const QString &text, const QString &source)
    {
        m_list.append({QLatin1String(id), level, m_number, text, source});
    }

    /// Decided, but the next request has not been sent: it may still become another one.
    bool isPending() const { return !m_trace.outcome && m_number == m_trace.hops.size(); }

    void userStep()
    {
        const Redirect &redirect = *m_hop.redirect;
        const QString what = userStepText(redirect);
        if (what.isEmpty()) {
            return;
        }
        const QString instead = proposalText(redirect);
        add("changed-by-user", Level::Note,
            instead.isEmpty() ? tr("%1.").arg(what) : tr("%1; %2.").arg(what, instead),
            tr("you, in step mode"));
    }

    void method()
    {
        const Redirect &redirect = *m_hop.redirect;
        const bool byUser = redirect.byUser && redirect.byUser->methodChanged;
        if (redirect.follow && !redirect.methodKept() && !byUser) {
            add("method-changed", Level::Problem,
                tr("%1 became %2: the server's %3 made the client change the method.")
                    .arg(displayText(redirect.methodFrom), displayText(redirect.methodTo))
                    .arg(status()),
                sourceOf(redirect, About::Method));
        }
    }

    void body()
    {
        const Redirect &redirect = *m_hop.redirect;
        const bool byUser =
            redirect.byUser && (redirect.byUser->bodyChanged || redirect.byUser->url);
        if (!redirect.follow || !redirect.bodyHad || byUser) {
            return;
        }
        const QString size = sizeText(*redirect.bodyHad);
        if (!redirect.bodyKept) {
            add("body-dropped", Level::Problem,
                tr("The body of %1 was dropped and does not arrive.").arg(size),
                sourceOf(redirect, About::Body));
        } else if (redirect.origin != OriginChange::Same && *redirect.bodyHad > 0) {
            add("body-to-other-origin", Level::Warning,
                tr("The body of %1 is sent again, to another origin: %2.")
                    .arg(size, place(nextUrl(redirect))),
                sourceOf(redirect, About::Body));
        }
    }

    void credentials()
    {
        const Redirect &redirect = *m_hop.redirect;
        if (!redirect.follow) {
            return;
        }
        for (const HeaderChange &change : redirect.headers) {
            const bool isTelling =
                change.change == FieldChange::Removed || redirect.origin != OriginChange::Same;
            if (!isTelling || isByUser(change) || !isCredential(change.name)
                || isFromJar(change, m_hop.exchange.request)) {
                continue;
            }
            const QString name = displayText(change.name);
            if (change.change == FieldChange::Removed) {
                add("credentials-removed", Level::Warning,
                    tr("%1 was removed; the next server does not get it.").arg(name),
                    sourceOfRule(redirect, change.rule));
            } else {
                add("credentials-to-other-origin", Level::Problem,
                    tr("%1 is sent to another origin: %2.").arg(name, place(nextUrl(redirect))),
                    change.rule == QLatin1String("no-rule") ? tr("no rule of the client removes it")
                                                            : sourceOfRule(redirect, change.rule));
            }
        }
    }

    /// The user wrote the field, or sent it to a place of their own choice.
    bool isByUser(const HeaderChange &change) const
    {
        const Redirect &redirect = *m_hop.redirect;
        return change.rule == userEditRule().id || (redirect.byUser && redirect.byUser->url);
    }

    void downgrade()
    {
        const Redirect &redirect = *m_hop.redirect;
        const Url &from = m_hop.exchange.request.url;
        const bool byUser = redirect.byUser && redirect.byUser->url;
        if (redirect.resolved && !byUser && originRelation(from, *redirect.resolved).downgrade) {
            add("https-to-http", Level::Problem,
                tr("From https to http: the next request is readable on the way."),
                QStringLiteral("RFC 9110 §4.2.2"));
        }
    }

    void permanent()
    {
        // RFC 9110 §15.4.2: "If this behavior is undesired, the 308 (Permanent Redirect) status
        // code can be used instead." A permanent answer to a POST is rarely meant, and clients may
        // keep it.
        const Redirect &redirect = *m_hop.redirect;
        if (redirect.methodFrom == "POST" && status() == 301) {
            add("permanent-post", Level::Note,
                tr("POST was answered with 301, which is permanent; 307 or 303 was probably "
                   "meant."),
                QStringLiteral("RFC 9110 §15.4.2"));
        }
    }

    void connection()
    {
        const Exchange &exchange = m_hop.exchange;
        if (!exchange.earlier.isEmpty()) {
            add("sent-twice", Level::Note,
                tr("The kept connection was closed before an answer came; the request was sent "
                   "again on a new one."),
                QStringLiteral("RFC 9112 §9.3.1"));
        }
        if (exchange.qtStack && exchange.qtStack->timesSent > 1) {
            add("sent-again", Level::Warning,
                tr("Qt's network stack sent the request %1 times, because the connection ended "
                   "before a whole answer came.")
                    .arg(exchange.qtStack->timesSent),
                QStringLiteral("QNetworkAccessManager"));
        }
        if (const QByteArray target = requestTarget(exchange.request.url);
            isRewritten(exchange, target)) {
            add("target-rewritten", Level::Warning,
                tr("Qt's network stack asked for %1 in place of %2.")
                    .arg(displayText(exchange.request.target), displayText(target)),
                QStringLiteral("QNetworkAccessManager"));
        }
        if (exchange.connection.tls && !exchange.connection.tls->errors.isEmpty()
            && !exchange.failure) {
            add("certificate-not-trusted", Level::Warning,
                tr("The certificate of %1 was accepted in spite of: %2.")
                    .arg(place(exchange.request.url), exchange.connection.tls->errors.join(u"; ")),
                QStringLiteral("RFC 9110 §4.3.4"));
        }
    }

    /// A forwarding proxy gets the whole address, of which the target is the end.
    static bool isRewritten(const Exchange &exchange, const QByteArray &target)
    {
        const bool wasHanded =
            exchange.qtStack && exchange.qtStack->unseen.contains(Unseen::RequestBytes);
        return wasHanded && !exchange.request.target.endsWith(target);
    }

    void refresh()
    {
        if (!m_hop.soft || (m_hop.redirect && m_hop.redirect->follow)) {
            return;
        }
        const SoftRedirect &soft = *m_hop.soft;
        const QString pattern = soft.from == SoftRedirect::From::Meta
            ? tr("A meta refresh asks the page to go on to %1 after %2 s; this client does not.")
            : tr("Refresh asks a page to go on to %1 after %2 s; this client does not.");
        add("refresh-not-followed", Level::Note,
            pattern.arg(displayText(serializeUrl(soft.url))).arg(soft.seconds),
            QStringLiteral("HTML, shared declarative refresh steps"));
    }

    int status() const { return m_hop.exchange.response ? m_hop.exchange.response->status : 0; }

    const Trace &m_trace;
    const Hop &m_hop;
    int m_number;
    QList<Finding> m_list;
};

Finding loopFinding(int from, int to)
{
    return {QStringLiteral("loop"), Level::Problem, from,
            from == to
                ? tr("Loop: hop %1 leads back to itself, the very same request.").arg(from)
                : tr("Loop: hop %1 leads back to hop %2, the very same request.").arg(from).arg(to),
            QStringLiteral("RFC 9110 §15.4")};
}

bool isChangedByUser(const Hop &before)
{
    return before.redirect && before.redirect->byUser && before.redirect->byUser->isChanged();
}

/// A loop is a finding as soon as the same request comes back, even if the client goes on.
/// But nobody leads back to a request that the user wrote again.
std::optional<Finding> repeatedRequest(const Trace &trace)
{
    std::vector<std::size_t> seen; // hashes, which are cheap to compare; then compared in full
    seen.reserve(static_cast<std::size_t>(trace.hops.size()));
    for (int hop = 1; hop <= trace.hops.size(); ++hop) {
        const Request &request = trace.hops.at(hop - 1).exchange.request;
        const bool isByUser = hop > 1 && isChangedByUser(trace.hops.at(hop - 2));
        const std::size_t likeness =
            qHash(request.url.path) ^ qHash(request.url.query.value_or(""));
        for (int earlier = 1; earlier < hop; ++earlier) {
            if (!isByUser && seen[static_cast<std::size_t>(earlier) - 1] == likeness
                && sameRequest(trace.hops.at(earlier - 1).exchange.request, request)) {
                return loopFinding(hop - 1, earlier);
            }
        }
        seen.push_back(likeness);
    }
    return std::nullopt;
}

/// 1-based hop that asked for the address the client refused to ask again.
int loopTarget(const Trace &trace, const Url &target)
{
    for (qsizetype i = trace.hops.size() - 1; i > 0; --i) {
        const Url &url = trace.hops.at(i).exchange.request.url;
        if (serializeUrl(url, Fragment::Exclude) == serializeUrl(target, Fragment::Exclude)) {
            return static_cast<int>(i) + 1;
        }
    }
    return 1;
}

/// Why the client went no further although it was redirected.
std::optional<Finding> ending(const Trace &trace)
{
    if (!trace.outcome || trace.hops.isEmpty() || !trace.hops.last().redirect) {
        return std::nullopt;
    }
    const Redirect &redirect = *trace.hops.last().redirect;
    const int hop = static_cast<int>(trace.hops.size());
    const Reason last = redirect.why.isEmpty() ? Reason{} : redirect.why.last();
    switch (trace.outcome->kind) {
    case OutcomeKind::Loop:
        return redirect.resolved
            ? std::optional(loopFinding(hop, loopTarget(trace, *redirect.resolved)))
            : std::nullopt;
    case OutcomeKind::Limit:
        return Finding{QStringLiteral("limit"), Level::Problem, hop,
                       tr("The client gives up after %1.").arg(redirectsText(hop - 1)),
                       last.source};
    case OutcomeKind::Refused:
        return Finding{QStringLiteral("location-refused"), Level::Problem, hop, last.text,
                       last.source};
    default:
        return std::nullopt;
    }
}

/// What holds for a whole trace is said once, where it begins.
std::optional<Finding> hiddenByQtStack(const Trace &trace)
{
    QList<Unseen> unseen;
    QString more;
    int first = 0;
    for (int hop = 1; hop <= trace.hops.size(); ++hop) {
        const auto &notes = trace.hops.at(hop - 1).exchange.qtStack;
        const auto &redirect = trace.hops.at(hop - 1).redirect;
        if (notes && redirect && redirect->follow && !redirect->locations.isEmpty()) {
            more = u' ' + tr("If an answer had several Location fields, this shows the last.");
        }
        for (const Unseen part : notes ? notes->unseen : QList<Unseen>()) {
            first = first == 0 ? hop : first;
            if (!unseen.contains(part)) {
                unseen.append(part);
            }
        }
    }
    return unseen.isEmpty() ? std::nullopt
                            : std::optional(Finding{QStringLiteral("qt-stack"), Level::Note, first,
                                                    unseenSentence(unseen) + more,
                                                    QStringLiteral("QNetworkAccessManager")});
}

std::optional<Finding> addedByQtStack(const Trace &trace)
{
    QStringList names;
    int first = 0;
    for (int hop = 1; hop <= trace.hops.size(); ++hop) {
        const auto &notes = trace.hops.at(hop - 1).exchange.qtStack;
        for (const QByteArray &name : notes ? notes->added : QList<QByteArray>()) {
            first = first == 0 ? hop : first;
            if (!names.contains(displayText(name))) {
                names.append(displayText(name));
            }
        }
    }
    return names.isEmpty()
        ? std::nullopt
        : std::optional(
            Finding{QStringLiteral("qt-stack-added"), Level::Note, first,
                    tr("Qt's network stack always sends these fields, the client does not: %1.")
                        .arg(names.join(QStringLiteral(", "))),
                    QStringLiteral("QNetworkAccessManager")});
}

} // namespace

QList<Finding> findings(const Trace &trace)
{
    QList<Finding> list;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        list.append(HopFindings(trace, i).all());
    }
    for (const std::optional<Finding> &finding :
         {repeatedRequest(trace), ending(trace), hiddenByQtStack(trace), addedByQtStack(trace)}) {
        if (finding) {
            list.append(*finding);
        }
    }
    std::stable_sort(list.begin(), list.end(), [](const Finding &a, const Finding &b) {
        return a.hop != b.hop ? a.hop < b.hop : a.level > b.level;
    });
    return list;
}

} // namespace hoplens
