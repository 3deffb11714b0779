// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curlwords.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace hoplens {

namespace {

constexpr qsizetype textLimit = 4LL * 1024 * 1024; // characters
constexpr qsizetype wordLimit = 10'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::CurlCommand", text);
}

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// Comments, a prompt, and the program with or without its folder.
const QRegularExpression &commandStart()
{
    static const QRegularExpression start(
        QStringLiteral(
            "^\\s*(?:#[^\\n]*\\n\\s*)*(?:[$%]\\s+)?(?=(?:\\S*[/\\\\])?curl(?:\\.exe)?\\s)"),
        QRegularExpression::CaseInsensitiveOption);
    return start;
}

/// What stands behind the command says nothing about the request when it is about the output.
bool isAboutOutput(const QString &rest)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(?:\\|(?!\\|)|[;&]$|\\d?>{1,2}(?:&\\d|\\s*\\S+)(?:\\s*2>&1)?$)"));
    return rest.isEmpty() || rest.contains(pattern);
}

} // namespace

bool isCurlCommand(const QString &text)
{
    return text.contains(commandStart());
}

Result<ShellWords> curlWords(const QString &text)
{
    if (text.size() > textLimit) {
        return wrong(tr("The command is longer than 4 MiB; save its body to a file instead."));
    }
    const QRegularExpressionMatch start = commandStart().match(text);
    if (!start.hasMatch()) {
        return wrong(tr("This is no curl command; it would begin with \"curl \"."));
    }
    const QString command = text.mid(start.capturedEnd());
    Result<ShellWords> words =
        isCmdCommand(command) ? splitCmdCommand(command) : splitBashCommand(command);
    if (!words) {
        return words;
    }
    if (words->words.size() > wordLimit) {
        return wrong(tr("The command has more than %1 words; paste a shorter one.").arg(wordLimit));
    }
    static const QRegularExpression another(QStringLiteral("(?:^|[;&|\\n])\\s*curl(?:\\.exe)?\\s"));
    if (words->rest.contains(another)) {
        return wrong(tr("There are several commands; paste them one by one."));
    }
    if (isAboutOutput(words->rest)) {
        words->rest.clear();
    }
    return words;
}

} // namespace hoplens
