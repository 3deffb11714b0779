// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/secretplaces.h"

#include "core/formats/redaction.h"
#include "core/formats/secretnames.h"

#include <algorithm>

namespace hoplens {

namespace {

/// How often a value may be percent-encoded over and over and still be looked into.
constexpr int nestingLimit = 3;

bool isOneOf(char c, QByteArrayView set)
{
    return set.contains(c);
}

bool isSpaceOrQuote(char c)
{
    return isOneOf(c, " \t\r\n\"<>");
}

/// Index of the first octet from `from` on that is one of `ends`, or the text's size.
template <typename IsEnd> qsizetype endFrom(const QByteArray &text, qsizetype from, IsEnd isEnd)
{
    return std::distance(text.begin(), std::find_if(text.begin() + from, text.end(), isEnd));
}

/// The scheme of credentials, RFC 9110 §11.4: "credentials = auth-scheme [ 1*SP ( token68 / ... )
/// ]". 0 when there is nothing but one word.
qsizetype schemeSize(const QByteArray &value)
{
    const qsizetype space = value.indexOf(' ');
    return space > 0 && isToken(value.left(space)) ? space : 0;
}

} // namespace

QByteArray SecretPlaces::fieldValue(const Field &field)
{
    return isFieldOfAuthorization(field) ? whole(field.value) : fieldValue(field.name, field.value);
}

QByteArray SecretPlaces::fieldValue(const QByteArray &name, const QByteArray &value)
{
    switch (fieldKind(name)) {
    case Fields::Credentials:
        return credentials(value);
    case Fields::Cookies:
        return cookies(value, false);
    case Fields::SetCookie:
        return cookies(value, true);
    case Fields::WholeValue:
        return whole(value);
    case Fields::NoSecret:
        break;
    }
    static const QList<QByteArray> urlFields{"Location", "Content-Location", "Referer", "Origin"};
    const bool isUrl =
        std::any_of(urlFields.begin(), urlFields.end(),
                    [&](const QByteArray &field) { return sameFieldName(field, name); });
    return parameters(value, isUrl ? Text::Url : Text::Prose);
}

/// "X-Auth-Token: Bearer x" holds a scheme as well; its token is a secret by itself.
QByteArray SecretPlaces::whole(const QByteArray &value)
{
    m_secrets.add(value);
    credentials(value);
    return value.isEmpty() ? value : QByteArray(redactedMark);
}

/// What came in place of a head may hold fields; displayText() wrote their line ends out.
QString SecretPlaces::failureDetail(const QString &detail)
{
    const QString lineEnd = QStringLiteral("\\x0d\\x0a");
    QStringList lines = detail.split(lineEnd);
    for (QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        const QByteArray name = line.left(std::max<qsizetype>(colon, 0)).toUtf8();
        const QByteArray value = line.mid(colon + 1).trimmed().toUtf8();
        const QByteArray clean =
            isSecretField(name) ? fieldValue(name, value) : parameters(value, Text::Prose);
        if (clean != value) {
            line = line.left(colon + 1) + (colon < 0 ? QString() : QStringLiteral(" "))
                + QString::fromUtf8(clean);
        }
    }
    return lines.join(lineEnd);
}

Url SecretPlaces::url(Url url)
{
    addUserinfo(url.username, url.password);
    for (QByteArray *part : {&url.username, &url.password}) {
        if (!part->isEmpty()) {
            m_changed = m_changed || *part != redactedMark;
            *part = redactedMark;
        }
    }
    url.path = parameters(url.path, Text::Url);
    // With their delimiters, so that a name is seen to begin there, as in the whole URL.
    if (url.query) {
        url.query = parameters('?' + *url.query, Text::Url).mid(1);
    }
    if (url.fragment) {
        url.fragment = parameters('#' + *url.fragment, Text::Url).mid(1);
    }
    return url;
}

QByteArray SecretPlaces::urlText(const QByteArray &text)
{
    return parameters(text, Text::Url);
}

QByteArray SecretPlaces::credentials(const QByteArray &value)
{
    const qsizetype scheme = schemeSize(value);
    const QByteArray rest = value.mid(scheme).trimmed();
    if (rest.isEmpty()) {
        return value;
    }
    m_secrets.add(rest);
    m_changed = m_changed || rest != redactedMark;
    if (value.left(scheme).compare("Basic", Qt::CaseInsensitive) == 0) {
        addBasic(rest);
    }
    // Token token="x", AWS4-HMAC-SHA256 ..., Signature=x
    for (const Span &span : parameterSpans(rest, Text::Prose)) {
        m_secrets.add(rest.mid(span.begin, span.end - span.begin));
    }
    return scheme == 0 ? QByteArray(redactedMark) : value.left(scheme) + ' ' + redactedMark;
}

/// RFC 6265 §4.1.1 and §4.2.1: pairs in Cookie; one pair, then attributes, in Set-Cookie. A piece
/// without "=" is a value without a name.
QByteArray SecretPlaces::cookies(const QByteArray &value, bool firstOnly)
{
    Spans spans;
    qsizetype begin = 0;
    do {
        const qsizetype end = endFrom(value, begin, [](char c) { return c == ';'; });
        const qsizetype equals = value.indexOf('=', begin);
        Span span{equals >= 0 && equals < end ? equals + 1 : begin, end};
        while (span.begin < span.end && isSpaceOrQuote(value.at(span.begin))) {
            ++span.begin;
        }
        while (span.begin < span.end && isSpaceOrQuote(value.at(span.end - 1))) {
            --span.end;
        }
        spans.append(span);
        begin = end + 1;
    } while (begin < value.size() && !firstOnly);
    return blotted(value, spans);
}

QByteArray SecretPlaces::parameters(const QByteArray &text, Text kind)
{
    Spans spans = parameterSpans(text, kind);
    if (kind != Text::Form) {
        spans += userinfoSpans(text, kind);
    }
    addNested(text, kind);
    return blotted(text, spans);
}

void SecretPlaces::addUserinfo(const QByteArray &user, const QByteArray &password)
{
    m_secrets.add(user);
    m_secrets.add(password);
    const bool isBlotted = (user.isEmpty() || user == redactedMark)
        && (password.isEmpty() || password == redactedMark);
    if (!isBlotted) {
        // What Basic makes of them, RFC 7617 §2.
        m_secrets.add((percentDecoded(user) + ':' + percentDecoded(password)).toBase64());
    }
}

void SecretPlaces::addBasic(const QByteArray &token)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(token, QByteArray::AbortOnBase64DecodingErrors);
    if (token == redactedMark || !decoded) {
        return;
    }
    // RFC 7617 §2: the user-id ends at the first colon.
    const QByteArray &pair = *decoded;
    const qsizetype colon = pair.indexOf(':');
    m_secrets.add(pair);
    m_secrets.add(pair.left(std::max<qsizetype>(0, colon)));
    m_secrets.add(pair.mid(colon + 1));
}

