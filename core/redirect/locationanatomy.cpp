// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/locationanatomy.h"

#include "core/url/ipaddress.h"

#include <algorithm>

namespace hoplens {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isSlash(char c)
{
    return c == '/' || c == '\\';
}

bool isBreak(char c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

bool isOutsideAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

/// URL standard §4.4: "Remove any leading and trailing C0 control or space from input."
QByteArrayView trimmed(QByteArrayView text)
{
    const auto goes = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!text.isEmpty() && goes(text.front())) {
        text = text.sliced(1);
    }
    while (!text.isEmpty() && goes(text.back())) {
        text.chop(1);
    }
    return text;
}

/// "Remove all ASCII tab or newline from input."
QByteArray withoutBreaks(QByteArrayView text)
{
    QByteArray kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                 [](char c) { return !isBreak(c); });
    return kept;
}

/// The parts of a reference as the URL standard would read it, as they are written.
struct Parts {
    QByteArray scheme; ///< in lower case
    qsizetype slashes = 0; ///< after the scheme, of either kind
    std::optional<QByteArray> authority;
    QByteArray path; ///< with the authority's slashes gone
    bool backslash = false; ///< before the query
    std::optional<QByteArray> fragment;
};

Parts partsOf(const QByteArray &text, const Url &base)
{
    Parts parts;
    QByteArray rest = text;
    if (const qsizetype hash = rest.indexOf('#'); hash >= 0) {
        parts.fragment = rest.mid(hash + 1);
        rest.truncate(hash);
    }
    if (const qsizetype question = rest.indexOf('?'); question >= 0) {
        rest.truncate(question);
    }
    auto *const schemeEnd = std::find_if(rest.begin(), rest.end(), [](char c) {
        return !isLetter(c) && !isDigit(c) && c != '+' && c != '-' && c != '.';
    });
    if (!rest.isEmpty() && isLetter(rest.front()) && schemeEnd != rest.end() && *schemeEnd == ':') {
        const qsizetype size = std::distance(rest.begin(), schemeEnd);
        parts.scheme = rest.left(size).toLower();
        rest = rest.mid(size + 1);
    }
    const bool special =
        parts.scheme.isEmpty() || parts.scheme == "http" || parts.scheme == "https";
    parts.backslash = special && rest.contains('\\');
    auto *const afterSlashes = std::find_if_not(rest.begin(), rest.end(), isSlash);
    parts.slashes = special ? std::distance(rest.begin(), afterSlashes) : 2;
    // Another scheme's slashes may be missing; without one, or with the base's, two make a host.
    const bool otherScheme = !parts.scheme.isEmpty() && parts.scheme != base.scheme;
    if (special && (parts.slashes >= 2 || otherScheme)) {
        const QByteArray after = rest.mid(parts.slashes);
        const auto *const end = std::find_if(after.begin(), after.end(), isSlash);
        const qsizetype size = std::distance(after.begin(), end);
        parts.authority = after.left(size);
        rest = after.mid(size);
    }
    parts.path = rest;
    return parts;
}

bool hasDotSegment(QByteArray path)
{
    path.replace('\\', '/');
    const QList<QByteArray> segments = path.split('/');
    return std::any_of(segments.begin(), segments.end(), [](const QByteArray &segment) {
        const QByteArray plain =
            segment.size() <= 6 ? segment.toLower().replace("%2e", ".") : segment;
        return plain == "." || plain == "..";
    });
}

class Notes {
public:
    void add(LocationForm form, bool holds)
    {
        if (holds) {
            m_forms.append(form);
        }
    }
    QList<LocationForm> sorted()
    {
        std::sort(m_forms.begin(), m_forms.end());
        return m_forms;
    }

private:
    QList<LocationForm> m_forms;
};

void noteOctets(Notes &notes, const LocationAnatomy &anatomy)
{
    using Form = LocationForm;
    const QByteArrayView inside = trimmed(anatomy.raw);
    const QByteArray &text = anatomy.cleaned;
    const auto any = [&](auto is) { return std::any_of(text.begin(), text.end(), is); };
    notes.add(Form::Empty, anatomy.raw.isEmpty());
    notes.add(Form::Trimmed, inside.size() < anatomy.raw.size());
    notes.add(Form::BreaksRemoved, text.size() < inside.size());
    notes.add(Form::Space, text.contains(' '));
    notes.add(Form::ControlCharacter, any([](char c) {
                  const auto octet = static_cast<unsigned char>(c);
                  return octet < 0x20 || octet == 0x7f;
              }));
    if (any(isOutsideAscii)) {
        const bool utf8 = QString::fromUtf8(text).toUtf8() == text;
        notes.add(utf8 ? Form::RawUtf8 : Form::RawOctets, true);
    }
    notes.add(Form::UnsafeCharacter,
              any([](char c) { return QByteArrayView("<>\"{}|^`").contains(c); }));
    bool badPercent = false;
    for (qsizetype at = text.indexOf('%'); at >= 0 && !badPercent; at = text.indexOf('%', at + 1)) {
        badPercent =
            at + 2 >= text.size() || !isHexDigit(text.at(at + 1)) || !isHexDigit(text.at(at + 2));
    }
    notes.add(Form::BadPercent, badPercent);
}

