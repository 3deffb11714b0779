// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/requesteditor.h"

#include "core/redirect/explain.h"
#include "core/redirect/prepare.h"
#include "ui/formatting.h"
#include "ui/request/bodyeditor.h"
#include "ui/request/headertable.h"
#include "ui/request/optionsrow.h"
#include "ui/request/requestbar.h"
#include "ui/request/requestdraft.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace hoplens {

namespace {

QLabel *plainLabel(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// A word and, quieter, what it stands at: "Body 18 B".
QLabel *addSummary(QHBoxLayout *row, const QString &word)
{
    QLabel *value = plainLabel();
    auto *pair = new QHBoxLayout;
    pair->setSpacing(4);
    pair->addWidget(plainLabel(word));
    pair->addWidget(value);
    row->addLayout(pair);
    return value;
}

bool isContentType(const Field &field)
{
    return isNamed(field, "Content-Type");
}

} // namespace

RequestEditor::RequestEditor(QWidget *parent)
    : QWidget(parent)
    , m_bar(new RequestBar)
    , m_problem(plainLabel())
    , m_summary(new QWidget)
    , m_details(new QWidget)
    , m_headerTable(new HeaderTable)
    , m_bodyEditor(new BodyEditor)
    , m_optionsRow(new OptionsRow)
{
    m_bar->setObjectName(u"bar"_qs);
    m_problem->setObjectName(u"problem"_qs);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(12, 0, 12, 8);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    buildSummary();
    buildDetails();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_problem);
    layout->addWidget(m_summary);
    layout->addWidget(m_details);

    connect(m_bar, &RequestBar::sendRequested, this, &RequestEditor::submit);
    connect(m_bar, &RequestBar::stopRequested, this, &RequestEditor::stopRequested);
    connect(m_bar, &RequestBar::requestPasted, this, &RequestEditor::requestPasted);
    connect(m_bar, &RequestBar::edited, this, &RequestEditor::updateSummary);
    connect(m_headerTable->headers(), &HeaderModel::edited, this, &RequestEditor::updateSummary);
    connect(m_bodyEditor, &BodyEditor::edited, this, &RequestEditor::updateSummary);
    connect(m_optionsRow, &OptionsRow::edited, this, &RequestEditor::updateSummary);
    applyColors();
    updateSummary();
}

RequestEditor::~RequestEditor()
{
    // A cell that is being edited commits when it dies, which is too late for a summary.
    m_headerTable->headers()->disconnect(this);
}

void RequestEditor::buildSummary()
{
    m_editToggle = new QToolButton;
    m_editToggle->setObjectName(u"editToggle"_qs);
    m_editToggle->setText(tr("Edit"));
    m_editToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_editToggle->setArrowType(Qt::DownArrow);
    m_editToggle->setAutoRaise(true);
    m_editToggle->setCheckable(true);
    m_editToggle->setAccessibleName(tr("Edit headers, body and options"));
    connect(m_editToggle, &QToolButton::toggled, this, &RequestEditor::setExpanded);

    auto *row = new QHBoxLayout(m_summary);
    row->setContentsMargins(12, 0, 12, 4);
    row->setSpacing(20);
    m_bodySummary = addSummary(row, tr("Body"));
    m_headerSummary = addSummary(row, tr("Headers"));
    m_optionSummary = plainLabel();
    row->addWidget(m_optionSummary);
    row->addStretch();
    row->addWidget(m_editToggle);
    m_bodySummary->setObjectName(u"bodySummary"_qs);
    m_headerSummary->setObjectName(u"headerSummary"_qs);
    m_optionSummary->setObjectName(u"optionSummary"_qs);
}

void RequestEditor::buildDetails()
{
    m_details->setObjectName(u"details"_qs);
    m_details->setFixedHeight(184);
    m_details->hide();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(buildHeaders(), 1);
    columns->addWidget(m_bodyEditor, 1);
    auto *layout = new QVBoxLayout(m_details);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->setSpacing(8);
    layout->addLayout(columns, 1);
    layout->addWidget(m_optionsRow);
}

