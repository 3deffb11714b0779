// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/bodypage.h"

#include "core/http/displaytext.h"
#include "core/redirect/explain.h"
#include "ui/request/codeeditor.h"
#include "ui/request/filefield.h"
#include "ui/request/formmodels.h"
#include "ui/request/formparts.h"
#include "ui/request/noteline.h"
#include "ui/request/rowtable.h"
#include "ui/request/textbody.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace hoplens {

namespace {

/// At the end of the line above the page.
QWidget *inARow(const QList<QWidget *> &tools)
{
    auto *area = new QWidget;
    auto *row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addStretch();
    for (QWidget *tool : tools) {
        row->addWidget(tool);
    }
    return area;
}

QWidget *inTopCorner(QWidget *content)
{
    auto *area = new QWidget;
    auto *layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(content);
    layout->addStretch();
    return area;
}

} // namespace

BodyPage::BodyPage(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox)
    , m_type(new QComboBox)
    , m_pages(new QStackedWidget)
    , m_tools(new QStackedWidget)
    , m_text(new TextBody)
    , m_fields(new FormModel)
{
    m_fieldTable = new RowTable(m_fields);
    m_fieldTable->setObjectName(u"formTable"_qs);
    m_fieldTable->setAccessibleName(tr("Form fields"));
    m_pages->addWidget(inTopCorner(plainLabel(tr("No body is sent."))));
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_fieldTable);
    m_pages->addWidget(buildParts());
    m_pages->addWidget(buildFile());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(buildTools());
    layout->addWidget(m_pages, 1);

    connect(m_text, &TextBody::edited, this, &BodyPage::edited);
    connect(m_fields, &FormModel::edited, this, &BodyPage::edited);
    connect(m_parts, &PartModel::edited, this, [this] {
        showNotes();
        emit edited();
    });
    connect(m_file, &FileField::edited, this, [this] {
        showType();
        showNotes();
        emit edited();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        emit edited();
    });
    connect(m_type, &QComboBox::editTextChanged, this, &BodyPage::takeType);
    showKind();
}

BodyPage::~BodyPage()
{
    // A cell that is being edited commits when it dies, which is too late for a summary.
    m_fields->disconnect(this);
    m_parts->disconnect(this);
}

void BodyPage::buildTypes()
{
    m_kind->setObjectName(u"bodyKind"_qs);
    m_kind->setAccessibleName(tr("Kind of body"));
    m_kind->addItems(
        {tr("None"), tr("Text"), tr("Form fields"), tr("Form with files"), tr("File")});
    m_type->setObjectName(u"contentType"_qs);
    m_type->setAccessibleName(tr("Content-Type of the body"));
    m_type->setEditable(true);
    m_type->setInsertPolicy(QComboBox::NoInsert);
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_type->setMinimumContentsLength(24);
    m_type->setMinimumWidth(120);
    m_kind->setMinimumWidth(120);
    m_type->addItems({u"text/plain"_qs, u"application/json"_qs, u"application/xml"_qs,
                      u"text/html"_qs, u"application/x-www-form-urlencoded"_qs,
                      u"application/octet-stream"_qs});
}

QHBoxLayout *BodyPage::buildTools()
{
    buildTypes();
    m_format = new QPushButton(tr("Fo&rmat"));
    m_format->setObjectName(u"formatJson"_qs);
    m_format->setToolTip(tr("Puts JSON in order, line by line"));
    m_format->setAutoDefault(false);
    m_format->hide();
    connect(m_format, &QPushButton::clicked, m_text, &TextBody::format);
    connect(m_text, &TextBody::jsonWanted, m_format, &QWidget::setVisible);

    auto *addFile = new QToolButton;
    addFile->setObjectName(u"addPartFile"_qs);
    addFile->setText(tr("Add F&iles…"));
    addFile->setAutoRaise(true);
    connect(addFile, &QToolButton::clicked, this, &BodyPage::addFiles);
    m_tools->addWidget(new QWidget);
    m_tools->addWidget(inARow({m_format}));
    m_tools->addWidget(inARow({m_fieldTable->createRemoveButton(
        u"removeField"_qs, tr("Remove the selected field (Delete)"))}));
    m_tools->addWidget(inARow({addFile,
                               m_partTable->createRemoveButton(
                                   u"removePart"_qs, tr("Remove the selected part (Delete)"))}));
    m_tools->addWidget(new QWidget);
    m_tools->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_kind);
    row->addWidget(m_type);
    row->addStretch();
    row->addWidget(m_tools);
    return row;
}

QWidget *BodyPage::buildParts()
{
    m_parts = new PartModel;
    m_partTable = new RowTable(m_parts);
    m_partTable->setObjectName(u"partTable"_qs);
    m_partTable->setAccessibleName(tr("Parts of the form"));
    m_partTable->setItemDelegate(new PartDelegate(m_partTable));
    m_partTable->horizontalHeader()->setSectionResizeMode(PartModel::Kind,
                                                          QHeaderView::ResizeToContents);
    m_partNote = new NoteLine;
    m_partNote->setObjectName(u"partNote"_qs);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_partTable, 1);
    layout->addWidget(m_partNote);
    return page;
}