void noteAuthority(Notes &notes, const QByteArray &authority, const LocationAnatomy &anatomy)
{
    using Form = LocationForm;
    const QByteArray place = authority.mid(authority.lastIndexOf('@') + 1);
    const qsizetype colon = place.lastIndexOf(':');
    const bool hasPort = colon > place.lastIndexOf(']');
    const QByteArray host = hasPort ? place.left(colon) : place;
    notes.add(Form::Userinfo, authority.contains('@'));
    notes.add(Form::UpperCaseHost,
              std::any_of(host.begin(), host.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    notes.add(Form::PercentHost, host.contains('%'));
    if (!anatomy.resolved || !anatomy.resolved->host) {
        return;
    }
    const QByteArray &read = *anatomy.resolved->host;
    const QByteArray port = hasPort ? place.mid(colon + 1) : QByteArray();
    notes.add(Form::DefaultPort, !port.isEmpty() && !anatomy.resolved->port);
    notes.add(Form::InternationalHost, read.contains("xn--") && !host.toLower().contains("xn--"));
    notes.add(Form::Ipv4Shorthand,
              isIpAddress(read) && !read.startsWith('[') && percentDecoded(host) != read);
}

void noteFragment(Notes &notes, const Parts &parts, const LocationAnatomy &anatomy)
{
    using Form = LocationForm;
    if (parts.fragment) {
        notes.add(parts.fragment->isEmpty() ? Form::EmptyFragment : Form::OwnFragment, true);
    } else {
        notes.add(Form::InheritedFragment,
                  anatomy.resolved && anatomy.resolved->fragment && anatomy.base.fragment);
    }
}

bool areAlike(const QList<QByteArray> &values)
{
    return std::all_of(values.begin(), values.end(),
                       [&](const QByteArray &value) { return value == values.first(); });
}

} // namespace

std::optional<LocationAnatomy> locationAnatomy(const Hop &hop)
{
    using Form = LocationForm;
    if (!hop.redirect || hop.redirect->locations.isEmpty()) {
        return std::nullopt;
    }
    const Redirect &redirect = *hop.redirect;
    const bool soft = hop.soft && redirect.follow;
    if (soft) {
        return std::nullopt;
    }
    LocationAnatomy anatomy;
    anatomy.raw = redirect.location;
    anatomy.cleaned = withoutBreaks(trimmed(anatomy.raw));
    anatomy.base = hop.exchange.request.url;
    anatomy.resolved = redirect.resolved;

    Notes notes;
    if (redirect.locations.size() > 1) {
        notes.add(areAlike(redirect.locations) ? Form::SeveralAlike : Form::Several, true);
    }
    const bool noneTaken =
        redirect.location.isEmpty() && !redirect.locations.contains(QByteArray());
    if (noneTaken) {
        anatomy.notes = notes.sorted();
        return anatomy;
    }
    noteOctets(notes, anatomy);
    notes.add(Form::Unreadable, !redirect.resolved && !redirect.location.isEmpty());
    const Parts parts = partsOf(anatomy.cleaned, anatomy.base);
    notes.add(Form::Backslash, parts.backslash);
    notes.add(Form::MissingSlashes, !parts.scheme.isEmpty() && parts.slashes < 2);
    notes.add(Form::ExtraSlashes, parts.slashes > 2);
    notes.add(Form::SchemeRelative, parts.scheme.isEmpty() && parts.slashes >= 2);
    if (parts.authority) {
        noteAuthority(notes, *parts.authority, anatomy);
    }
    notes.add(Form::DotSegments, hasDotSegment(parts.path));
    noteFragment(notes, parts, anatomy);
    anatomy.notes = notes.sorted();
    return anatomy;
}

bool isOdd(LocationForm form)
{
    return form != LocationForm::DotSegments && form != LocationForm::OwnFragment
        && form != LocationForm::InheritedFragment;
}

} // namespace hoplens
