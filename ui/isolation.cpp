// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/isolation.h"

#include "ui/formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

constexpr QChar firstStrongIsolate(0x2068);
constexpr QChar popIsolate(0x2069);
constexpr char32_t firstFromRight = 0x590; // nothing before runs from right to left

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::isolation)
};

/// Arabic digits run from left to right, but two numbers stand the other way round.
bool runsFromRight(char32_t c)
{
    const QChar::Direction direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
}

bool runsAgainst(char32_t c, Qt::LayoutDirection around)
{
    return around == Qt::LeftToRight ? c >= firstFromRight && runsFromRight(c)
                                     : QChar::direction(c) == QChar::DirL;
}

bool runsAlong(char32_t c, Qt::LayoutDirection around)
{
    return around == Qt::LeftToRight ? QChar::direction(c) == QChar::DirL : runsFromRight(c);
}

bool isAllFromLeft(const QString &text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() < firstFromRight; });
}

char32_t characterAt(const QString &text, qsizetype at)
{
    const bool isPair = text.at(at).isHighSurrogate() && at + 1 < text.size();
    return isPair ? QChar::surrogateToUcs4(text.at(at), text.at(at + 1)) : text.at(at).unicode();
}

} // namespace

Qt::LayoutDirection wordsDirection()
{
    //: Any word: it tells in which direction this language is written.
    return directionOf(Words::tr("request"));
}

Qt::LayoutDirection directionOf(const QString &text)
{
    return text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
}

QString keptTogether(const QString &text)
{
    return firstStrongIsolate + text + popIsolate;
}

QString isolated(const QString &foreign, Qt::LayoutDirection around)
{
    QString shown = visibleText(foreign);
    for (qsizetype at = 0; at < shown.size(); ++at) {
        if (runsAgainst(characterAt(shown, at), around)) {
            return keptTogether(shown);
        }
    }
    return shown;
}

QString isolated(const QByteArray &octets, Qt::LayoutDirection around)
{
    return isolated(decodedText(octets), around);
}

QString inOrder(const QString &line, Qt::LayoutDirection around)
{
    if (around == Qt::LeftToRight && isAllFromLeft(line)) {
        return line;
    }
    QString result;
    qsizetype done = 0; // so far in result
    qsizetype from = -1; // of a stretch
    qsizetype to = 0; // behind its last character that runs the other way
    const auto endStretch = [&] {
        if (from >= 0) {
            result += line.mid(done, from - done) + keptTogether(line.mid(from, to - from));
            done = to;
            from = -1;
        }
    };
    for (qsizetype at = 0; at < line.size(); ++at) {
        if (line.at(at) == firstStrongIsolate) {
            endStretch();
            const qsizetype end = line.indexOf(popIsolate, at);
            at = end < 0 ? line.size() : end;
            continue;
        }
        const char32_t c = characterAt(line, at);
        const qsizetype next = at + (QChar::requiresSurrogates(c) ? 2 : 1);
        const bool isMark = from >= 0 && to == at && QChar::direction(c) == QChar::DirNSM;
        if (runsAgainst(c, around) || isMark) {
            from = from < 0 ? at : from;
            to = next;
        } else if (runsAlong(c, around)) {
            endStretch();
        }
        at = next - 1;
    }
    endStretch();
    return result + line.mid(done);
}

} // namespace hoplens
