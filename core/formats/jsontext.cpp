// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/jsontext.h"

#include <QCoreApplication>
#include <QList>
#include <QStringDecoder>

#include <algorithm>

namespace hoplens {

namespace {

constexpr qsizetype indentation = 2; // spaces a level
constexpr int deepestIndented = 32; // deeper lines go no further right, which bounds the result
constexpr qsizetype depthLimit = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::JsonProblem", text);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// RFC 8259 §2; other blanks are none.
bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

/// Behind the string that begins at `from`, with its quotes.
qsizetype stringEnd(const QString &text, qsizetype from)
{
    qsizetype at = from + 1;
    while (at < text.size() && text.at(at) != u'"') {
        at += text.at(at) == u'\\' ? 2 : 1;
    }
    return std::min(at + 1, text.size());
}

/// Walks over the text by the letter of RFC 8259, which QJsonDocument does not: it takes "[1.]" and
/// line breaks inside strings. Keeps where it stopped and why.
class JsonChecker {
public:
    explicit JsonChecker(const QString &text)
        : m_text(text)
    {
    }

    bool check();
    qsizetype position() const { return m_at; }
    const QString &reason() const { return m_reason; }

private:
    bool fail(const QString &reason);
    QChar current() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(); }
    bool isAtEnd() const { return m_at >= m_text.size(); }
    void skipBlanks();
    bool takeValue();
    bool takeAfterValue();
    bool takeName();
    bool takeString();
    bool takeEscape();
    bool takeNumber();
    bool takeDigits();
    bool takeWord();

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_reason;
    QList<QChar> m_open; ///< brackets that are not closed yet
    bool m_wantsValue = true;
};

bool JsonChecker::fail(const QString &reason)
{
    m_reason = reason;
    return false;
}

void JsonChecker::skipBlanks()
{
    while (!isAtEnd() && isBlank(current())) {
        ++m_at;
    }
}

bool JsonChecker::check()
{
    for (;;) {
        skipBlanks();
        if (m_wantsValue) {
            if (!takeValue()) {
                return false;
            }
        } else if (m_open.isEmpty()) {
            return isAtEnd() || fail(tr("the JSON has ended before this"));
        } else if (!takeAfterValue()) {
            return false;
        }
    }
}

/// A value, or an opening bracket, after which another value is wanted unless it closes at once.
bool JsonChecker::takeValue()
{
    const QChar c = current();
    if (c == u'{' || c == u'[') {
        if (m_open.size() >= depthLimit) {
            return fail(tr("it is nested too deep"));
        }
        ++m_at;
        skipBlanks();
        if (current() == (c == u'{' ? u'}' : u']')) {
            ++m_at;
            m_wantsValue = false;
            return true;
        }
        m_open.append(c);
        return c == u'[' || takeName();
    }
    m_wantsValue = false;
    if (c == u'"') {
        return takeString();
    }
    if (c == u'-' || isDigit(c)) {
        return takeNumber();
    }
    return takeWord();
}

bool JsonChecker::takeAfterValue()
{
    const bool inObject = m_open.constLast() == u'{';
    const QChar c = current();
    if (c == u',') {
        ++m_at;
        skipBlanks();
        m_wantsValue = true;
        return !inObject || takeName();
    }
    if (c == (inObject ? u'}' : u']')) {
        ++m_at;
        m_open.removeLast();
        return true;
    }
    return fail(inObject ? tr("a comma or } is missing here") : tr("a comma or ] is missing here"));
}

bool JsonChecker::takeName()
{
    if (current() != u'"') {
        return fail(tr("a name in double quotes is missing here"));
    }
    if (!takeString()) {
        return false;
    }
    skipBlanks();
    if (current() != u':') {
        return fail(tr("a colon is missing after a name"));
    }
    ++m_at;
    return true;
}

bool JsonChecker::takeString()
{
    const qsizetype start = m_at++;
    while (!isAtEnd() && current() != u'"') {
        if (current() < u' ') {
            return fail(tr("a text cannot hold a line break or a tab: write \\n or \\t"));
        }
        if (current() != u'\\') {
            ++m_at;
        } else if (!takeEscape()) {
            return false;
        }
    }
    if (isAtEnd()) {
        m_at = start;
        return fail(tr("this text lacks its closing quote"));
    }
    ++m_at;
    return true;
}

bool JsonChecker::takeEscape()
{
    const QString wrong = tr("JSON does not know this escape after a backslash");
    const QChar kind = m_at + 1 < m_text.size() ? m_text.at(m_at + 1) : QChar();
    if (kind == u'u') {
        const QString digits = m_text.mid(m_at + 2, 4);
        const bool areHex = std::all_of(digits.begin(), digits.end(), [](QChar c) {
            return isDigit(c) || (c.toLower() >= u'a' && c.toLower() <= u'f');
        });
        if (digits.size() != 4 || !areHex) {
            return fail(wrong);
        }
        m_at += 6;
        return true;
    }
    if (!QStringView(u"\"\\/bfnrt").contains(kind)) {
        return fail(wrong);
    }
    m_at += 2;
    return true;
}

bool JsonChecker::takeDigits()
{
    const qsizetype start = m_at;
    while (isDigit(current())) {
        ++m_at;
    }
    return m_at > start || fail(tr("a digit is missing in this number"));
}

/// RFC 8259 §6: "Leading zeros are not allowed."
bool JsonChecker::takeNumber()
{
    m_at += current() == u'-' ? 1 : 0;
    if (current() == u'0') {
        ++m_at;
        if (isDigit(current())) {
            return fail(tr("a number cannot begin with 0"));
        }
    } else if (!takeDigits()) {
        return false;
    }
    if (current() == u'.') {
        ++m_at;
        if (!takeDigits()) {
            return false;
        }
    }
    if (current() == u'e' || current() == u'E') {
        ++m_at;
        m_at += current() == u'+' || current() == u'-' ? 1 : 0;
        return takeDigits();
    }
    return true;
}

bool JsonChecker::takeWord()
{
    for (const QStringView word :
         {QStringView(u"true"), QStringView(u"false"), QStringView(u"null")}) {
        if (QStringView(m_text).mid(m_at).startsWith(word)) {
            m_at += word.size();
            return true;
        }
    }
    return fail(current() == u'\'' ? tr("texts need double quotes")
                                   : tr("a value is missing here"));
}

} // namespace

