// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspector/page.h"
#include "ui/inspector/pagefind.h"

class QTextBlockFormat;
class QTextCharFormat;
class QTextCursor;
class QTextDocument;
class QTextTableCellFormat;

namespace hoplens {

/// Writes a page into a document: blocks with an edge as tables of one cell, lines as blocks of
/// text, each with its LineState.
class PageWriter {
public:
    /// Lines of code that are not wrapped make the document as wide as the longest of them.
    /// `direction` is that of the window, which code does not follow.
    PageWriter(const Theme &theme, const TextFaces &faces, bool codeWrapped,
               Qt::LayoutDirection direction)
        : m_theme(theme)
        , m_faces(faces)
        , m_codeWrapped(codeWrapped)
        , m_direction(direction)
    {
    }

    /// `document` is empty, and not laid out yet.
    void write(const Page &page, QTextDocument *document) const;

private:
    void writeBlock(QTextCursor &cursor, const PageBlock &block, int index, bool textFollows) const;
    void writeLine(QTextCursor &cursor, const PageLine &line, LineState state, bool isFirst) const;
    QTextTableCellFormat cardFormat(Ink edge) const;
    static void startLine(QTextCursor &cursor, const QTextBlockFormat &format, int state,
                          bool isFirst);
    QTextCharFormat charFormat(const PageLine &line) const;
    double indentBelow(const PageLine &line) const;
    QTextBlockFormat blockFormat(const PageLine &line, bool isFirst) const;

    const Theme &m_theme;
    const TextFaces &m_faces;
    bool m_codeWrapped;
    Qt::LayoutDirection m_direction;
};

} // namespace hoplens