/// "?next=https%3A%2F%2Fa.test%2F%3Ftoken%3Dx": what such a URL would give away is listed, so that
/// it is found where it stands.
void SecretPlaces::addNested(QByteArray text, Text kind)
{
    for (int level = 0; level < nestingLimit; ++level) {
        const QByteArray inner = percentDecoded(text);
        if (inner == text) {
            return;
        }
        text = inner;
        Spans spans = parameterSpans(text, kind) + userinfoSpans(text, kind);
        blotted(text, spans);
    }
}

/// User names and passwords in front of a host. URL standard: after "//", up to the last "@" before
/// "/", "\", "?" or "#"; a browser also takes "http:user@host".
SecretPlaces::Spans SecretPlaces::userinfoSpans(const QByteArray &text, Text kind)
{
    const auto endsAuthority = [kind](char c) {
        return isOneOf(c, "/\\?#") || (kind == Text::Prose && isSpaceOrQuote(c));
    };
    Spans spans;
    for (qsizetype at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at)) {
        qsizetype begin = at;
        while (begin > 0 && !endsAuthority(text.at(begin - 1))) {
            --begin;
        }
        at = endFrom(text, at, endsAuthority);
        const qsizetype end = text.lastIndexOf('@', at - 1);
        const QByteArray before =
            text.mid(std::max<qsizetype>(0, begin - 2), std::min<qsizetype>(2, begin));
        const bool afterSlashes =
            before.size() == 2 && isOneOf(before.at(1), "/\\") && isOneOf(before.at(0), "/\\:");
        if (!afterSlashes) {
            const QByteArray lower = text.mid(begin, end - begin).toLower();
            const qsizetype scheme = std::max(lower.indexOf("http:"), lower.indexOf("https:"));
            if (scheme < 0) {
                continue;
            }
            begin = text.indexOf(':', begin + scheme) + 1;
        }
        const qsizetype colon = text.indexOf(':', begin);
        const qsizetype userEnd = colon >= 0 && colon < end ? colon : end;
        const Span password{std::min(userEnd + 1, end), end};
        addUserinfo(text.mid(begin, userEnd - begin),
                    text.mid(password.begin, password.end - password.begin));
        spans << Span{begin, userEnd} << password;
    }
    return spans;
}

