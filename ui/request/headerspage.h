// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/headerrows.h"

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace hoplens {

class CodeEditor;
class HeaderTable;

/// Headers as a table, or all of them as lines of text. The table's rows are what is sent, in both.
class HeadersPage final : public QWidget {
    Q_OBJECT
public:
    explicit HeadersPage(QWidget *parent = nullptr);
    ~HeadersPage() override;

    const QList<HeaderRow> &rows() const;
    void setRows(const QList<HeaderRow> &rows);
    void finishEditing();
    /// Puts the cursor where the first problem is, in the form that is shown.
    void showProblem();
    void focusFirst();

signals:
    void edited();

private:
    QWidget *buildTools();
    void showText(bool asText);
    void takeText();

    HeaderTable *m_table = nullptr;
    CodeEditor *m_text = nullptr;
    QStackedWidget *m_forms = nullptr;
    QToolButton *m_asText = nullptr;
    QToolButton *m_remove = nullptr;
    QList<HeaderRow> m_before; ///< the rows that the text was made of
};

} // namespace hoplens
