// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/shellwords.h"

#include "core/http/displaytext.h"
#include "core/url/ascii.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::ShellWords", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

bool isNameStart(QChar c)
{
    return c == u'_' || (c.unicode() < 0x80 && c.isLetter());
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || (c >= u'0' && c <= u'9');
}

/// UTF-8 of any number, surrogates too, as bash writes \u.
QByteArray utf8Of(char32_t code)
{
    const auto octet = [](char32_t value) { return static_cast<char>(value); };
    if (code < 0x80) {
        return {1, octet(code)};
    }
    QByteArray bytes;
    const int followers = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    const char32_t lead = followers == 1 ? 0xc0 : followers == 2 ? 0xe0 : 0xf0;
    bytes += octet(lead | (code >> (6 * followers)));
    for (int i = followers - 1; i >= 0; --i) {
        bytes += octet(0x80 | ((code >> (6 * i)) & 0x3f));
    }
    return bytes;
}

/// Reads one command from left to right.
class BashReader {
public:
    explicit BashReader(const QString &text)
        : m_text(text)
    {
    }
    Result<ShellWords> read();

private:
    QChar at(qsizetype index) const { return index < m_text.size() ? m_text.at(index) : QChar(); }
    bool ends() const { return m_at >= m_text.size(); }
    void endWord();
    bool readOperator();
    Result<void> readPiece();
    Result<void> readSingleQuoted();
    Result<void> readDoubleQuoted();
    Result<void> readAnsiQuoted();
    void readAnsiEscape();
    char32_t number(int base, int most);
    Result<void> readDollar();
    void take() { m_pending += m_text.at(m_at++); }
    void flush();
    static Error unended(QChar quote)
    {
        return wrong(tr("The command has a %1 without its end; copy all of it.").arg(quote));
    }

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_pending; // of the word, not yet encoded: so that pairs of surrogates stay together
    QByteArray m_word;
    bool m_inWord = false; // also of an empty one, ''
    ShellWords m_result;
};

void BashReader::flush()
{
    m_word += m_pending.toUtf8();
    m_pending.clear();
}

void BashReader::endWord()
{
    flush();
    if (m_inWord) {
        m_result.words.append(m_word);
    }
    m_word.clear();
    m_inWord = false;
}

Result<ShellWords> BashReader::read()
{
    while (!ends()) {
        const QChar c = m_text.at(m_at);
        if (c == u' ' || c == u'\t' || c == u'\r') {
            endWord();
            ++m_at;
        } else if (c == u'\n' && m_result.words.isEmpty() && !m_inWord) {
            ++m_at; // lines before the command
        } else if (c == u'#' && !m_inWord) {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            m_at = end < 0 ? m_text.size() : end;
        } else if (readOperator()) {
            break;
        } else if (const Result<void> piece = readPiece(); !piece) {
            return piece.error();
        }
    }
    endWord();
    return m_result;
}

/// What separates commands, and redirections with the number in front of them ("2>/dev/null").
bool BashReader::readOperator()
{
    if (!QStringLiteral("|&;<>()\n").contains(m_text.at(m_at))) {
        return false;
    }
    const bool redirects = m_text.at(m_at) == u'<' || m_text.at(m_at) == u'>';
    qsizetype start = m_at;
    if (redirects && m_word.isEmpty() && m_pending.size() == 1 && m_pending.at(0).isDigit()) {
        start -= m_pending.size();
        m_pending.clear();
        m_inWord = false;
    }
    m_result.rest = m_text.mid(start).trimmed();
    m_at = m_text.size();
    return true;
}

Result<void> BashReader::readPiece()
{
    const QChar c = m_text.at(m_at);
    if (c == u'\\') {
        ++m_at;
        if (at(m_at) == u'\r' && at(m_at + 1) == u'\n') {
            ++m_at;
        }
        if (ends() || m_text.at(m_at) == u'\n') {
            ++m_at; // the line goes on
            return {};
        }
        m_inWord = true;
        take();
        return {};
    }
    m_inWord = true;
    switch (c.unicode()) {
    case u'\'':
        return readSingleQuoted();
    case u'"':
        return readDoubleQuoted();
    case u'$':
    case u'`':
        return readDollar();
    default:
        take();
        return {};
    }
}

Result<void> BashReader::readSingleQuoted()
{
    const qsizetype end = m_text.indexOf(u'\'', m_at + 1);
    if (end < 0) {
        return unended(u'\'');
    }
    m_pending += QStringView(m_text).sliced(m_at + 1, end - m_at - 1);
    m_at = end + 1;
    return {};
}

