// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/knowntexts.h"
#include "core/trace/trace.h"

#include <QByteArrayView>

namespace hoplens {

/// Reads the field lines of a head or of trailers, one by one, and notes what is odd about them.
class FieldLines {
public:
    explicit FieldLines(int limit)
        : m_limit(limit)
    {
    }

    /// Before the first line: fields that are likely to come.
    void expect(const Headers &known) { m_known = known; }
    /// One line without its end; not empty. False: it is one field too many.
    bool take(QByteArrayView line, QList<Oddity> &oddities);
    const Headers &fields() const { return m_fields; }
    /// Moved out; the reader is of no use afterwards.
    Headers takeFields();

private:
    void append(QByteArrayView name, QByteArrayView value);
    void fold(QByteArrayView line, QList<Oddity> &oddities);

    int m_limit;
    bool m_foldable = false;
    Headers m_known;
    Headers m_fields;
};

/// Without spaces and tabs at both ends; CR, VT and FF are data here.
QByteArrayView trimmedBlanks(QByteArrayView text);

/// A response's head as it came; where that is not known, as its fields would be written.
QByteArray responseHead(const Response &response);
/// The head that the status line and the fields alone would give.
QByteArray rebuiltHead(const Response &response);

/// Adds it unless it is there: the list says what happened, not how often.
void noteOddity(QList<Oddity> &oddities, Oddity oddity);

} // namespace hoplens
