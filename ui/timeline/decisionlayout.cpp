// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "core/redirect/explain.h"
#include "ui/formatting.h"
#include "ui/timeline/cardlayout.h"
#include "ui/timeline/outcomewords.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::Timeline)
};

struct ToneMark {
    Symbol symbol;
    Ink ink;
};

ToneMark markOf(DecisionLine::Tone tone)
{
    switch (tone) {
    case DecisionLine::Tone::Kept:
        return {Symbol::Check, Ink::Kept};
    case DecisionLine::Tone::Changed:
        return {Symbol::Arrow, Ink::Changed};
    case DecisionLine::Tone::Dropped:
        return {Symbol::Cross, Ink::Dropped};
    case DecisionLine::Tone::Removed:
        return {Symbol::Minus, Ink::Changed};
    case DecisionLine::Tone::Added:
        return {Symbol::Plus, Ink::Accent};
    case DecisionLine::Tone::Stopped:
        return {Symbol::Stop, Ink::Error};
    case DecisionLine::Tone::ByUser:
        return {Symbol::Person, Ink::Accent};
    }
    Q_UNREACHABLE();
}

/// "After hop 1: method, POST became GET. 302 lets a client ... (Fetch §4.5)"
QString sentenceOf(const DecisionLine &line, int hop)
{
    QString text = visibleText(line.text);
    text.replace(u" → "_qs, Words::tr(" became ")); // an arrow is not read aloud everywhere
    QString sentence = Words::tr("After hop %1: %2, %3.")
                           .arg(QString::number(hop + 1), visibleText(line.label), text);
    if (!line.reason.isEmpty()) {
        sentence += u' ' + visibleText(line.reason);
    }
    if (!line.source.isEmpty()) {
        sentence += u" ("_qs + visibleText(line.source) + u')';
    }
    return sentence;
}

/// Column where the decisions' text begins, so that it stands in one line below each card.
int chipColumn(const Sheet &sheet, const QList<DecisionLine> &lines)
{
    int column = chipWidth(sheet, u"location"_qs, true);
    for (const DecisionLine &line : lines) {
        column = std::max(column, chipWidth(sheet, visibleText(line.label), true));
    }
    return column + sheet.spacing.of(2);
}

/// What happened, why, and says who. The source is the first to be elided; then the reason goes to
/// rows of its own; nothing is cut off.
void writeDecision(const Sheet &sheet, RowPen &pen, const DecisionLine &line, DecisionRow &row)
{
    constexpr int mostRows = 4;
    const TextRuler &ruler = sheet.ruler;
    const int gap = sheet.spacing.of(2);
    using Tone = DecisionLine::Tone;
    const bool weighty =
        line.tone == Tone::Changed || line.tone == Tone::Dropped || line.tone == Tone::Stopped;
    row.texts += pen.writeWrapped(Part::Text, weighty ? Face::Strong : Face::Normal, Ink::Text,
                                  visibleText(line.text), mostRows);

    const QString reason = visibleText(line.reason);
    if (!reason.isEmpty()) {
        if (ruler.width(Face::Normal, reason.left(400)) > pen.room() - gap) {
            pen.newRow(0);
        } else {
            pen.skip(gap);
        }
        row.texts += pen.writeWrapped(Part::Reason, Face::Normal, Ink::Muted, reason, mostRows);
    }

    const QString source = visibleText(line.source);
    if (!source.isEmpty()) {
        const int needed =
            std::min(ruler.width(Face::Small, source.left(400)), sheet.spacing.em * 6);
        if (pen.room() - gap < needed) {
            pen.newRow(0);
        } else {
            pen.skip(gap);
        }
        row.texts += pen.write(Part::Source, Face::Small, Ink::Muted,
                               ruler.elided(Face::Small, source, pen.room()), source);
    }
}

