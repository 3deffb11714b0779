// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/shellwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace hoplens {

namespace {

/// A character of the line as cmd hands it on. Escaped ones mean nothing to cmd, but a quote still
/// means something to the program, which splits its words itself.
struct CmdCharacter {
    QChar character;
    bool escaped = false;
};

/// What cmd does to a line: carets outside quotes go and protect what follows them. At the end of a
/// line a caret takes the line break away and protects the character after it, which is how
/// browsers write a line break ("^", and two of them).
QList<CmdCharacter> withoutCarets(const QString &text)
{
    // Chromium once wrote its carets within plain quotes, where cmd leaves them; it meant them.
    const bool everywhere = text.contains(QLatin1String("^\\^\""));
    QList<CmdCharacter> line;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'^' && (!quoted || everywhere) && i + 1 < text.size()) {
            ++i;
            const bool joins = text.at(i) == u'\n';
            if (joins && i + 1 < text.size() && text.at(i + 1) != u'\n') {
                continue; // the next line goes on as it is, which spares its own carets
            }
            i += joins && i + 1 < text.size() ? 1 : 0;
            line.append({text.at(i), true});
            continue;
        }
        quoted = c == u'"' ? !quoted : quoted && c != u'\n';
        line.append({c, quoted});
    }
    return line;
}

/// How a program of Windows splits its line: \" is a quote, "" within quotes is one too. \\ stands
/// for one backslash, because browsers double each of them; the C library would do so only in front
/// of a quote.
class CmdReader {
public:
    explicit CmdReader(const QList<CmdCharacter> &line)
        : m_line(line)
    {
    }
    Result<ShellWords> read();

private:
    QChar at(qsizetype index) const
    {
        return index < m_line.size() ? m_line.at(index).character : QChar();
    }
    void endWord();
    bool isOperator(qsizetype index) const;
    void readRest();
    void readCharacter();

    const QList<CmdCharacter> &m_line;
    qsizetype m_at = 0;
    QString m_word;
    bool m_inWord = false;
    bool m_quoted = false;
    ShellWords m_result;
};

void CmdReader::endWord()
{
    if (m_inWord) {
        m_result.words.append(m_word.toUtf8());
    }
    m_word.clear();
    m_inWord = false;
}

bool CmdReader::isOperator(qsizetype index) const
{
    const CmdCharacter &c = m_line.at(index);
    return !c.escaped && !m_quoted && QStringLiteral("|&<>\n").contains(c.character);
}

void CmdReader::readRest()
{
    for (; m_at < m_line.size(); ++m_at) {
        m_result.rest += m_line.at(m_at).character;
    }
    m_result.rest = m_result.rest.trimmed();
}

void CmdReader::readCharacter()
{
    const QChar c = at(m_at);
    const QChar next = at(m_at + 1);
    m_inWord = true;
    if (c == u'\\' && (next == u'"' || next == u'\\')) {
        m_word += next;
        m_at += 2;
    } else if (c == u'"' && m_quoted && next == u'"') {
        m_word += c;
        m_at += 2;
    } else if (c == u'"') {
        m_quoted = !m_quoted;
        ++m_at;
    } else {
        m_word += c;
        ++m_at;
    }
}

Result<ShellWords> CmdReader::read()
{
    while (m_at < m_line.size()) {
        const QChar c = at(m_at);
        const bool blank = c == u' ' || c == u'\t' || c == u'\r';
        if (blank && !m_quoted) {
            endWord();
            ++m_at;
        } else if (c == u'\n' && m_result.words.isEmpty() && !m_inWord) {
            ++m_at;
        } else if (isOperator(m_at)) {
            readRest();
        } else {
            readCharacter();
        }
    }
    if (m_quoted) {
        return Error{
            Error::Code::InvalidInput,
            QCoreApplication::translate("hoplens::ShellWords",
                                        "The command has a \" without its end; copy all of it.")};
    }
    endWord();
    return m_result;
}

/// %NAME% as cmd would fill it in. Browsers break it up: "%^41" is no variable.
QStringList variablesIn(const QString &text)
{
    static const QRegularExpression variable(QStringLiteral("%[A-Za-z_][A-Za-z0-9_]*%"));
    QStringList names;
    for (auto found = variable.globalMatch(text); found.hasNext();) {
        names.append(found.next().captured());
    }
    return names;
}

} // namespace

Result<ShellWords> splitCmdCommand(const QString &text)
{
    const QString lines = QString(text).replace(QLatin1String("\r\n"), QLatin1String("\n"));
    const QList<CmdCharacter> line = withoutCarets(lines);
    Result<ShellWords> words = CmdReader(line).read();
    if (words) {
        words->variables = variablesIn(lines);
    }
    return words;
}

bool isCmdCommand(const QString &text)
{
    static const QRegularExpression quote(QStringLiteral("['\"]"));
    static const QRegularExpression lineEnd(QStringLiteral("\\^[ \\t]*\\r?\\n"));
    // Firefox wrote "" for a quote; nobody writes that within a word of bash.
    static const QRegularExpression doubled(QStringLiteral("[^\\s=]\"\"[^\\s]"));
    if (text.trimmed().startsWith(QLatin1String("curl.exe"), Qt::CaseInsensitive)) {
        return true;
    }
    const qsizetype first = text.indexOf(quote);
    if (first >= 0 && text.at(first) == u'\'') {
        return false;
    }
    const bool caretQuote = first > 0 && text.at(first - 1) == u'^';
    return caretQuote || text.contains(lineEnd) || text.contains(doubled);
}

} // namespace hoplens
