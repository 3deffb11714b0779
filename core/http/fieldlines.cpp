// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/fieldlines.h"

#include "core/http/commontext.h"

#include <algorithm>
#include <utility>

namespace hoplens {

namespace {

// Room for these from the start; what is left over is given back.
constexpr int usualFields = 8;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

// QByteArrayView::trimmed() would take CR, VT and FF too.
QByteArrayView trimmedBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front())) {
        text = text.sliced(1);
    }
    while (!text.isEmpty() && isBlank(text.back())) {
        text.chop(1);
    }
    return text;
}

bool FieldLines::take(QByteArrayView line, QList<Oddity> &oddities)
{
    // RFC 9110 §5.5: "Field values containing CR, LF, or NUL characters are invalid and dangerous".
    if (!isFieldValue(line)) {
        noteOddity(oddities, Oddity::ControlInHead);
    }
    if (isBlank(line.front())) {
        fold(line, oddities);
        return true;
    }
    // RFC 9112 §5: "field-line = field-name ":" OWS field-value OWS". A name is not empty, so ": x"
    // is no more a field than a line without a colon. Others around it (Location!) still count.
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = trimmedBlanks(line.first(std::max<qsizetype>(colon, 0)));
    m_foldable = !name.isEmpty();
    if (!m_foldable) {
        noteOddity(oddities, Oddity::LineWithoutColon);
        return true;
    }
    // RFC 9112 §5.1: "No whitespace is allowed between the field name and colon."
    if (name.size() < colon) {
        noteOddity(oddities, Oddity::SpaceBeforeColon);
    }
    // RFC 9110 §5.1: "field-name = token"
    if (!isToken(name)) {
        noteOddity(oddities, Oddity::InvalidFieldName);
    }
    if (m_fields.size() >= m_limit) {
        return false;
    }
    append(name, trimmedBlanks(line.sliced(colon + 1)));
    return true;
}

// A server writes the same fields in the same order each time, and most of them alike.
void FieldLines::append(QByteArrayView name, QByteArrayView value)
{
    if (m_fields.isEmpty()) {
        const auto expected = m_known.isEmpty() ? usualFields : static_cast<int>(m_known.size());
        m_fields.reserve(std::min(m_limit, expected));
    }
    const auto text = [](QByteArrayView read, const QByteArray *known) {
        return known != nullptr && *known == read ? *known : commonText(read);
    };
    const qsizetype index = m_fields.size();
    const Field *known = index < m_known.size() ? &m_known.at(index) : nullptr;
    m_fields.append({text(name, known != nullptr ? &known->name : nullptr),
                     text(value, known != nullptr ? &known->value : nullptr)});
}

Headers FieldLines::takeFields()
{
    m_fields.squeeze(); // a trace keeps many heads
    return std::move(m_fields);
}

// RFC 9112 §5.2: "A user agent that receives an obs-fold in a response message that is not within a
// "message/http" container MUST replace each received obs-fold with one or more SP octets prior to
// interpreting the field value."
// RFC 9112 §2.2, for such a line with no field before it: "consume each whitespace-preceded line
// without further processing of it".
void FieldLines::fold(QByteArrayView line, QList<Oddity> &oddities)
{
    noteOddity(oddities, Oddity::ObsoleteFolding);
    const QByteArrayView more = trimmedBlanks(line);
    if (!m_foldable || more.isEmpty()) {
        return;
    }
    QByteArray &value = m_fields.last().value;
    if (!value.isEmpty()) {
        value.append(' ');
    }
    value.append(more);
}

QByteArray rebuiltHead(const Response &response)
{
    QByteArray head = response.version + ' ' + QByteArray::number(response.status) + ' '
        + response.reason + "\r\n";
    for (const Field &field : response.headers) {
        head += field.name + ": " + field.value + "\r\n";
    }
    return head + "\r\n";
}

QByteArray responseHead(const Response &response)
{
    return response.rawHead.isEmpty() ? rebuiltHead(response) : response.rawHead;
}

void noteOddity(QList<Oddity> &oddities, Oddity oddity)
{
    if (!oddities.contains(oddity)) {
        oddities.append(oddity);
    }
}

} // namespace hoplens
