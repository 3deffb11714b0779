// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/cardlayout.h"

#include "core/redirect/explain.h"
#include "core/redirect/metarefresh.h"
#include "ui/formatting.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::Timeline)
};

/// Builds one card from its rows.
class CardWriter {
public:
    CardWriter(const Sheet &sheet, const Trace &trace, int hop, int top);
    Card write();

private:
    void writeRequestRow();
    void writeDuration();
    void writeUrl();
    void writeAnswerRow();
    void writeProgress();
    void writeStatus(const Response &response);
    void writeBodyChips();
    void writeChip(const QString &label);
    void writeLocations();
    void writeLocation(const QByteArray &location, bool taken, const QString &resolved);
    void writeNotes();
    void writeCopy(const QString &text);

    const Sheet &m_sheet;
    const Trace &m_trace;
    const Hop &m_hop;
    int m_gap;
    int m_rowGap;
    RowPen m_pen;
    int m_right;
    Card m_card;
};

CardWriter::CardWriter(const Sheet &sheet, const Trace &trace, int hop, int top)
    : m_sheet(sheet)
    , m_trace(trace)
    , m_hop(trace.hops.at(hop))
    , m_gap(sheet.spacing.of(2))
    , m_rowGap(sheet.copyRoom > 0 ? sheet.spacing.of(2) : sheet.spacing.of(1))
    , m_pen(sheet, sheet.innerLeft(), sheet.innerRight(), top + sheet.spacing.of(3))
    , m_right(sheet.innerRight())
{
    m_card.hop = hop;
    m_card.rect.setTopLeft({sheet.left, top});
}

Card CardWriter::write()
{
    m_card.node.center = {m_sheet.methodLane, m_pen.y() + m_sheet.spacing.row / 2};
    m_card.node.radius = m_sheet.spacing.of(2);
    m_card.node.thickness = m_sheet.spacing.stroke();
    writeRequestRow();
    m_pen.newRow(m_rowGap);
    writeAnswerRow();
    writeLocations();
    writeNotes();
    const int height = onGrid(m_pen.rowBottom() + m_sheet.spacing.of(3) - m_card.rect.top());
    m_card.rect.setSize({m_sheet.right - m_sheet.left, height});
    m_card.sentence = hopSentence(m_hop, m_card.hop + 1);
    return std::move(m_card);
}

void CardWriter::writeRequestRow()
{
    const TextRuler &ruler = m_sheet.ruler;
    writeDuration();
    const QString number = QString::number(m_card.hop + 1);
    // Methods stand in one column, up to hop 99.
    const int numberColumn =
        std::max(ruler.width(Face::Normal, u"00"_qs), ruler.width(Face::Normal, number));
    const int start = m_pen.x();
    m_card.texts += m_pen.write(Part::Number, Face::Normal, Ink::Muted, number);
    m_pen.skip(start + numberColumn + m_gap - m_pen.x());

    const QString method = visibleText(m_hop.exchange.request.method);
    const int methodRoom = std::max(m_right - m_pen.x(), 1);
    const int methodStart = m_pen.x();
    m_card.texts += m_pen.write(Part::Method, Face::Strong, Ink::Text,
                                ruler.elided(Face::Strong, method, methodRoom), method);
    // GET and POST leave the URL in the same column.
    const int methodColumn = ruler.width(Face::Strong, u"POST"_qs);
    m_pen.skip(std::max(methodStart + methodColumn - m_pen.x(), 0) + m_gap);
    writeUrl();
}

/// Time and bar at the right end of the row; the bar goes first when there is little room.
void CardWriter::writeDuration()
{
    const Times &times = m_hop.exchange.times;
    const int em = m_sheet.spacing.em;
    const int inner = m_right - m_pen.x();
    if (inner < em * 20) {
        return;
    }
    const QString widest = durationText(888.8);
    int column = m_sheet.ruler.width(Face::Normal, widest);
    if (times.start && times.end) {
        const QString text = durationText(*times.end - *times.start);
        m_card.texts += m_pen.writeRight(Part::Duration, Face::Normal, Ink::Muted, text, m_right);
        column = std::max(column, m_card.texts.last().rect.width());
    }
    m_right -= column + m_gap;
    if (inner >= em * 32) {
        // Addresses first; beyond what most of them need, the bar takes half of what is there.
        const int bar = std::clamp(std::max(inner / 5, inner / 2 - em * 15), em * 8, em * 20);
        const int thickness = m_sheet.spacing.of(2);
        m_card.track =
            QRect(m_right - bar, m_pen.y() + (m_sheet.spacing.row - thickness) / 2, bar, thickness);
        m_right -= bar + m_gap * 2;
    }
}

