// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/htmlscanner.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Elements whose content is text alone; noscript is one for a browser, which runs scripts.
bool holdsOnlyText(const QByteArray &name)
{
    static constexpr std::array names{"script", "style",    "title",   "textarea", "xmp",
                                      "iframe", "noscript", "noembed", "noframes"};
    return std::any_of(names.begin(), names.end(),
                       [&](const char *other) { return name == other; });
}

} // namespace

HtmlScanner::HtmlScanner(const QByteArray &document, Kind kind)
    : m_text(document)
    , m_kind(kind)
{
}

std::optional<HtmlTag> HtmlScanner::next()
{
    while (true) {
        m_at = m_text.indexOf('<', m_at);
        if (m_at < 0) {
            m_at = m_text.size();
            return std::nullopt;
        }
        if (at("<!--")) {
            skipComment();
        } else if (m_kind == Kind::Xml && at("<![CDATA[")) {
            skipPast("]]>");
        } else if (at("<!") || at("<?") || (at("</") && !atLetter(m_at + 2))) {
            skipPast(">"); // a doctype, or what the standard calls a bogus comment
        } else if (at("</") || atLetter(m_at + 1)) {
            if (std::optional<HtmlTag> tag = readTag()) {
                return tag;
            }
        } else {
            ++m_at;
        }
    }
}

bool HtmlScanner::at(QByteArrayView text) const
{
    return QByteArrayView(m_text).sliced(m_at).startsWith(text);
}

bool HtmlScanner::atLetter(qsizetype position) const
{
    return position < m_text.size() && isLetter(m_text.at(position));
}

void HtmlScanner::skipPast(QByteArrayView text)
{
    const qsizetype found = m_text.indexOf(text, m_at);
    m_at = found < 0 ? m_text.size() : found + text.size();
}

/// "<!-->" and "<!--->" are whole comments; "--!>" ends one as well.
void HtmlScanner::skipComment()
{
    m_at += 4;
    for (const char *abrupt : {">", "->"}) {
        if (m_kind == Kind::Html && at(abrupt)) {
            skipPast(">");
            return;
        }
    }
    for (qsizetype dashes = m_text.indexOf("--", m_at); dashes >= 0;
         dashes = m_text.indexOf("--", dashes + 1)) {
        m_at = dashes;
        if (at("-->") || (m_kind == Kind::Html && at("--!>"))) {
            skipPast(">");
            return;
        }
    }
    m_at = m_text.size();
}

bool HtmlScanner::isEndTagAt(qsizetype position, const QByteArray &name) const
{
    const qsizetype end = position + 2 + name.size();
    return m_text.mid(position, 2) == "</"
        && m_text.mid(position + 2, name.size()).compare(name, Qt::CaseInsensitive) == 0
        && end < m_text.size()
        && (isSpace(m_text.at(end)) || m_text.at(end) == '/' || m_text.at(end) == '>');
}

/// Up to the element's own end tag, which is left to be read.
void HtmlScanner::skipElementText(const QByteArray &name)
{
    if (name == "plaintext") {
        m_at = m_text.size();
    } else if (name == "script") {
        skipScript();
    } else {
        while ((m_at = m_text.indexOf("</", m_at)) >= 0 && !isEndTagAt(m_at, name)) {
            m_at += 2;
        }
        m_at = m_at < 0 ? m_text.size() : m_at;
    }
}

/// Script data: after "<!--", a "<script" makes the next "</script" part of the text, until "-->"
/// (the standard's "script data double escaped state").
void HtmlScanner::skipScript()
{
    bool escaped = false;
    bool doubly = false;
    for (; m_at < m_text.size(); ++m_at) {
        const char c = m_text.at(m_at);
        if (c == '<' && !escaped && at("<!--")) {
            escaped = true;
            m_at += 1; // its dashes may end it at once, as in "<!-->"
        } else if (c == '-' && escaped && at("-->")) {
            escaped = false;
            doubly = false;
        } else if (c == '<' && isEndTagAt(m_at, "script")) {
            if (!doubly) {
                return;
            }
            doubly = false;
        } else if (c == '<' && escaped && !doubly
                   && m_text.mid(m_at + 1, 6).compare("script", Qt::CaseInsensitive) == 0) {
            const char after = m_at + 7 < m_text.size() ? m_text.at(m_at + 7) : '\0';
            doubly = isSpace(after) || after == '/' || after == '>';
        }
    }
}

void HtmlScanner::skipSpace()
{
    while (m_at < m_text.size() && isSpace(m_text.at(m_at))) {
        ++m_at;
    }
}

/// Up to white space or one of `ends`.
QByteArray HtmlScanner::readName(QByteArrayView ends)
{
    const qsizetype start = m_at;
    while (m_at < m_text.size() && !isSpace(m_text.at(m_at)) && !ends.contains(m_text.at(m_at))) {
        ++m_at;
    }
    return m_text.mid(start, m_at - start);
}

std::optional<HtmlTag> HtmlScanner::readTag()
{
    HtmlTag tag;
    tag.isEnd = at("</");
    m_at += tag.isEnd ? 2 : 1;
    tag.name = readName("/>");
    tag.name = m_kind == Kind::Html ? tag.name.toLower() : tag.name;
    while (readAttribute(tag)) { }
    if (m_at >= m_text.size()) {
        return std::nullopt;
    }
    ++m_at; // ">"
    if (m_kind == Kind::Html && !tag.isEnd
        && (holdsOnlyText(tag.name) || tag.name == "plaintext")) {
        skipElementText(tag.name);
    }
    return tag;
}

/// False at the tag's end, or at the document's.
bool HtmlScanner::readAttribute(HtmlTag &tag)
{
    while (m_at < m_text.size() && (isSpace(m_text.at(m_at)) || m_text.at(m_at) == '/')) {
        ++m_at;
    }
    if (m_at >= m_text.size() || m_text.at(m_at) == '>') {
        return false;
    }
    // An "=" in front belongs to the name: "Before attribute name state: U+003D (=) [...] Set that
    // attribute's name to the current input character".
    const QByteArray first = m_text.at(m_at) == '=' ? m_text.mid(m_at++, 1) : QByteArray();
    const QByteArray written = first + readName("/>=");
    const QByteArray name = m_kind == Kind::Html ? written.toLower() : written;
    skipSpace();
    QByteArray value;
    if (m_at < m_text.size() && m_text.at(m_at) == '=') {
        ++m_at;
        const std::optional<QByteArray> read = readValue();
        if (!read) {
            return false;
        }
        value = *read;
    }
    // "If there is already an attribute on the token with the exact same name, then [...] the new
    // attribute must be removed from the token."
    constexpr qsizetype mostAttributes = 1000;
    if (!tag.attributes.contains(name) && tag.attributes.size() < mostAttributes) {
        tag.attributes.insert(name, decodedReferences(value));
    }
    return true;
}

/// Absent: the document ends within it.
std::optional<QByteArray> HtmlScanner::readValue()
{
    skipSpace();
    const char quote = m_at < m_text.size() ? m_text.at(m_at) : '\0';
    if (quote != '"' && quote != '\'') {
        return readName(">");
    }
    const qsizetype end = m_text.indexOf(quote, m_at + 1);
    if (end < 0) {
        m_at = m_text.size();
        return std::nullopt;
    }
    const QByteArray value = m_text.mid(m_at + 1, end - m_at - 1);
    m_at = end + 1;
    return value;
}

} // namespace hoplens