/// A label and what it names, in the outcome card; the label above the text when there is little
/// room.
void writeLabelled(const Sheet &sheet, RowPen &pen, const QString &label, int column,
                   const QString &text, OutcomeCard &card)
{
    constexpr int mostRows = 4;
    if (text.isEmpty()) {
        return;
    }
    pen.setLeft(sheet.innerLeft());
    pen.newRow(sheet.spacing.of(1));
    card.texts += pen.write(Part::Label, Face::Normal, Ink::Muted,
                            sheet.ruler.elided(Face::Normal, label, pen.room()), label);
    if (column + sheet.spacing.em * 12 <= sheet.innerRight() - sheet.innerLeft()) {
        pen.setLeft(sheet.innerLeft() + column);
    } else {
        pen.newRow(0);
    }
    card.texts += pen.writeWrapped(Part::Text, Face::Normal, Ink::Text, text, mostRows);
    card.sentence += u' ' + label + u": "_qs + text;
}

} // namespace

QList<DecisionRow> layoutDecisions(const Sheet &sheet, const Hop &hop, int number, int top)
{
    const QList<DecisionLine> lines = decisionLines(hop);
    const int column = chipColumn(sheet, lines);
    const int textLeft = sheet.innerLeft() + column;
    const bool beside = sheet.innerRight() - textLeft >= sheet.spacing.em * 10;
    QList<DecisionRow> rows;
    for (const DecisionLine &line : lines) {
        const ToneMark mark = markOf(line.tone);
        RowPen pen(sheet, sheet.innerLeft(), sheet.innerRight(), top);
        DecisionRow row;
        row.hop = number;
        row.about = line.about;
        row.chip = pen.writeChip(visibleText(line.label), mark.ink, mark.symbol, 0);
        if (beside) {
            pen.setLeft(textLeft);
        } else {
            pen.newRow(0);
        }
        writeDecision(sheet, pen, line, row);
        row.rect = QRect(sheet.innerLeft(), top, sheet.innerRight() - sheet.innerLeft(),
                         pen.rowBottom() - top);
        row.sentence = sentenceOf(line, number);
        rows += row;
        top = pen.rowBottom() + sheet.spacing.of(beside ? 1 : 2);
    }
    return rows;
}

OutcomeCard layoutOutcome(const Sheet &sheet, const Trace &trace, int top)
{
    const OutcomeKind kind = trace.outcome->kind;
    const OutcomeWords words = outcomeWords(trace);
    const bool wished = kind == OutcomeKind::Cancelled || kind == OutcomeKind::Stopped;
    OutcomeCard card;
    card.ink = wished ? Ink::Muted : Ink::Error;
    card.sentence = words.title + u'.';
    RowPen pen(sheet, sheet.innerLeft(), sheet.innerRight(), top + sheet.spacing.of(3));
    card.node.center = {sheet.methodLane, pen.y() + sheet.spacing.row / 2};
    card.node.radius = sheet.spacing.of(2);
    card.node.thickness = sheet.spacing.stroke();
    card.node.ink = card.ink;
    card.node.symbol = wished ? Symbol::Stop : Symbol::Cross;
    card.mark = pen.writeMark(*card.node.symbol, card.ink);
    pen.skip(sheet.spacing.of(2));
    card.texts += pen.writeWrapped(Part::Title, Face::Strong, card.ink, words.title, 3);

    const QString tried = Words::tr("Tried");
    const QString cameBack = Words::tr("Came back");
    const QString advice = Words::tr("What to do");
    int column = 0;
    for (const QString &label : {tried, cameBack, advice}) {
        column = std::max(column, sheet.ruler.width(Face::Normal, label) + sheet.spacing.of(4));
    }
    writeLabelled(sheet, pen, tried, column, words.tried, card);
    writeLabelled(sheet, pen, cameBack, column, words.cameBack, card);
    writeLabelled(sheet, pen, advice, column, words.advice, card);
    card.rect = QRect(sheet.left, top, sheet.right - sheet.left,
                      onGrid(pen.rowBottom() + sheet.spacing.of(3) - top));
    return card;
}

} // namespace hoplens
