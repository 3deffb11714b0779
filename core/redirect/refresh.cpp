// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/refresh.h"

#include <algorithm>

namespace hoplens {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Walks over the value; every step of the standard is one call.
class Cursor {
public:
    explicit Cursor(const QByteArray &text)
        : m_text(text)
    {
    }
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text.at(m_at); }
    QByteArray rest() const { return m_text.mid(m_at); }

    template <typename Is> QByteArray collect(Is is)
    {
        const qsizetype start = m_at;
        while (!atEnd() && is(peek())) {
            ++m_at;
        }
        return m_text.mid(start, m_at - start);
    }
    void skipSpace() { collect(isSpace); }
    bool skip(char c)
    {
        if (peek() != c || atEnd()) {
            return false;
        }
        ++m_at;
        return true;
    }
    bool skipWord(const QByteArray &word)
    {
        if (m_text.mid(m_at, word.size()).compare(word, Qt::CaseInsensitive) != 0) {
            return false;
        }
        m_at += word.size();
        return true;
    }

private:
    const QByteArray &m_text;
    qsizetype m_at = 0;
};

/// "url = x" without its prefix; anything that breaks the pattern off is the address itself.
QByteArray withoutPrefix(const QByteArray &rest)
{
    Cursor cursor(rest);
    if (!cursor.skipWord("url")) {
        return rest;
    }
    cursor.skipSpace();
    if (!cursor.skip('=')) {
        return rest;
    }
    cursor.skipSpace();
    return cursor.rest();
}

QByteArray withoutQuotes(const QByteArray &text)
{
    if (!text.startsWith('\'') && !text.startsWith('"')) {
        return text;
    }
    const qsizetype end = text.indexOf(text.front(), 1);
    return text.mid(1, end < 0 ? -1 : end - 1);
}

/// A day is more than any page waits; the number may have any length.
int secondsOf(const QByteArray &digits)
{
    constexpr int most = 86'400;
    bool ok = false;
    const int seconds = digits.toInt(&ok);
    return ok ? std::min(seconds, most) : most;
}

} // namespace

std::optional<Refresh> parseRefresh(const QByteArray &value, const Url &document, const Url &base)
{
    Cursor cursor(value);
    cursor.skipSpace();
    const QByteArray digits = cursor.collect(isDigit);
    // "If timeString is the empty string, then: if the code point [...] is not U+002E (.), then
    // return."
    if (digits.isEmpty() && cursor.peek() != '.') {
        return std::nullopt;
    }
    Refresh refresh{digits.isEmpty() ? 0 : secondsOf(digits), {}, document};
    cursor.collect([](char c) { return isDigit(c) || c == '.'; });
    if (cursor.atEnd()) {
        return refresh;
    }
    const char next = cursor.peek();
    if (next != ';' && next != ',' && !isSpace(next)) {
        return std::nullopt;
    }
    cursor.skipSpace();
    if (!cursor.skip(';')) {
        cursor.skip(',');
    }
    cursor.skipSpace();
    if (cursor.atEnd()) {
        return refresh;
    }
    refresh.reference = withoutQuotes(withoutPrefix(cursor.rest()));
    const Result<Url> url = parseUrl(refresh.reference, &base);
    // "If urlRecord is failure, then return." and "If urlRecord's scheme is "javascript", then
    // return."
    if (!url || url->scheme == "javascript") {
        return std::nullopt;
    }
    refresh.url = *url;
    return refresh;
}

} // namespace hoplens
