// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/bodyeditor.h"

#include "core/redirect/explain.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace hoplens {

BodyEditor::BodyEditor(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_contentType(new QComboBox)
    , m_note(new QLabel)
{
    m_text->setObjectName(u"bodyText"_qs);
    m_text->setAccessibleName(tr("Body"));
    m_text->setFont(textFaces(font()).mono);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setPlaceholderText(tr("No body"));

    m_contentType->setObjectName(u"contentType"_qs);
    m_contentType->setAccessibleName(tr("Content-Type of the body"));
    m_contentType->setPlaceholderText(tr("by your header"));
    m_contentType->addItem(tr("Plain text"), QByteArray("text/plain"));
    m_contentType->addItem(tr("JSON"), QByteArray("application/json"));
    m_contentType->addItem(tr("Form"), QByteArray("application/x-www-form-urlencoded"));
    m_contentType->addItem(tr("No Content-Type"), QByteArray());

    auto *caption = new QLabel(tr("&Body"));
    caption->setTextFormat(Qt::PlainText);
    caption->setBuddy(m_text);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();

    auto *captionRow = new QHBoxLayout;
    captionRow->addWidget(caption);
    captionRow->addStretch();
    captionRow->addWidget(m_contentType);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(captionRow);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);

    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        showNote();
        emit edited();
    });
    connect(m_contentType, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_typeChosen = index;
        emit edited();
    });
    showType();
}

std::optional<Body> BodyEditor::body() const
{
    if (!m_text->document()->isModified()) {
        return m_original;
    }
    const QByteArray bytes = m_text->toPlainText().toUtf8();
    return bytes.isEmpty() ? std::nullopt : std::optional(bodyOf(bytes));
}

void BodyEditor::setBody(const std::optional<Body> &body)
{
    m_original.reset();
    if (body) {
        // A part of a body is all there is to send: it becomes the body.
        m_original = body->truncated ? bodyOf(body->bytes) : *body;
    }
    {
        const QSignalBlocker blocker(m_text);
        m_text->setPlainText(body ? decodedText(body->bytes) : QString());
        m_text->document()->setModified(false);
    }
    m_note->setText({});
    if (body && body->truncated) {
        m_note->setText(tr("Only the first %1 of %2 are known; these would be sent.")
                            .arg(sizeText(body->bytes.size()), sizeText(body->size)));
    } else if (body && body->redacted) {
        m_note->setText(tr("Secrets were blotted out of this body before it was saved."));
    } else if (body && m_text->toPlainText().toUtf8() != body->bytes) {
        m_note->setText(tr("Not plain text: sent as the %1 it is until you change it here.")
                            .arg(sizeText(body->size)));
    }
    showNote();
    emit edited();
}

void BodyEditor::showNote()
{
    m_note->setVisible(!m_note->text().isEmpty() && !m_text->document()->isModified());
}

QByteArray BodyEditor::contentType() const
{
    return m_contentType->itemData(m_typeChosen).toByteArray();
}

bool BodyEditor::setContentType(const QByteArray &type)
{
    const int index = m_contentType->findData(type);
    if (index < 0) {
        return false;
    }
    m_typeChosen = index;
    showType();
    return true;
}

void BodyEditor::setTypeOverruled(bool overruled)
{
    if (m_isTypeOverruled != overruled) {
        m_isTypeOverruled = overruled;
        showType();
    }
}

void BodyEditor::showType()
{
    const QSignalBlocker blocker(m_contentType);
    m_contentType->setDisabled(m_isTypeOverruled);
    m_contentType->setCurrentIndex(m_isTypeOverruled ? -1 : m_typeChosen);
    m_contentType->setToolTip(m_isTypeOverruled ? tr("Your Content-Type header decides.")
                                                : tr("Sent as the Content-Type of the body."));
}

} // namespace hoplens