QWidget *RequestEditor::buildHeaders()
{
    m_headerTable->setObjectName(u"headerTable"_qs);
    auto *caption = plainLabel(tr("&Headers"));
    caption->setBuddy(m_headerTable);
    auto *remove = new QToolButton;
    remove->setObjectName(u"removeHeader"_qs);
    remove->setText(tr("Remove"));
    remove->setToolTip(tr("Remove the selected header (Delete)"));
    remove->setAutoRaise(true);
    connect(remove, &QToolButton::clicked, m_headerTable, &HeaderTable::removeSelected);

    auto *captionRow = new QHBoxLayout;
    captionRow->addWidget(caption);
    captionRow->addStretch();
    captionRow->addWidget(remove);
    auto *area = new QWidget;
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(captionRow);
    layout->addWidget(m_headerTable, 1);
    return area;
}

Result<Request> RequestEditor::request() const
{
    Request request;
    request.method = m_bar->method();
    if (!isToken(request.method)) {
        return Error{Error::Code::InvalidInput,
                     request.method.isEmpty()
                         ? tr("A request needs a method: choose one, such as GET.")
                         : tr("\u201c%1\u201d cannot be a method: use letters and hyphens, "
                              "without spaces.")
                               .arg(visibleText(request.method))};
    }
    const Result<Url> url = parseTypedAddress(m_bar->address());
    if (!url) {
        return url.error();
    }
    request.url = *url;
    const HeaderModel *headers = m_headerTable->headers();
    if (const int row = headers->firstProblem(); row >= 0) {
        return Error{Error::Code::InvalidInput, headerProblem(headers->rows().at(row))};
    }
    request.headers = headers->sentFields();
    request.body = m_bodyEditor->body();
    const QByteArray type = m_bodyEditor->contentType();
    if (request.body && !type.isEmpty() && !headers->names("Content-Type")) {
        request.headers.append(Field{"Content-Type", type, SetBy::Option});
    }
    for (const HeaderRow &row : headers->rows()) {
        if (!row.sent && isToken(row.field.name) && !contains(request.headers, row.field.name)) {
            request.withoutDefaults.append(row.field.name);
        }
    }
    const Result<void> sendable = checkRequest(request, client());
    return sendable ? Result<Request>(request) : sendable.error();
}

void RequestEditor::setRequest(const Request &request)
{
    m_bar->setMethod(request.method);
    m_bar->setAddress(QString::fromLatin1(serializeUrl(request.url)));
    QList<HeaderRow> rows;
    for (const Field &field : request.headers) {
        if (field.setBy != SetBy::Client) {
            rows.append(HeaderRow{true, field});
        }
    }
    const bool typeIsAnOption = !rows.isEmpty() && isContentType(rows.last().field)
        && rows.last().field.setBy == SetBy::Option && request.body
        && m_bodyEditor->setContentType(rows.last().field.value);
    if (typeIsAnOption) {
        rows.removeLast();
    } else {
        const bool hasNoType = request.body && !contains(request.headers, "Content-Type");
        m_bodyEditor->setContentType(hasNoType ? QByteArray() : QByteArray("text/plain"));
    }
    for (const QByteArray &name : request.withoutDefaults) {
        rows.append(HeaderRow{false, {name, {}, SetBy::User}});
    }
    m_headerTable->headers()->setRows(rows);
    m_bodyEditor->setBody(request.body);
}

void RequestEditor::setAddress(const QString &address)
{
    Request request;
    request.method = "GET";
    setRequest(request);
    m_bar->setAddress(address);
}

const ClientProfile &RequestEditor::client() const
{
    return m_bar->client();
}

void RequestEditor::setClient(const QString &id)
{
    m_bar->setClient(id);
}

TraceOptions RequestEditor::options() const
{
    return m_optionsRow->options();
}

void RequestEditor::setOptions(const TraceOptions &options)
{
    m_optionsRow->setOptions(options);
}

