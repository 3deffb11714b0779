// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/headerspage.h"

#include "ui/request/codeeditor.h"
#include "ui/request/formparts.h"
#include "ui/request/headertable.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

namespace hoplens {

HeadersPage::HeadersPage(QWidget *parent)
    : QWidget(parent)
    , m_table(new HeaderTable)
    , m_text(new CodeEditor)
    , m_forms(new QStackedWidget)
{
    m_table->setObjectName(u"headerTable"_qs);
    m_text->setObjectName(u"headerText"_qs);
    m_text->setAccessibleName(tr("Headers as text, one a line"));
    m_text->setPlaceholderText(tr("Name: value\n# Name: value of a header that is not sent"));
    m_forms->addWidget(m_table);
    m_forms->addWidget(m_text);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(buildTools());
    layout->addWidget(m_forms, 1);

    connect(m_table->headers(), &HeaderModel::edited, this, &HeadersPage::edited);
    connect(m_text, &QPlainTextEdit::textChanged, this, &HeadersPage::takeText);
}

HeadersPage::~HeadersPage()
{
    // A cell that is being edited commits when it dies, which is too late for a summary.
    m_table->headers()->disconnect(this);
}

QWidget *HeadersPage::buildTools()
{
    QLabel *hint = plainLabel(tr("Untick a header to leave it out, also one of the client's own."));
    hint->setWordWrap(true);
    m_remove =
        m_table->createRemoveButton(u"removeHeader"_qs, tr("Remove the selected header (Delete)"));
    m_asText = new QToolButton;
    m_asText->setObjectName(u"headersAsText"_qs);
    m_asText->setText(tr("As Te&xt"));
    m_asText->setToolTip(tr("All headers as lines, to be edited at once"));
    m_asText->setCheckable(true);
    m_asText->setAutoRaise(true);
    connect(m_asText, &QToolButton::toggled, this, &HeadersPage::showText);

    auto *tools = new QWidget;
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(hint, 1);
    row->addWidget(m_remove);
    row->addWidget(m_asText);
    return tools;
}

const QList<HeaderRow> &HeadersPage::rows() const
{
    return m_table->headers()->rows();
}

void HeadersPage::setRows(const QList<HeaderRow> &rows)
{
    m_table->headers()->setRows(rows);
    if (m_asText->isChecked()) {
        showText(true);
    }
}

void HeadersPage::showText(bool asText)
{
    finishEditing();
    if (asText) {
        m_before = rows();
        const QSignalBlocker blocker(m_text);
        m_text->setPlainText(headerText(m_before));
    }
    m_remove->setEnabled(!asText);
    m_forms->setCurrentIndex(asText ? 1 : 0);
}

void HeadersPage::takeText()
{
    m_table->headers()->setRows(readHeaderText(m_text->toPlainText(), m_before));
}

void HeadersPage::finishEditing()
{
    m_table->finishEditing();
}

void HeadersPage::focusFirst()
{
    m_forms->currentWidget()->setFocus();
    if (!m_table->currentIndex().isValid()) {
        m_table->setCurrentIndex(m_table->headers()->index(0, 0));
    }
}

void HeadersPage::showProblem()
{
    const int problem = m_table->headers()->firstProblem();
    if (!m_asText->isChecked() || problem < 0) {
        m_table->showProblem();
        m_forms->currentWidget()->setFocus();
        return;
    }
    // Lines that are no rows stand between the others.
    int row = -1;
    int line = 0;
    for (; line < m_text->blockCount() && row < problem; ++line) {
        const QString text = m_text->document()->findBlockByNumber(line).text();
        row += readHeaderText(text, {}).isEmpty() ? 0 : 1;
    }
    m_text->goTo(line, 1);
    m_text->setFocus();
}

} // namespace hoplens