QWidget *BodyPage::buildFile()
{
    m_file = new FileField(u"bodyFile"_qs, tr("File that is sent as the body"));
    m_fileNote = new NoteLine;
    m_fileNote->setObjectName(u"bodyFileNote"_qs);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_file);
    layout->addWidget(m_fileNote);
    layout->addStretch();
    return page;
}

BodyKind BodyPage::kind() const
{
    return static_cast<BodyKind>(m_kind->currentIndex());
}

BodyDraft BodyPage::draft() const
{
    BodyDraft draft;
    draft.kind = kind();
    draft.text = m_text->body();
    draft.textType = m_textType;
    draft.fields = m_fields->rows();
    draft.parts = m_parts->rows();
    draft.file = m_file->path();
    draft.fileType = m_fileType;
    return draft;
}

void BodyPage::setDraft(const BodyDraft &draft)
{
    {
        const QSignalBlocker blocker(this);
        m_textType = draft.textType;
        m_fileType = draft.fileType;
        m_text->setBody(draft.text);
        m_fields->setRows(draft.fields);
        m_parts->setRows(draft.parts);
        m_file->setPath(draft.file);
        m_kind->setCurrentIndex(static_cast<int>(draft.kind));
        showKind();
    }
    emit edited();
}

void BodyPage::setTypeByHand(bool isThere, const QByteArray &type)
{
    if (m_isTypeByHand != isThere || m_typeByHand != type) {
        m_isTypeByHand = isThere;
        m_typeByHand = type;
        showType();
        showNotes();
    }
}

void BodyPage::showKind()
{
    m_pages->setCurrentIndex(m_kind->currentIndex());
    m_tools->setCurrentIndex(m_kind->currentIndex());
    showType();
    showNotes();
}

void BodyPage::showType()
{
    const BodyKind shown = kind();
    const bool isFree = shown == BodyKind::Text || shown == BodyKind::File;
    const QSignalBlocker blocker(m_type);
    m_type->setVisible(shown != BodyKind::None);
    m_type->setEnabled(isFree && !m_isTypeByHand);
    QString hint = tr("No Content-Type");
    if (m_isTypeByHand) {
        hint = tr("by your header");
    } else if (shown == BodyKind::File && !m_file->path().isEmpty()) {
        hint = QString::fromLatin1(typeOfFile(m_file->path()));
    }
    m_type->lineEdit()->setPlaceholderText(hint);
    const QByteArray type = shown == BodyKind::Text ? m_textType
        : shown == BodyKind::File                   ? m_fileType
                                                    : bodyMediaType(draft());
    m_type->setEditText(m_isTypeByHand ? QString() : decodedText(type));
    m_type->lineEdit()->setCursorPosition(0);
    m_type->setToolTip(m_isTypeByHand ? tr("Your Content-Type header decides.")
                                      : tr("Sent as the Content-Type of the body."));
    m_text->setMediaType(m_isTypeByHand ? m_typeByHand : m_textType);
}

void BodyPage::takeType(const QString &type)
{
    (kind() == BodyKind::File ? m_fileType : m_textType) = type.trimmed().toUtf8();
    m_text->setMediaType(m_isTypeByHand ? m_typeByHand : m_textType);
    emit edited();
}

void BodyPage::showNotes()
{
    if (kind() == BodyKind::File) {
        const QString problem = fileProblem(m_file->path());
        const QString note = problem.isEmpty()
            ? tr("%1, read when the request is sent.")
                  .arg(sizeText(QFileInfo(m_file->path()).size()))
            : problem;
        const bool isWrong = !problem.isEmpty() && !m_file->path().isEmpty();
        m_fileNote->setNote(note, isWrong ? NoteLine::Tone::Problem : NoteLine::Tone::Quiet);
    } else if (kind() == BodyKind::Multipart) {
        const int row = m_parts->firstProblem();
        if (row >= 0) {
            m_partNote->setNote(m_parts->problemOf(row), NoteLine::Tone::Problem);
        } else if (m_isTypeByHand && !m_typeByHand.toLower().contains("boundary=")) {
            m_partNote->setNote(tr("Your Content-Type header names no boundary: the server cannot "
                                   "tell the parts apart."),
                                NoteLine::Tone::Problem);
        } else {
            m_partNote->setNote(tr("Files are read when the request is sent."));
        }
    }
}

void BodyPage::addFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Files for the form"));
    for (const QString &path : paths) {
        PartRow part;
        part.name = QByteArrayLiteral("file");
        part.isFile = true;
        part.file = path;
        m_parts->append(part);
    }
}

void BodyPage::finishEditing()
{
    m_fieldTable->finishEditing();
    m_partTable->finishEditing();
}

void BodyPage::showProblem()
{
    focusFirst();
    if (kind() == BodyKind::Multipart) {
        m_partTable->showProblem();
    }
}

void BodyPage::focusFirst()
{
    switch (kind()) {
    case BodyKind::None:
        m_kind->setFocus();
        break;
    case BodyKind::Text:
        m_text->textField()->setFocus();
        break;
    case BodyKind::Form:
        m_fieldTable->setFocus();
        break;
    case BodyKind::Multipart:
        m_partTable->setFocus();
        break;
    case BodyKind::File:
        m_file->setFocus();
        break;
    }
}

} // namespace hoplens
