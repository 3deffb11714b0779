// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/step/stepform.h"

#include "core/redirect/clientprofile.h"
#include "ui/formatting.h"
#include "ui/request/bodypage.h"
#include "ui/request/headertable.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace hoplens {

namespace {

constexpr int tableRows = 4; ///< lines of text that are always in sight
constexpr int bodyRows = 4;

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

StepForm::StepForm(QWidget *parent)
    : QWidget(parent)
    , m_method(new QComboBox)
    , m_address(new QLineEdit)
    , m_headers(new HeaderTable)
    , m_body(new BodyPage)
{
    m_method->setObjectName(u"nextMethod"_qs);
    m_method->setAccessibleName(tr("Method of the next request"));
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    m_method->setCompleter(nullptr); // methods are case-sensitive
    for (const char *name : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        m_method->addItem(QString::fromLatin1(name));
    }
    m_address->setObjectName(u"nextAddress"_qs);
    m_address->setAccessibleName(tr("Address of the next request"));
    m_address->setFont(textFaces(font()).mono);
    m_headers->setObjectName(u"nextHeaders"_qs);
    m_headers->setAccessibleName(tr("Headers of the next request"));
    m_headers->setFixedHeight((tableRows + 1) * (fontMetrics().height() + 8));
    m_body->setObjectName(u"nextBody"_qs);
    m_body->setMinimumHeight((bodyRows + 4) * fontMetrics().height());

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_method);
    line->addWidget(m_address, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(line);
    auto *caption =
        plainLabel(tr("Headers; the client's own are made anew unless they stand here"));
    caption->setWordWrap(true);
    layout->addWidget(caption);
    layout->addWidget(m_headers);
    layout->addWidget(m_body);
    layout->addStretch();

    connect(m_method, &QComboBox::currentTextChanged, this, &StepForm::edited);
    connect(m_address, &QLineEdit::textChanged, this, &StepForm::edited);
    connect(m_address, &QLineEdit::returnPressed, this, &StepForm::submitted);
    connect(m_headers->headers(), &HeaderModel::edited, this, [this] {
        overruleType();
        emit edited();
    });
    connect(m_body, &BodyPage::edited, this, &StepForm::edited);
}

StepForm::~StepForm()
{
    m_headers->headers()->disconnect(this); // a cell that is being edited commits when it dies
}

void StepForm::overruleType()
{
    const QList<HeaderRow> &rows = m_headers->headers()->rows();
    m_body->setTypeByHand(isOverruled(draft(), "Content-Type"), typeByHand(rows));
}

void StepForm::setRequest(const Request &request)
{
    RequestDraft draft;
    draft.method = request.method;
    draft.address = QString::fromLatin1(serializeUrl(request.url));
    for (const Field &field : request.headers) {
        draft.headers.append(HeaderRow{true, field});
    }
    for (const QByteArray &name : request.withoutDefaults) {
        draft.headers.append(HeaderRow{false, {name, {}, SetBy::User}});
    }
    draft.body = bodyDraftOf(request.body, request.body ? QByteArray() : BodyDraft().textType);
    setDraft(draft);
}

Result<Request> StepForm::request() const
{
    // Whether the client sends such a request is asked where the trace goes on.
    return requestOf(draft(), ClientProfile());
}

RequestDraft StepForm::draft() const
{
    RequestDraft draft;
    draft.method = m_method->currentText().trimmed().toUtf8();
    draft.address = m_address->text();
    draft.headers = m_headers->headers()->rows();
    draft.body = m_body->draft();
    return draft;
}

void StepForm::setDraft(const RequestDraft &draft)
{
    m_method->setCurrentText(visibleText(draft.method));
    m_address->setText(draft.address);
    m_address->setCursorPosition(0);
    m_headers->headers()->setRows(draft.headers);
    m_body->setDraft(draft.body);
    overruleType();
}

void StepForm::finishEditing()
{
    m_headers->finishEditing();
    m_body->finishEditing();
}

} // namespace hoplens
