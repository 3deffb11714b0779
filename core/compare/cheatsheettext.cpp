// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/cheatsheetfile.h"

#include "core/compare/textblock.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

using Kind = CheatResult::Kind;
using Carried = CheatResult::Body;

constexpr int lineWidth = 80;
constexpr int statusWidth = 7;
constexpr int relationWidth = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::cheatSheet", text);
}

/// What a cell's word means, where it is not its own explanation.
QString meaning(const CheatResult &result, const QByteArray &method)
{
    const bool kept = result.method == method;
    switch (result.kind) {
    case Kind::HandsOver:
        return tr("not followed, the answer is handed over");
    case Kind::Fails:
        return tr("not followed, an error");
    case Kind::NotSent:
        return tr("the client does not send this method");
    case Kind::Follows:
        break;
    }
    switch (result.body) {
    case Carried::None:
    case Carried::Dropped:
        return !kept                       ? tr("sent with this method, without a body")
            : result.body == Carried::None ? tr("sent again as it was")
                                           : tr("sent with the same method, without the body");
    case Carried::Kept:
        return kept ? tr("sent again as it was") : tr("sent with this method and the body");
    case Carried::Empty:
        return kept ? tr("sent with the same method and Content-Length: 0")
                    : tr("sent with this method and Content-Length: 0");
    }
    Q_UNREACHABLE();
}

QString row(const QString &title, int titleWidth, const QStringList &cells, int width)
{
    QString text = title.leftJustified(titleWidth);
    for (const QString &cell : cells) {
        text += cell.leftJustified(width);
    }
    return trimmedEnd(text) + u'\n';
}

/// Lines that explain, each once, in the order in which they were met.
class Notes {
public:
    void add(const QString &note)
    {
        if (!note.isEmpty() && !m_notes.contains(note)) {
            m_notes.append(note);
        }
    }
    QString text() const
    {
        QString all;
        for (const QString &note : m_notes) {
            all += indented(note, QString(2, u' '), QString(4, u' '), lineWidth);
        }
        return all;
    }

private:
    QStringList m_notes;
};

QString reasonLine(const Reason &reason)
{
    return reason.source.isEmpty() ? reason.text : tr("%1 [%2]").arg(reason.text, reason.source);
}

QString sheetText(const ClientProfile &profile)
{
    constexpr int titleWidth = 10;
    QStringList heads;
    for (const int status : cheatStatuses) {
        heads.append(QString::number(status));
    }
    Notes words;
    Notes reasons;
    QString text;
    bool withBody = false;
    const CheatSheet sheet = cheatSheet(profile);
    for (const CheatSheet::Row &line : sheet.rows) {
        if (text.isEmpty() || line.hasBody != withBody) {
            withBody = line.hasBody;
            text += (text.isEmpty() ? QString() : u"\n"_qs)
                + (withBody ? tr("With a body") : tr("Without a body")) + u'\n'
                + row(QString(), titleWidth, heads, statusWidth);
        }
        QStringList cells;
        for (const CheatResult &result : line.results) {
            const QString word = cheatWord(result, line.method);
            cells.append(word);
            words.add(tr("%1: %2").arg(word, meaning(result, line.method)));
            for (const Reason &reason : result.redirect.value_or(Redirect()).why) {
                if (reason.about == About::Method || result.kind != Kind::Follows) {
                    reasons.add(reasonLine(reason));
                }
            }
        }
        text += row(QString::fromLatin1(line.method), titleWidth, cells, statusWidth);
    }
    return text + u'\n' + words.text() + u'\n' + tr("Why") + u'\n' + reasons.text();
}

QStringList fateWords(const FieldSheet::Row &line, Notes &notes, Notes &reasons)
{
    QStringList words;
    for (const FieldFate &fate : line.fates) {
        words.append(fateWord(fate));
        if (fate.kind != FieldFate::Kind::Kept && !fate.why.text.isEmpty()) {
            reasons.add(tr("%1: %2").arg(displayText(line.name), reasonLine(fate.why)));
        }
        if (fate.kind == FieldFate::Kind::Changed) {
            notes.add(
                tr("other: %1 becomes %2").arg(displayText(line.name), displayText(fate.value)));
        }
    }
    return words;
}

QString fieldsText(const ClientProfile &profile)
{
    constexpr int titleWidth = 21;
    const FieldSheet sheet = fieldSheet(profile);
    Notes notes;
    Notes reasons;
    QStringList heads;
    for (qsizetype i = 0; i < sheet.added.size(); ++i) {
        const CheatRelation relation = cheatRelations.at(static_cast<std::size_t>(i));
        heads.append(relationWord(relation));
        notes.add(tr("%1: %2").arg(relationWord(relation), relationSentence(relation)));
        for (const QByteArray &name : sheet.added.at(i)) {
            notes.add(tr("%1 is added by the client.").arg(displayText(name)));
        }
    }
    QString text = tr("Fields set by hand, on GET and 302") + u'\n'
        + row(QString(), titleWidth, heads, relationWidth);
    for (const FieldSheet::Row &line : sheet.byRelation) {
        text +=
            row(displayText(line.name), titleWidth, fateWords(line, notes, reasons), relationWidth);
    }
    if (!sheet.bodyCases.isEmpty()) {
        QStringList statuses;
        for (const CheatCase &asked : sheet.bodyCases) {
            statuses.append(QString::number(asked.status));
        }
        text += u'\n' + tr("Fields about the body, on POST") + u'\n'
            + row(QString(), titleWidth, statuses, relationWidth);
        for (const FieldSheet::Row &line : sheet.ofBody) {
            text += row(displayText(line.name), titleWidth, fateWords(line, notes, reasons),
                        relationWidth);
        }
    }
    return text + u'\n' + notes.text() + u'\n' + tr("Why") + u'\n' + reasons.text();
}

} // namespace

QByteArray cheatSheetText(const ClientProfile &profile)
{
    QString text = indented(tr("%1: %2 (%3)").arg(profile.id, profile.name, profile.version), {},
                            {}, lineWidth);
    text += indented(profile.summary, {}, {}, lineWidth) + u'\n';
    text += sheetText(profile) + u'\n' + fieldsText(profile);
    if (!profile.differences.isEmpty()) {
        text += u'\n' + tr("Not in this table") + u'\n';
        for (const QString &difference : profile.differences) {
            text += indented(difference, QString(2, u' '), QString(4, u' '), lineWidth);
        }
    }
    return text.toUtf8();
}

} // namespace hoplens
