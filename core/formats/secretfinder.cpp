// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/secretfinder.h"

#include "core/formats/redaction.h"
#include "core/url/url.h"

#include <algorithm>

namespace hoplens {

namespace {

constexpr QByteArrayView mark(redactedMark);

/// Octets of all secrets and their spellings; each costs a node.
constexpr qsizetype patternLimit = 2'000'000;

/// Words that stand in every trace: blotting them out elsewhere would hide nothing and ruin the
/// rest.
constexpr std::array saysNothing{
    "true", "false", "null", "none", "undefined", "http", "https", "user",
};

QByteArray escapedForHtml(QByteArray text, const char *apostrophe)
{
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    return text.replace('"', "&quot;").replace('\'', apostrophe);
}

/// What stands in the base64 of every text that holds the secret: at each of the three places it
/// may have in a group, without the characters that its neighbours share.
QList<QByteArray> base64Cores(const QByteArray &secret)
{
    QList<QByteArray> cores;
    for (const int before : {0, 1, 2}) {
        const QByteArray encoded = (QByteArray(before, 'x') + secret).toBase64();
        const qsizetype start = before == 0 ? 0 : before + 1;
        const qsizetype end = (before + secret.size()) * 8 / 6;
        cores.append(encoded.mid(start, end - start));
    }
    return cores;
}

/// The ways in which a server may give a value back. Percent-encoding and JSON's escapes are not
/// among them: texts are read again with these undone.
QSet<QByteArray> spellings(const QByteArray &secret)
{
    QSet<QByteArray> all;
    for (const QByteArray &plain : {secret, percentDecoded(secret)}) {
        all << plain << escapedForHtml(plain, "&#39;") << escapedForHtml(plain, "&#x27;");
        all << QByteArray(plain).replace(' ', '+');
    }
    // Shorter ones would hit what is no secret.
    constexpr int shortestEncoded = 6;
    if (secret.size() >= shortestEncoded) {
        for (const QByteArray &core : base64Cores(secret)) {
            all << core << QByteArray(core).replace('+', '-').replace('/', '_');
        }
    }
    return all;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The number that `digits` hexadecimal digits say, or -1.
int hexNumber(const QByteArray &text, qsizetype at, int digits)
{
    int number = at + digits <= text.size() ? 0 : -1;
    for (int index = 0; index < digits && number >= 0; ++index) {
        const int digit = hexDigit(text.at(at + index));
        number = digit < 0 ? -1 : number * 16 + digit;
    }
    return number;
}

bool isMarkAt(const QByteArray &text, qsizetype at)
{
    return text.at(at) == mark.front() && QByteArrayView(text).sliced(at).startsWith(mark);
}

/// What stands at one place of a text, and how many octets it takes there.
struct Unit {
    QByteArray octets;
    qsizetype width = 1;
};

Unit percentUnit(const QByteArray &text, qsizetype at)
{
    const int octet = hexNumber(text, at + 1, 2);
    if (octet < 0) {
        return {"%", 1};
    }
    return {QByteArray(1, static_cast<char>(octet)), 3};
}

/// RFC 8259 §7. Letters such as \n stand for control characters, which no secret holds.
Unit jsonUnit(const QByteArray &text, qsizetype at)
{
    if (at + 1 == text.size()) {
        return {"\\", 1};
    }
    const int codePoint = text.at(at + 1) == 'u' ? hexNumber(text, at + 2, 4) : -1;
    if (codePoint < 0) {
        return {text.mid(at + 1, 1), 2};
    }
    const auto unit = static_cast<char16_t>(codePoint);
    const bool pair = QChar::isHighSurrogate(unit) && text.mid(at + 6, 2) == "\\u";
    const int low = pair ? hexNumber(text, at + 8, 4) : -1;
    if (low >= 0 && QChar::isLowSurrogate(static_cast<char16_t>(low))) {
        return {(QString(QChar(unit)) + QChar(static_cast<char16_t>(low))).toUtf8(), 12};
    }
    return {QString(QChar(unit)).toUtf8(), 6};
}

} // namespace

void SecretList::add(const QByteArray &value)
{
    const QByteArray secret = value.trimmed();
    const bool common = std::any_of(saysNothing.begin(), saysNothing.end(),
                                    [&](const char *word) { return secret == word; });
    // The mark, its parts and what was put together from marks are no secrets: redacting twice is
    // the same as once.
    const bool marked = secret.contains(mark) || mark.contains(secret);
    if (secret.size() < shortest || common || marked || m_values.size() >= countLimit
        || m_known.contains(secret)) {
        return;
    }
    m_known.insert(secret);
    m_values.append(secret);
}

SecretFinder::SecretFinder(const SecretList &secrets)
    : m_nodes(1)
{
    for (const QByteArray &secret : secrets.values()) {
        for (const QByteArray &spelling : spellings(secret)) {
            if (spelling.size() >= SecretList::shortest
                && m_nodes.size() + spelling.size() <= patternLimit) {
                insert(spelling);
            }
        }
    }
    linkSuffixes();
}

void SecretFinder::insert(const QByteArray &pattern)
{
    int node = 0;
    for (const char octet : pattern) {
        int next = child(node, octet);
        if (next == 0) {
            next = static_cast<int>(m_nodes.size());
            Node added;
            added.octet = octet;
            added.depth = m_nodes.at(node).depth + 1;
            added.sibling = m_nodes.at(node).firstChild;
            m_nodes.append(added);
            m_nodes[node].firstChild = next;
            if (node == 0) {
                m_first[static_cast<quint8>(octet)] = next;
            }
        }
        node = next;
    }
    m_nodes[node].match = m_nodes.at(node).depth;
}

/// Breadth first, because a suffix is shorter than its node and must be linked before it.
void SecretFinder::linkSuffixes()
{
    QList<int> queue{0};
    for (qsizetype next = 0; next < queue.size(); ++next) {
        const int node = queue.at(next);
        for (int at = m_nodes.at(node).firstChild; at != 0; at = m_nodes.at(at).sibling) {
            queue.append(at);
            if (node == 0) {
                continue;
            }
            const int fail = step(m_nodes.at(node).fail, m_nodes.at(at).octet);
            m_nodes[at].fail = fail;
            m_nodes[at].match = std::max(m_nodes.at(at).match, m_nodes.at(fail).match);
        }
    }
}

/// 0 when there is none; the root is nobody's child.
int SecretFinder::child(int node, char octet) const
{
    if (node == 0) {
        return m_first[static_cast<quint8>(octet)];
    }
    int at = m_nodes.at(node).firstChild;
    while (at != 0 && m_nodes.at(at).octet != octet) {
        at = m_nodes.at(at).sibling;
    }
    return at;
}

int SecretFinder::step(int node, char octet) const
{
    int next = child(node, octet);
    while (next == 0 && node != 0) {
        node = m_nodes.at(node).fail;
        next = child(node, octet);
    }
    return next;
}

void SecretFinder::find(const QByteArray &text, Reading reading, End end, QList<Span> &spans) const
{
    QList<qsizetype> starts; // where each octet that was read stands in the text
    starts.reserve(text.size());
    int node = 0;
    const auto read = [&](char octet, qsizetype from, qsizetype to) {
        starts.append(from);
        node = step(node, octet);
        if (const int match = m_nodes.at(node).match; match > 0) {
            spans.append({starts.at(starts.size() - match), to});
        }
    };
    qsizetype at = 0;
    while (at < text.size()) {
        const char c = text.at(at);
        if (isMarkAt(text, at)) {
            // Nothing reaches across a mark.
            node = 0;
            at += mark.size();
        } else if ((c == '%' && reading == Reading::PercentDecoded)
                   || (c == '\\' && reading == Reading::JsonUnescaped)) {
            const Unit unit = c == '%' ? percentUnit(text, at) : jsonUnit(text, at);
            for (const char octet : unit.octets) {
                read(octet, at, at + unit.width);
            }
            at += unit.width;
        } else {
            read(c, at, at + 1);
            ++at;
        }
    }
    if (const int depth = m_nodes.at(node).depth;
        end == End::CutOff && depth >= SecretList::shortest) {
        spans.append({starts.at(starts.size() - depth), text.size()});
    }
}

QByteArray SecretFinder::blotted(const QByteArray &text, End end, qsizetype shortest) const
{
    if (isEmpty()) {
        return text;
    }
    QList<Span> spans;
    find(text, Reading::AsWritten, end, spans);
    if (text.contains('%')) {
        find(text, Reading::PercentDecoded, end, spans);
    }
    if (text.contains('\\')) {
        find(text, Reading::JsonUnescaped, end, spans);
    }
    spans.removeIf([shortest](const Span &span) { return span.end - span.begin < shortest; });
    std::sort(spans.begin(), spans.end(),
              [](const Span &a, const Span &b) { return a.begin < b.begin; });
    QByteArray result;
    qsizetype done = 0;
    for (const Span &span : spans) {
        // Secrets that overlap are one blot.
        if (span.begin >= done) {
            result.append(text.mid(done, span.begin - done)).append(mark);
        }
        done = std::max(done, span.end);
    }
    return result.append(text.mid(done));
}

QString SecretFinder::blotted(const QString &text) const
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray clean = blotted(bytes);
    return clean == bytes ? text : QString::fromUtf8(clean);
}

} // namespace hoplens
