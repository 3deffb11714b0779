// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/cookiefindings.h"

#include "core/redirect/cookiewords.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

struct Findings {
    Q_DECLARE_TR_FUNCTIONS(CookieFindings)
};

/// "sid, lang and 3 more"
QString listed(const QStringList &names)
{
    constexpr qsizetype named = 3;
    const QString first = names.mid(0, named).join(QStringLiteral(", "));
    return names.size() <= named
        ? first
        : Findings::tr("%1 and %2 more").arg(first).arg(names.size() - named);
}

QString addressOf(const Url &url)
{
    return displayText(serializeOrigin(url));
}

class CookieFindings {
public:
    CookieFindings(const Trace &trace, qsizetype index)
        : m_trace(trace)
        , m_hop(trace.hops.at(index))
        , m_before(index > 0 ? &trace.hops.at(index - 1).exchange.request.url : nullptr)
        , m_number(static_cast<int>(index) + 1)
    {
    }

    QList<Finding> all()
    {
        refused();
        notStored();
        if (m_before != nullptr) {
            notSent();
            if (originChange(*m_before, here()) != OriginChange::Same) {
                sentElsewhere();
            }
        }
        return m_list;
    }

private:
    const Url &here() const { return m_hop.exchange.request.url; }

    void add(const char *id, Level level, const QString &text, const QString &source)
    {
        m_list.append({QLatin1String(id), level, m_number, text, source});
    }

    /// One finding for all cookies that were refused for the same reason.
    void refused()
    {
        QList<CookieRefusal> told{CookieRefusal::NoJar};
        for (const CookieSetting &setting : m_hop.cookiesSet) {
            if (!setting.refusal || told.contains(*setting.refusal)) {
                continue;
            }
            told.append(*setting.refusal);
            QStringList names;
            for (const CookieSetting &other : m_hop.cookiesSet) {
                if (other.refusal == setting.refusal) {
                    names.append(cookieName(other.name));
                }
            }
            add("cookie-refused", Level::Warning,
                Findings::tr("Set-Cookie %1 was refused: %2.")
                    .arg(listed(names), refusalText(setting)),
                refusalSource(*setting.refusal));
        }
    }

    void notStored()
    {
        QStringList names;
        for (const CookieSetting &setting : m_hop.cookiesSet) {
            if (setting.refusal == CookieRefusal::NoJar) {
                names.append(cookieName(setting.name));
            }
        }
        if (!names.isEmpty() && m_hop.redirect && m_hop.redirect->follow) {
            add("cookie-not-stored", Level::Note,
                Findings::tr("Set-Cookie %1 came with a redirect; this client keeps no cookies, so "
                             "the next request goes without it.")
                    .arg(listed(names)),
                refusalSource(CookieRefusal::NoJar));
        }
    }

    void notSent()
    {
        QStringList secure;
        for (const CookieUse &use : m_hop.cookies) {
            if (use.absence == CookieAbsence::SecureOverHttp) {
                secure.append(cookieName(use.name));
            }
            // A server that sets a cookie with its redirect wants it back at once.
            if (use.absence == CookieAbsence::OtherPath && use.setAt == m_number - 1) {
                add("cookie-not-sent", Level::Note,
                    Findings::tr("Cookie %1, which the redirect before set, is not sent: %2.")
                        .arg(cookieName(use.name), absenceText(use)),
                    QStringLiteral("RFC 6265bis §5.1.4"));
            }
        }
        if (!secure.isEmpty() && originRelation(*m_before, here()).downgrade) {
            add("secure-cookie-not-sent", Level::Warning,
                Findings::tr("The chain went from https to http, so the Secure cookie %1 is not "
                             "sent.")
                    .arg(listed(secure)),
                QStringLiteral("RFC 6265bis §5.8.3"));
        }
    }

    /// Cookies know neither ports nor, without Secure, schemes.
    void sentElsewhere()
    {
        QStringList inClear;
        QStringList toPort;
        QStringList toHost;
        for (const CookieUse &use : m_hop.cookies) {
            if (!use.sent() || use.setAt < 1 || use.setAt >= m_number) {
                continue;
            }
            const Url &from = m_trace.hops.at(use.setAt - 1).exchange.request.url;
            const OriginRelation relation = originRelation(from, here());
            if (relation.downgrade) {
                inClear.append(cookieName(use.name));
            } else if (!relation.sameHost) {
                toHost.append(cookieName(use.name));
            } else if (from.scheme == here().scheme && !relation.samePort) {
                toPort.append(cookieName(use.name));
            }
        }
        if (!inClear.isEmpty()) {
            add("cookie-in-clear", Level::Warning,
                Findings::tr("Cookie %1 was set over https and is now sent over http, readable on "
                             "the way; it lacks Secure.")
                    .arg(listed(inClear)),
                QStringLiteral("RFC 6265bis §8.3"));
        }
        if (!toHost.isEmpty()) {
            add("cookie-to-other-host", Level::Note,
                Findings::tr("Cookie %1 was set by another host and goes to %2, too, by its "
                             "Domain.")
                    .arg(listed(toHost), addressOf(here())),
                QStringLiteral("RFC 6265bis §5.1.3"));
        }
        if (!toPort.isEmpty()) {
            add("cookie-to-other-port", Level::Note,
                Findings::tr("Cookie %1 was set by another port and goes to %2, too; cookies do "
                             "not tell ports apart.")
                    .arg(listed(toPort), addressOf(here())),
                QStringLiteral("RFC 6265bis §8.5"));
        }
    }

    const Trace &m_trace;
    const Hop &m_hop;
    const Url *m_before;
    int m_number;
    QList<Finding> m_list;
};

} // namespace

QList<Finding> cookieFindings(const Trace &trace, qsizetype index)
{
    const Hop &hop = trace.hops.at(index);
    return hop.cookies.isEmpty() && hop.cookiesSet.isEmpty() ? QList<Finding>()
                                                             : CookieFindings(trace, index).all();
}

} // namespace hoplens