/// Every "name=value" with a telling name: in queries and fragments, also of a URL within another
/// one, in path parameters (";jsessionid=x"), in forms.
SecretPlaces::Spans SecretPlaces::parameterSpans(const QByteArray &text, Text kind)
{
    const qsizetype fragment = text.indexOf('#');
    const auto nameOf = [&](qsizetype equals) {
        qsizetype begin = equals;
        while (begin > 0 && !isOneOf(text.at(begin - 1), "?&#;/=, \t\r\n\"<>")) {
            --begin;
        }
        return Span{begin, equals};
    };
    const auto word = [&](const Span &span) { return text.mid(span.begin, span.end - span.begin); };
    std::optional<bool> hasCompanion; // asked once for a text, whatever it holds
    const auto isCode = [&](const QByteArray &name) {
        if (!isCodeParameter(name)) {
            return false;
        }
        for (qsizetype at = text.indexOf('='); !hasCompanion && at >= 0;
             at = text.indexOf('=', at + 1)) {
            hasCompanion = isCompanionOfCode(word(nameOf(at))) ? std::optional(true) : std::nullopt;
        }
        hasCompanion = hasCompanion.value_or(false);
        return *hasCompanion;
    };

    Spans spans;
    for (qsizetype at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
        const Span name = nameOf(at);
        if (!isSecretParameter(word(name)) && !isCode(word(name))) {
            continue;
        }
        Span value{at + 1, at + 1};
        if (kind == Text::Prose && text.mid(value.begin, 1) == "\"") {
            ++value.begin;
            value.end = endFrom(text, value.begin, [](char c) { return c == '"'; });
        } else {
            const bool inPath = name.begin > 0 && isOneOf(text.at(name.begin - 1), ";/");
            value.end = value.begin;
            while (value.end < text.size()) {
                const char c = text.at(value.end);
                const bool ends = c == '&' || (kind != Text::Form && value.end == fragment)
                    || (kind == Text::Prose && isSpaceOrQuote(c))
                    || (kind != Text::Form && inPath && isOneOf(c, ";/?"));
                if (ends) {
                    break;
                }
                ++value.end;
            }
        }
        spans.append(value);
        at = std::max(at, value.end - 1);
    }
    return spans;
}

QByteArray SecretPlaces::blotted(const QByteArray &text, Spans spans)
{
    std::sort(spans.begin(), spans.end(),
              [](const Span &a, const Span &b) { return a.begin < b.begin; });
    QByteArray result;
    qsizetype done = 0;
    for (const Span &span : spans) {
        if (span.begin >= span.end) {
            continue;
        }
        const QByteArray secret = text.mid(span.begin, span.end - span.begin);
        m_secrets.add(secret);
        m_changed = m_changed || secret != redactedMark;
        if (span.begin >= done) {
            result.append(text.mid(done, span.begin - done)).append(redactedMark);
        }
        done = std::max(done, span.end);
    }
    return result.append(text.mid(done));
}

} // namespace hoplens