/// Bash manual, "Double Quotes": "The backslash retains its special meaning only when followed by
/// one of the following characters: '$', '`', '"', '\', or newline."
Result<void> BashReader::readDoubleQuoted()
{
    ++m_at;
    while (!ends()) {
        const QChar c = m_text.at(m_at);
        if (c == u'"') {
            ++m_at;
            return {};
        }
        const QChar next = at(m_at + 1);
        if (c == u'\\' && next == u'\n') {
            m_at += 2;
        } else if (c == u'\\' && !next.isNull() && QStringLiteral("$`\"\\").contains(next)) {
            ++m_at;
            take();
        } else if ((c == u'$' && next != u'\'') || c == u'`') {
            if (const Result<void> done = readDollar(); !done) {
                return done.error();
            }
        } else {
            take();
        }
    }
    return unended(u'"');
}

/// A "$" or "`" that is not protected. Variables stay as they are, for nobody here knows them.
Result<void> BashReader::readDollar()
{
    const QChar next = at(m_at + 1);
    if (m_text.at(m_at) == u'`' || next == u'(') {
        return wrong(tr("The command asks the shell to run another one (%1); put its result there "
                        "instead.")
                         .arg(visibleText(m_text.mid(m_at, 20))));
    }
    if (next == u'\'') {
        return readAnsiQuoted();
    }
    if (next == u'"') { // bash: translated by the locale, otherwise as "..."
        ++m_at;
        return {};
    }
    qsizetype end = m_at + 1;
    if (next == u'{') {
        end = m_text.indexOf(u'}', m_at);
        end = end < 0 ? m_text.size() : end + 1;
    } else if (isNameStart(next)) {
        end = std::find_if_not(m_text.begin() + end, m_text.end(), isNamePart) - m_text.begin();
    }
    const QString variable = m_text.mid(m_at, end - m_at);
    if (variable.size() > 1) {
        m_result.variables.append(variable);
    }
    m_pending += variable;
    m_at = end;
    return {};
}

Result<void> BashReader::readAnsiQuoted()
{
    m_at += 2;
    while (!ends()) {
        const QChar c = m_text.at(m_at);
        if (c == u'\'') {
            ++m_at;
            return {};
        }
        if (c == u'\\' && m_at + 1 < m_text.size()) {
            ++m_at;
            readAnsiEscape();
        } else {
            take();
        }
    }
    return unended(u'\'');
}

/// At most so many digits from here.
char32_t BashReader::number(int base, int most)
{
    char32_t value = 0;
    for (int i = 0; i < most && !ends(); ++i) {
        const QChar c = m_text.at(m_at);
        const int digit = c.unicode() < 0x80 ? hexValue(c.toLatin1()) : -1;
        if (digit < 0 || digit >= base) {
            break;
        }
        value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
        ++m_at;
    }
    return value;
}

/// Bash manual, "ANSI-C Quoting". A NUL, at which bash would end the word, is what the browser that
/// wrote the command meant.
void BashReader::readAnsiEscape()
{
    static const QString letters = QStringLiteral("abeEfnrtv");
    static const QByteArray controls = "\a\b\x1b\x1b\f\n\r\t\v";
    const QChar c = m_text.at(m_at);
    if (const qsizetype letter = letters.indexOf(c); letter >= 0) {
        m_pending += QLatin1Char(controls.at(letter));
        ++m_at;
    } else if (c >= u'0' && c <= u'7') {
        flush();
        m_word += static_cast<char>(number(8, 3));
    } else if (const QChar next = at(m_at + 1);
               c == u'x' && next.unicode() < 0x80 && hexValue(next.toLatin1()) >= 0) {
        ++m_at;
        flush();
        m_word += static_cast<char>(number(16, 2));
    } else if (c == u'u' || c == u'U') {
        ++m_at;
        const char32_t code = number(16, c == u'u' ? 4 : 8);
        if (code < 0x10000 && c == u'u') {
            m_pending += QChar(static_cast<char16_t>(code)); // halves of a pair join
        } else {
            flush();
            m_word += utf8Of(code);
        }
    } else if (c == u'c' && m_at + 1 < m_text.size()) {
        ++m_at;
        m_pending += QChar(static_cast<char16_t>(m_text.at(m_at++).unicode() & 0x1f));
    } else {
        if (!QStringLiteral("\\'\"?").contains(c)) {
            m_pending += u'\\';
        }
        take();
    }
}

} // namespace

Result<ShellWords> splitBashCommand(const QString &text)
{
    return BashReader(text).read();
}

} // namespace hoplens
