// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The sentences about odd forms of Location.

#include "core/redirect/locationanatomy.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::locationNote", text);
}

QString severalNote(const Redirect &redirect)
{
    const QString count = QString::number(redirect.locations.size());
    if (redirect.location == redirect.locations.first()) {
        return tr("There are %1 different Location fields; this client takes the first.")
            .arg(count);
    }
    if (redirect.location == redirect.locations.last()) {
        return tr("There are %1 different Location fields; this client takes the last.").arg(count);
    }
    return redirect.location.isEmpty()
        ? tr("There are %1 different Location fields; this client takes none.").arg(count)
        : tr("There are %1 different Location fields; this client joins them with commas.")
              .arg(count);
}

QString hostOf(const Redirect &redirect)
{
    return redirect.resolved ? displayText(redirect.resolved->host.value_or(QByteArray()))
                             : QString();
}

/// How the authority is written.
QString authorityNote(LocationForm form, const Redirect &redirect)
{
    switch (form) {
    case LocationForm::Userinfo:
        return tr("User name or password stand in the address, which RFC 9110 §4.2.4 deprecates.");
    case LocationForm::DefaultPort:
        return tr("The port is the scheme's own and is left out.");
    case LocationForm::UpperCaseHost:
        return tr("The host is written with capitals; hosts are compared in lower case.");
    case LocationForm::PercentHost:
        return tr("The host is percent-encoded; it reads %1.").arg(hostOf(redirect));
    case LocationForm::InternationalHost:
        return tr("The host has characters outside ASCII; on the wire it is %1.")
            .arg(hostOf(redirect));
    case LocationForm::Ipv4Shorthand:
        return tr("The host is an IPv4 address in short or other numbers: %1.")
            .arg(hostOf(redirect));
    default:
        return {};
    }
}

/// What stands where slashes and fragments belong.
QString structureNote(LocationForm form, const Hop &hop)
{
    const Url &asked = hop.exchange.request.url;
    switch (form) {
    case LocationForm::Backslash:
        return tr("A backslash is read as a slash, by browsers; RFC 3986 does not allow it.");
    case LocationForm::MissingSlashes:
        return tr("Slashes are missing after the scheme: browsers read it as relative when the "
                  "scheme is the same, and as a host otherwise.");
    case LocationForm::ExtraSlashes:
        return tr("More than two slashes: browsers pass over the others and find a host.");
    case LocationForm::SchemeRelative:
        return tr("It begins with // and so names a host, %1, not a path.")
            .arg(hostOf(*hop.redirect));
    case LocationForm::DotSegments:
        return tr("Dot segments are resolved before the request is sent.");
    case LocationForm::OwnFragment:
        return tr("It brings a fragment of its own, which is never sent.");
    case LocationForm::EmptyFragment:
        return tr("Its fragment is empty, which keeps the earlier one from being inherited.");
    case LocationForm::InheritedFragment:
        return tr("It has no fragment, so #%1 of the address before is kept.")
            .arg(displayText(asked.fragment.value_or(QByteArray())));
    default:
        return authorityNote(form, *hop.redirect);
    }
}

} // namespace

QString locationNote(LocationForm form, const Hop &hop)
{
    switch (form) {
    case LocationForm::Several:
        return severalNote(*hop.redirect);
    case LocationForm::SeveralAlike:
        return tr("There are %1 Location fields with the same value.")
            .arg(hop.redirect->locations.size());
    case LocationForm::Empty:
        return tr(
            "It is empty, which means the same address again; many clients take it for none.");
    case LocationForm::Unreadable:
        return tr("No address can be read from it.");
    case LocationForm::Trimmed:
        return tr("Spaces or control characters at its ends are left out.");
    case LocationForm::BreaksRemoved:
        return tr("Tabs or line ends within it are taken out.");
    case LocationForm::Space:
        return tr("Spaces are not allowed in an address; they become %20.");
    case LocationForm::ControlCharacter:
        return tr("Control characters stand in it, which no address may have.");
    case LocationForm::RawUtf8:
        return tr("UTF-8 stands in it as raw octets, which should be percent-encoded; clients read "
                  "them differently.");
    case LocationForm::RawOctets:
        return tr(
            "Octets outside ASCII stand in it that are no UTF-8, perhaps Latin-1; clients read "
            "them differently.");
    case LocationForm::UnsafeCharacter:
        return tr("One of < > \" { } | ^ ` stands in it, which RFC 3986 does not allow.");
    case LocationForm::BadPercent:
        return tr("A percent sign is not followed by two hexadecimal digits; it stays as it is.");
    default:
        return structureNote(form, hop);
    }
}

} // namespace hoplens