RequestDraft RequestEditor::draft() const
{
    RequestDraft draft;
    draft.method = m_bar->method();
    draft.address = m_bar->address();
    draft.client = client().id;
    draft.headers = m_headerTable->headers()->rows();
    draft.body = bodyDraftOf(m_bodyEditor->body(), m_bodyEditor->contentType());
    draft.options = optionsDraftOf(options());
    return draft;
}

void RequestEditor::setDraft(const RequestDraft &draft)
{
    m_bar->setMethod(draft.method);
    m_bar->setAddress(draft.address);
    m_bar->setClient(draft.client);
    m_headerTable->headers()->setRows(draft.headers);
    m_bodyEditor->setContentType(draft.body.textType);
    m_bodyEditor->setBody(draft.body.kind == BodyKind::Text ? std::optional(draft.body.text)
                                                            : std::nullopt);
    setOptions(traceOptions(draft.options));
}

void RequestEditor::setRunning(bool running)
{
    m_bar->setRunning(running);
}

bool RequestEditor::isExpanded() const
{
    return m_editToggle->isChecked();
}

void RequestEditor::setExpanded(bool expanded)
{
    m_editToggle->setChecked(expanded);
    m_editToggle->setArrowType(expanded ? Qt::UpArrow : Qt::DownArrow);
    if (m_details->isHidden() == expanded) {
        m_details->setVisible(expanded);
        emit expandedChanged(expanded);
    }
}

void RequestEditor::focusAddress()
{
    m_bar->addressField()->setFocus(Qt::ShortcutFocusReason);
    m_bar->addressField()->selectAll();
}

void RequestEditor::focusSend()
{
    m_bar->sendButton()->setFocus(Qt::OtherFocusReason);
}

void RequestEditor::submit()
{
    m_headerTable->finishEditing();
    const Result<Request> wish = request();
    if (!wish) {
        showProblem(wish.error());
        return;
    }
    m_problem->hide();
    emit sendRequested(*wish);
}

QWidget *RequestEditor::culprit() const
{
    if (!isToken(m_bar->method()) || client().refusedMethods.contains(m_bar->method())) {
        return m_bar->methodField();
    }
    if (parseTypedAddress(m_bar->address()) && m_headerTable->headers()->firstProblem() >= 0) {
        return m_headerTable;
    }
    return m_bar->addressField();
}

void RequestEditor::showProblem(const Error &error)
{
    QWidget *where = culprit();
    if (where == m_headerTable) {
        setExpanded(true);
        m_headerTable->showProblem();
    } else {
        where->setFocus();
    }
    m_problem->setText(u"\u2715 "_qs + error.detail);
    m_problem->setAccessibleName(error.detail);
    m_problem->show();
}

void RequestEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColors();
    }
}

void RequestEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(themeFor(palette()).cardBorder);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void RequestEditor::applyColors()
{
    const Theme theme = themeFor(palette());
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    for (QLabel *label : {m_bodySummary, m_headerSummary, m_optionSummary}) {
        label->setPalette(muted);
    }
    QPalette problem = palette();
    problem.setColor(QPalette::WindowText, theme.error);
    m_problem->setPalette(problem);
}

void RequestEditor::updateSummary()
{
    m_problem->hide();
    const bool overruled = m_headerTable->headers()->names("Content-Type");
    m_bodyEditor->setTypeOverruled(overruled);
    const std::optional<Body> body = m_bodyEditor->body();
    const Headers headers = m_headerTable->headers()->sentFields();
    const QString type = overruled ? mediaType(headers) : visibleText(m_bodyEditor->contentType());
    if (!body) {
        m_bodySummary->setText(tr("none"));
    } else if (type.isEmpty()) {
        m_bodySummary->setText(sizeText(body->size));
    } else {
        m_bodySummary->setText(tr("%1 · %2", "size · media type").arg(sizeText(body->size), type));
    }
    m_headerSummary->setText(headers.isEmpty() ? tr("none") : QString::number(headers.size()));
    m_optionSummary->setText(m_optionsRow->summary());
    emit edited();
}

} // namespace hoplens
