// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/textbody.h"

#include "core/formats/jsontext.h"
#include "core/http/displaytext.h"
#include "core/redirect/explain.h"
#include "ui/request/codeeditor.h"
#include "ui/request/noteline.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

namespace hoplens {

namespace {

constexpr int pauseBeforeCheck = 150; // milliseconds
constexpr qsizetype checkedAtMost = 4'000'000; // characters: more would be felt while typing

bool isJsonType(const QByteArray &type)
{
    const QByteArray plain = type.split(';').constFirst().trimmed().toLower();
    return plain.endsWith("/json") || plain.endsWith("+json");
}

} // namespace

TextBody::TextBody(QWidget *parent)
    : QWidget(parent)
    , m_text(new CodeEditor)
    , m_note(new NoteLine)
{
    m_text->setObjectName(u"bodyText"_qs);
    m_text->setAccessibleName(tr("Text of the body"));
    m_note->setObjectName(u"bodyNote"_qs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);

    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseBeforeCheck);
    connect(&m_pause, &QTimer::timeout, this, &TextBody::check);
    connect(m_text, &QPlainTextEdit::textChanged, this, &TextBody::takeEdit);
}

void TextBody::takeEdit()
{
    m_isStale = true;
    if (m_isJson) {
        m_pause.start();
    } else {
        m_note->setNote({});
    }
    emit edited();
}

const Body &TextBody::body() const
{
    if (m_isStale) {
        m_body = bodyOf(m_text->toPlainText().toUtf8());
        m_isStale = false;
    }
    return m_body;
}

void TextBody::setBody(const Body &body)
{
    m_body = body;
    m_isStale = false;
    {
        const QSignalBlocker blocker(m_text);
        m_text->setPlainText(decodedText(body.bytes));
        m_text->document()->setModified(false);
    }
    check();
}

QString TextBody::noteOfOriginal() const
{
    if (m_text->document()->isModified()) {
        return {};
    }
    if (m_body.truncated) {
        return tr("Only the first %1 of %2 are known; these would be sent.")
            .arg(sizeText(m_body.bytes.size()), sizeText(m_body.size));
    }
    if (m_body.redacted) {
        return tr("Secrets were blotted out of this body before it was saved.");
    }
    return m_text->toPlainText().toUtf8() == m_body.bytes
        ? QString()
        : tr("Not plain text: sent as the %1 it is until you change it here.")
              .arg(sizeText(m_body.size));
}

void TextBody::setMediaType(const QByteArray &type)
{
    const bool isJson = isJsonType(type);
    if (isJson != m_isJson) {
        m_isJson = isJson;
        emit jsonWanted(isJson);
        check();
    }
}

void TextBody::check()
{
    m_pause.stop();
    if (const QString note = noteOfOriginal(); !note.isEmpty() || !m_isJson) {
        m_note->setNote(note);
        return;
    }
    const QString text = m_text->toPlainText();
    if (text.size() > checkedAtMost) {
        m_note->setNote(tr("Too long to be checked while it is typed."));
    } else if (const std::optional<JsonProblem> problem = jsonProblem(text)) {
        m_note->setNote(problem->detail, NoteLine::Tone::Problem);
    } else {
        m_note->setNote(tr("This is JSON."));
    }
}

void TextBody::format()
{
    const QString text = m_text->toPlainText();
    if (const std::optional<JsonProblem> problem = jsonProblem(text)) {
        m_note->setNote(problem->detail, NoteLine::Tone::Problem);
        m_text->goTo(problem->line, problem->column);
        m_text->setFocus();
        return;
    }
    if (const QString ordered = formattedJson(text); ordered != text) {
        QTextCursor all(m_text->document()); // one step, which can be undone
        all.select(QTextCursor::Document);
        all.insertText(ordered);
    }
    check();
}

} // namespace hoplens