void CardWriter::writeUrl()
{
    const TextRuler &ruler = m_sheet.ruler;
    const QString url = visibleText(serializeUrl(m_hop.exchange.request.url));
    const int needed = std::min(ruler.width(Face::Mono, url.left(400)), m_sheet.spacing.em * 12);
    if (m_right - m_pen.x() - m_sheet.copyRoom < needed) {
        m_right = m_sheet.innerRight();
        m_pen.newRow(m_rowGap);
    }
    const QString shown = ruler.elidedUrl(Face::Mono, url, m_right - m_pen.x() - m_sheet.copyRoom);
    m_card.texts += m_pen.write(Part::Url, Face::Mono, Ink::Text, shown, url);
    writeCopy(url);
}

void CardWriter::writeCopy(const QString &text)
{
    if (m_sheet.copyRoom == 0 || text.isEmpty()) {
        return;
    }
    const int side = m_sheet.spacing.em;
    const int top = m_pen.y() + (m_sheet.spacing.row - side) / 2;
    m_card.copies += {QRect(m_pen.x() + m_gap, top, side, side), text};
    m_pen.skip(m_sheet.copyRoom);
}

void CardWriter::writeAnswerRow()
{
    const Exchange &exchange = m_hop.exchange;
    const bool running = isRunning(m_trace, m_card.hop);
    if (exchange.response) {
        writeStatus(*exchange.response);
    } else if (running) {
        m_card.node.ink = Ink::Accent;
        writeProgress();
        const QString text = Words::tr("Waiting for the answer");
        m_card.texts += m_pen.write(Part::Waiting, Face::Normal, Ink::Muted,
                                    m_sheet.ruler.elided(Face::Normal, text, m_pen.room()), text);
        m_pen.skip(m_gap);
    } else {
        m_card.node.ink = Ink::Error;
        m_card.chips +=
            m_pen.writeChip(Words::tr("no answer"), Ink::Error, Symbol::Cross, m_rowGap);
        m_pen.skip(m_gap);
    }
    writeBodyChips();
    if (running && exchange.response && m_pen.room() > m_sheet.spacing.em) {
        writeProgress(); // the head is there, the body still comes
    }
    const Times &times = exchange.times;
    const bool durationShown =
        std::any_of(m_card.texts.begin(), m_card.texts.end(),
                    [](const TextBox &box) { return box.part == Part::Duration; });
    if (!durationShown && times.start && times.end) {
        writeChip(durationText(*times.end - *times.start));
    }
}

void CardWriter::writeProgress()
{
    m_card.progress = m_pen.writeMark(Symbol::Info, Ink::Accent).rect;
    m_pen.skip(m_gap);
}

void CardWriter::writeStatus(const Response &response)
{
    const Ink ink = statusInk(response.status);
    m_card.node.ink = ink;
    ChipBox pill;
    pill.ink = ink;
    pill.filled = true;
    const int start = m_pen.x();
    m_pen.skip(m_gap);
    pill.label =
        m_pen.write(Part::Status, Face::Strong, Ink::OnColor, QString::number(response.status));
    m_pen.skip(m_gap);
    pill.rect = QRect(start, m_pen.y(), m_pen.x() - start, m_sheet.spacing.row);
    m_card.chips += pill;
    m_pen.skip(m_gap);

    const QString reason = visibleText(response.reason);
    if (!reason.isEmpty()) {
        const TextRuler &ruler = m_sheet.ruler;
        if (m_pen.room()
            < std::min(ruler.width(Face::Strong, reason.left(80)), m_sheet.spacing.em * 5)) {
            m_pen.newRow(m_rowGap);
        }
        m_card.texts += m_pen.write(Part::Reason, Face::Strong, Ink::Text,
                                    ruler.elided(Face::Strong, reason, m_pen.room()), reason);
        m_pen.skip(m_gap);
    }
    for (const Response &interim : response.interim) {
        writeChip(Words::tr("first %1").arg(interim.status));
    }
}

void CardWriter::writeChip(const QString &label)
{
    m_card.chips += m_pen.writeChip(label, Ink::Text, {}, m_rowGap);
    m_pen.skip(m_gap);
}

void CardWriter::writeBodyChips()
{
    const Request &request = m_hop.exchange.request;
    const auto described = [](const QString &size, const QString &type) {
        return type.isEmpty() ? size : size + u" · "_qs + type;
    };
    if (request.body) {
        writeChip(Words::tr("sent %1").arg(
            described(sizeText(request.body->size), mediaType(request.headers))));
    } else if (m_trace.hops.first().exchange.request.body) {
        writeChip(Words::tr("sent no body"));
    }
    const auto &response = m_hop.exchange.response;
    if (response && response->body.size > 0) {
        writeChip(Words::tr("got %1").arg(
            described(sizeText(response->body.size), mediaType(response->headers))));
    }
}

