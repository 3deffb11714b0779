// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/cookiewords.h"

#include "core/http/cookiejar.h"
#include "core/http/publicsuffix.h"
#include "core/redirect/explain.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

struct Cookies {
    Q_DECLARE_TR_FUNCTIONS(Cookies)
};

constexpr qsizetype shownLength = 60;

/// Names, domains and paths may have kilobytes; their beginning tells them apart.
QString shortened(const QByteArray &bytes)
{
    const QString text = displayText(bytes.left(shownLength));
    return bytes.size() > shownLength ? text + u'…' : text;
}

QString sameSiteName(SameSite sameSite)
{
    switch (sameSite) {
    case SameSite::Default:
        return {};
    case SameSite::None:
        return QStringLiteral("SameSite=None");
    case SameSite::Lax:
        return QStringLiteral("SameSite=Lax");
    case SameSite::Strict:
        return QStringLiteral("SameSite=Strict");
    }
    Q_UNREACHABLE();
}

} // namespace

QString cookieName(const QByteArray &name)
{
    return name.isEmpty() ? Cookies::tr("(without a name)") : shortened(name);
}

QString refusalText(const CookieSetting &setting)
{
    switch (setting.refusal.value_or(CookieRefusal::NoJar)) {
    case CookieRefusal::NoJar:
        return Cookies::tr("this client keeps no cookies");
    case CookieRefusal::ControlCharacter:
        return Cookies::tr("it contains a control character");
    case CookieRefusal::TooLong:
        return Cookies::tr("name and value are longer than %1 bytes").arg(cookieSizeLimit);
    case CookieRefusal::Empty:
        return Cookies::tr("it has neither a name nor a value");
    case CookieRefusal::DomainNotAscii:
        return Cookies::tr("its Domain is not ASCII");
    case CookieRefusal::PublicSuffix:
        return Cookies::tr("its Domain is a public suffix: %1").arg(shortened(setting.domain));
    case CookieRefusal::OtherDomain:
        return Cookies::tr("the host is not within its Domain, %1").arg(shortened(setting.domain));
    case CookieRefusal::SecureOverHttp:
        return Cookies::tr("a Secure cookie is taken over https only");
    case CookieRefusal::OverlaysSecure:
        return Cookies::tr("over http it must not hide a Secure cookie of that name");
    case CookieRefusal::NoneNotSecure:
        return Cookies::tr("SameSite=None needs Secure");
    case CookieRefusal::SecurePrefix:
        return Cookies::tr("the prefix __Secure- needs Secure");
    case CookieRefusal::HostPrefix:
        return Cookies::tr("the prefix __Host- needs Secure and Path=/, and no Domain");
    case CookieRefusal::NamelessPrefix:
        return Cookies::tr("it has no name, and its value looks like a name with a prefix");
    case CookieRefusal::TooMany:
        return Cookies::tr("Hoplens reads %1 cookies of one answer, and not those behind")
            .arg(cookiesPerAnswer);
    }
    Q_UNREACHABLE();
}

QString refusalSource(CookieRefusal refusal)
{
    switch (refusal) {
    case CookieRefusal::NoJar:
        return QStringLiteral("RFC 6265bis §5.3");
    case CookieRefusal::ControlCharacter:
    case CookieRefusal::TooLong:
        return QStringLiteral("RFC 6265bis §5.6");
    case CookieRefusal::PublicSuffix:
        return QStringLiteral("RFC 6265bis §5.7; ") + publicSuffixSource();
    case CookieRefusal::SecurePrefix:
    case CookieRefusal::HostPrefix:
    case CookieRefusal::NamelessPrefix:
        return QStringLiteral("RFC 6265bis §5.4, §5.7");
    case CookieRefusal::TooMany:
        return QStringLiteral("Hoplens");
    case CookieRefusal::Empty:
    case CookieRefusal::DomainNotAscii:
    case CookieRefusal::OtherDomain:
    case CookieRefusal::SecureOverHttp:
    case CookieRefusal::OverlaysSecure:
    case CookieRefusal::NoneNotSecure:
        break;
    }
    return QStringLiteral("RFC 6265bis §5.7");
}

QString settingText(const CookieSetting &setting)
{
    switch (setting.result) {
    case CookieResult::Stored:
        return Cookies::tr("stored");
    case CookieResult::Replaced:
        return Cookies::tr("stored, in place of the one before");
    case CookieResult::Removed:
        return Cookies::tr("removed");
    case CookieResult::Expired:
        return Cookies::tr("not stored: it has expired already");
    case CookieResult::Refused:
        return setting.refusal == CookieRefusal::NoJar
            ? Cookies::tr("not stored: %1").arg(refusalText(setting))
            : Cookies::tr("refused: %1").arg(refusalText(setting));
    }
    Q_UNREACHABLE();
}

QString attributesText(const CookieSetting &setting)
{
    QStringList parts;
    if (!setting.hostOnly) {
        parts.append(QStringLiteral("Domain=") + shortened(setting.domain));
    }
    parts.append(QStringLiteral("Path=") + shortened(setting.path));
    if (setting.secure) {
        parts.append(QStringLiteral("Secure"));
    }
    if (setting.httpOnly) {
        parts.append(QStringLiteral("HttpOnly"));
    }
    if (const QString sameSite = sameSiteName(setting.sameSite); !sameSite.isEmpty()) {
        parts.append(sameSite);
    }
    if (setting.expires) {
        parts.append(Cookies::tr("until %1").arg(setting.expires->toString(Qt::ISODate)));
    }
    return parts.join(QStringLiteral("; "));
}

QString absenceText(const CookieUse &use)
{
    switch (use.absence.value_or(CookieAbsence::OtherHost)) {
    case CookieAbsence::OtherHost:
        return Cookies::tr("it belongs to %1").arg(shortened(use.domain));
    case CookieAbsence::OtherPath:
        return Cookies::tr("it is for %1").arg(shortened(use.path));
    case CookieAbsence::SecureOverHttp:
        return Cookies::tr("it is Secure, and this is http");
    case CookieAbsence::Expired:
        return Cookies::tr("it has expired");
    case CookieAbsence::Removed:
        return Cookies::tr("the server removed it");
    case CookieAbsence::ByHand:
        return Cookies::tr("the Cookie field was set or removed by hand");
    case CookieAbsence::FieldFull:
        return Cookies::tr("the Cookie field would be longer than %1")
            .arg(sizeText(cookieFieldLimit));
    }
    Q_UNREACHABLE();
}

} // namespace hoplens
