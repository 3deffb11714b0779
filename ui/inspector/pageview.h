// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspector/page.h"

#include <QTextEdit>

class QTextBlockFormat;
class QTextCharFormat;
class QTextCursor;

namespace hoplens {

/// Shows a Page: to be read, selected and copied, never edited, never read as HTML. Wraps
/// everything, so that it needs no horizontal scroll bar.
class PageView final : public QTextEdit {
    Q_OBJECT
public:
    explicit PageView(QWidget *parent = nullptr);

    /// The same page again changes nothing: selection and scroll position stay.
    void setPage(const Page &page);
    void setZoom(double zoom);

protected:
    void changeEvent(QEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void render();
    void writeBlock(QTextCursor &cursor, const PageBlock &block, bool textFollows);
    void writeLine(QTextCursor &cursor, const PageLine &line, bool isFirst);
    QTextCharFormat charFormat(const PageLine &line) const;
    QTextBlockFormat blockFormat(const PageLine &line, bool isFirst) const;

    Page m_page;
    double m_zoom = 1.0;
    Theme m_theme;
    TextFaces m_faces;
};

} // namespace hoplens