void CardWriter::writeLocations()
{
    constexpr qsizetype most = 3;
    if (!m_hop.exchange.response) {
        return;
    }
    const auto &redirect = m_hop.redirect;
    const QList<QByteArray> locations =
        redirect ? redirect->locations : valuesOf(m_hop.exchange.response->headers, "Location");
    QString resolved;
    if (redirect && redirect->resolved) {
        resolved = visibleText(serializeUrl(*redirect->resolved));
        resolved = resolved == visibleText(redirect->location) ? QString() : resolved;
    }
    for (const QByteArray &location : locations.first(std::min(most, locations.size()))) {
        const bool taken = !redirect || location == redirect->location;
        writeLocation(location, taken, taken ? std::exchange(resolved, {}) : QString());
    }
    if (redirect && locations.isEmpty() && !m_hop.soft) {
        m_pen.newRow(m_rowGap);
        const QString text = Words::tr("no Location");
        m_card.texts += m_pen.write(Part::LocationLabel, Face::Normal, Ink::Muted,
                                    m_sheet.ruler.elided(Face::Normal, text, m_pen.room()), text);
    }
}

/// The value as it came and, where it differs, where it leads: in the same row when both fit.
void CardWriter::writeLocation(const QByteArray &location, bool taken, const QString &resolved)
{
    const TextRuler &ruler = m_sheet.ruler;
    m_pen.newRow(m_rowGap);
    if (m_pen.room() > m_sheet.spacing.em * 14) {
        // The field's name, which nobody translates.
        m_card.texts += m_pen.write(Part::LocationLabel, Face::Normal, Ink::Muted, u"Location:"_qs);
        m_pen.skip(m_gap);
    }
    const int column = m_pen.x();
    const QString raw = visibleText(location);
    const QString shown = ruler.elidedUrl(Face::Mono, raw, m_pen.room() - m_sheet.copyRoom);
    m_card.texts += m_pen.write(Part::Location, Face::Mono, taken ? Ink::Text : Ink::Muted, shown,
                                raw.isEmpty() ? Words::tr("empty Location") : raw);
    if (resolved.isEmpty()) {
        writeCopy(raw);
        return;
    }
    const int arrow = m_sheet.spacing.em + m_gap;
    const bool fits = resolved.size() < 400
        && m_gap + arrow + ruler.width(Face::Mono, resolved) + m_sheet.copyRoom <= m_pen.room();
    if (fits) {
        m_pen.skip(m_gap);
        m_card.marks += m_pen.writeMark(Symbol::Arrow, Ink::Muted);
        m_pen.skip(m_gap);
    } else {
        writeCopy(raw);
        m_pen.newRow(m_rowGap);
        m_card.marks += m_pen.writeMark(Symbol::Arrow, Ink::Muted);
        m_pen.skip(std::max(m_gap, column - m_pen.x()));
    }
    m_card.texts += m_pen.write(
        Part::Resolved, Face::Mono, Ink::Muted,
        ruler.elidedUrl(Face::Mono, resolved, m_pen.room() - m_sheet.copyRoom), resolved);
    writeCopy(resolved);
}

void CardWriter::writeNotes()
{
    constexpr int mostRows = 3;
    for (const Oddity oddity : m_hop.exchange.oddities) {
        m_pen.newRow(m_rowGap);
        m_card.marks += m_pen.writeMark(Symbol::Bang, Ink::Changed);
        m_pen.skip(m_gap);
        m_card.texts += m_pen.writeWrapped(Part::Note, Face::Normal, Ink::Text,
                                           odditySentence(oddity), mostRows);
    }
    if (const QString note = softRedirectNote(m_hop); !note.isEmpty()) {
        m_pen.newRow(m_rowGap);
        m_card.marks += m_pen.writeMark(Symbol::Info, Ink::Muted);
        m_pen.skip(m_gap);
        m_card.texts +=
            m_pen.writeWrapped(Part::Note, Face::Normal, Ink::Text, visibleText(note), mostRows);
    }
}

} // namespace

bool isRunning(const Trace &trace, int hop)
{
    if (trace.outcome || hop != trace.hops.size() - 1) {
        return false;
    }
    const Exchange &exchange = trace.hops.at(hop).exchange;
    return !exchange.failure && !exchange.times.end;
}

Card layoutCard(const Sheet &sheet, const Trace &trace, int hop, int top)
{
    return CardWriter(sheet, trace, hop, top).write();
}

} // namespace hoplens
