// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/jsontext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int indentation = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::JsonProblem", text);
}

QString reasonFor(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::UnterminatedObject:
        return tr("an object is not closed, or a comma is missing in it");
    case QJsonParseError::MissingNameSeparator:
        return tr("a colon is missing after a name");
    case QJsonParseError::UnterminatedArray:
        return tr("a list is not closed, or a comma is missing in it");
    case QJsonParseError::MissingValueSeparator:
        return tr("a comma is missing between two values");
    case QJsonParseError::IllegalNumber:
    case QJsonParseError::TerminationByNumber:
        return tr("this is no number that JSON knows");
    case QJsonParseError::IllegalEscapeSequence:
        return tr("JSON does not know this escape after a backslash");
    case QJsonParseError::UnterminatedString:
        return tr("a text lacks its closing quote");
    case QJsonParseError::MissingObject:
        return tr("an object is expected here");
    case QJsonParseError::DeepNesting:
        return tr("it is nested too deep");
    case QJsonParseError::DocumentTooLarge:
        return tr("it is too large to be checked");
    case QJsonParseError::GarbageAtEnd:
        return tr("the JSON has ended before");
    case QJsonParseError::IllegalValue:
    case QJsonParseError::IllegalUTF8String:
    case QJsonParseError::NoError:
        break;
    }
    return tr("this is no value: texts need double quotes, and no comma stands before a closing "
              "bracket");
}

JsonProblem problemAt(const QByteArray &bytes, qsizetype offset, const QString &reason)
{
    const QString before =
        QString::fromUtf8(bytes.left(std::clamp<qsizetype>(offset, 0, bytes.size())));
    const qsizetype lineStart = before.lastIndexOf(QLatin1Char('\n')) + 1;
    JsonProblem problem;
    problem.line = static_cast<int>(before.count(QLatin1Char('\n'))) + 1;
    problem.column = static_cast<int>(before.mid(lineStart).toUcs4().size()) + 1;
    problem.detail = tr("No JSON yet: line %1, column %2: %3.")
                         .arg(problem.line)
                         .arg(problem.column)
                         .arg(reason);
    return problem;
}

/// Behind the string that begins at `from`, with its quotes.
qsizetype stringEnd(const QString &text, qsizetype from)
{
    qsizetype at = from + 1;
    while (at < text.size() && text.at(at) != QLatin1Char('"')) {
        at += text.at(at) == QLatin1Char('\\') ? 2 : 1;
    }
    return std::min(at + 1, text.size());
}

} // namespace

std::optional<JsonProblem> jsonProblem(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray start = bytes.trimmed().left(1);
    if (start.isEmpty()) {
        return problemAt(bytes, bytes.size(), tr("there is nothing here"));
    }
    // Qt reads objects and lists only; RFC 8259 knows any value at the top, so it goes into a list.
    const bool isContainer = start == "{" || start == "[";
    QJsonParseError error{};
    const QJsonDocument document =
        QJsonDocument::fromJson(isContainer ? bytes : '[' + bytes + ']', &error);
    if (error.error != QJsonParseError::NoError) {
        return problemAt(bytes, isContainer ? error.offset : error.offset - 1,
                         reasonFor(error.error));
    }
    if (!isContainer && document.array().size() != 1) {
        const qsizetype skipped =
            start == "\"" ? stringEnd(text, text.indexOf(QLatin1Char('"'))) : 0;
        return problemAt(bytes, text.left(text.indexOf(QLatin1Char(','), skipped)).toUtf8().size(),
                         reasonFor(QJsonParseError::GarbageAtEnd));
    }
    return std::nullopt;
}

QString formattedJson(const QString &text)
{
    QString result;
    int depth = 0;
    const auto breakLine = [&] {
        result += QLatin1Char('\n') + QString(depth * indentation, QLatin1Char(' '));
    };
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text.at(at);
        if (c == QLatin1Char('"')) {
            const qsizetype end = stringEnd(text, at);
            result += text.mid(at, end - at);
            at = end;
            continue;
        }
        ++at;
        if (c == QLatin1Char('{') || c == QLatin1Char('[')) {
            qsizetype next = at;
            while (next < text.size() && text.at(next).isSpace()) {
                ++next;
            }
            result += c;
            if (next < text.size()
                && (text.at(next) == QLatin1Char('}') || text.at(next) == QLatin1Char(']'))) {
                result += text.at(next); // an empty one stays on its line
                at = next + 1;
            } else {
                ++depth;
                breakLine();
            }
        } else if (c == QLatin1Char('}') || c == QLatin1Char(']')) {
            --depth;
            breakLine();
            result += c;
        } else if (c == QLatin1Char(',')) {
            result += c;
            breakLine();
        } else if (c == QLatin1Char(':')) {
            result += QStringLiteral(": ");
        } else if (!c.isSpace()) {
            result += c;
        }
    }
    return result;
}

} // namespace hoplens