std::optional<JsonProblem> jsonProblem(const QString &text)
{
    JsonChecker checker(text);
    if (checker.check()) {
        return std::nullopt;
    }
    const QStringView before = QStringView(text).left(checker.position());
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    JsonProblem problem;
    problem.line = static_cast<int>(before.count(u'\n')) + 1;
    problem.column = static_cast<int>(before.mid(lineStart).toUcs4().size()) + 1;
    problem.detail = tr("No JSON yet: line %1, column %2: %3.")
                         .arg(problem.line)
                         .arg(problem.column)
                         .arg(checker.reason());
    return problem;
}

QString formattedJson(const QString &text)
{
    QString result;
    int depth = 0;
    const auto breakLine = [&] {
        result += u'\n' + QString(std::min(depth, deepestIndented) * indentation, u' ');
    };
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text.at(at);
        if (c == u'"') {
            const qsizetype end = stringEnd(text, at);
            result += QStringView(text).mid(at, end - at);
            at = end;
            continue;
        }
        ++at;
        if (c == u'{' || c == u'[') {
            qsizetype next = at;
            while (next < text.size() && isBlank(text.at(next))) {
                ++next;
            }
            result += c;
            const bool isEmpty =
                next < text.size() && (text.at(next) == u'}' || text.at(next) == u']');
            if (isEmpty) { // stays on its line
                result += text.at(next);
                at = next + 1;
            } else {
                ++depth;
                breakLine();
            }
        } else if (c == u'}' || c == u']') {
            --depth;
            breakLine();
            result += c;
        } else if (c == u',') {
            result += c;
            breakLine();
        } else if (c == u':') {
            result += QStringLiteral(": ");
        } else if (!isBlank(c)) {
            result += c;
        }
    }
    return result;
}

std::optional<QByteArray> indentedJson(const QByteArray &json)
{
    const QByteArray trimmed = json.trimmed();
    if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) {
        return std::nullopt;
    }
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(trimmed);
    if (decode.hasError() || jsonProblem(text)) {
        return std::nullopt;
    }
    return formattedJson(text).toUtf8();
}

} // namespace hoplens
