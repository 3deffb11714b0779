// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/cookieeditor.h"

#include "core/http/displaytext.h"
#include "ui/request/filefield.h"
#include "ui/request/formparts.h"
#include "ui/request/noteline.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace hoplens {

CookieEditor::CookieEditor(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_fieldNote(new NoteLine)
    , m_file(new FileField(u"cookieFile"_qs, tr("File of cookies")))
    , m_fileNote(new NoteLine)
{
    m_field->setObjectName(u"cookieField"_qs);
    m_field->setAccessibleName(tr("Cookies for the first request"));
    m_field->setPlaceholderText(tr("name=value; other=2"));
    m_fieldNote->setObjectName(u"cookieNote"_qs);
    m_fileNote->setObjectName(u"cookieFileNote"_qs);

    QFormLayout *form = formOn(this);
    addRow(form, tr("Coo&kie"), m_field);
    addRow(form, {}, m_fieldNote);
    addRow(form, tr("F&ile"), m_file);
    addRow(form, {}, m_fileNote);

    connect(m_field, &QLineEdit::textChanged, this, [this] {
        showNotes();
        emit edited();
    });
    connect(m_file, &FileField::edited, this, [this] {
        readFile();
        emit edited();
    });
    showNotes();
}

CookieDraft CookieEditor::draft() const
{
    return {m_field->text().trimmed().toUtf8(), m_file->path()};
}

void CookieEditor::setDraft(const CookieDraft &draft)
{
    {
        const QSignalBlocker blocker(this);
        m_field->setText(decodedText(draft.field));
        m_field->setCursorPosition(0);
        m_file->setPath(draft.file);
    }
    emit edited();
}

void CookieEditor::setOverruled(bool overruled)
{
    if (m_isOverruled != overruled) {
        m_isOverruled = overruled;
        showNotes();
    }
}

void CookieEditor::setClientKeepsCookies(bool keeps)
{
    if (m_clientKeepsCookies != keeps) {
        m_clientKeepsCookies = keeps;
        showNotes();
    }
}

void CookieEditor::readFile()
{
    const Result<CookieJar> jar = loadCookies(m_file->path());
    m_fileProblem = jar ? QString() : jar.error().detail;
    m_cookiesInFile = jar ? jar->cookies().size() : 0;
    showNotes();
}

void CookieEditor::showNotes()
{
    using Tone = NoteLine::Tone;
    const QByteArray field = draft().field;
    const QString problem = cookieFieldProblem(field);
    if (m_isOverruled && !field.isEmpty()) {
        m_fieldNote->setNote(tr("Your header Cookie decides: what stands here is not sent."));
    } else {
        m_fieldNote->setNote(problem.isEmpty()
                                 ? tr("Sent with the first request; the client decides about later "
                                      "ones.")
                                 : problem,
                             problem.isEmpty() ? Tone::Quiet : Tone::Problem);
    }
    if (m_file->path().isEmpty()) {
        m_fileNote->setNote(tr(
            "As curl -c and browsers' exports write it (Netscape format): cookies that are there "
            "before the first request."));
    } else if (!m_fileProblem.isEmpty()) {
        m_fileNote->setNote(m_fileProblem, Tone::Problem);
    } else if (!m_clientKeepsCookies) {
        m_fileNote->setNote(tr("The client that is imitated keeps no cookies: choose another "
                               "client, or no file."),
                            Tone::Problem);
    } else {
        m_fileNote->setNote(m_cookiesInFile == 1 ? tr("1 cookie.")
                                                 : tr("%1 cookies.").arg(m_cookiesInFile));
    }
}

void CookieEditor::showProblem()
{
    if (!m_isOverruled && !cookieFieldProblem(draft().field).isEmpty()) {
        m_field->setFocus();
    } else {
        m_file->setFocus();
    }
}

void CookieEditor::focusFirst()
{
    m_field->setFocus();
}

} // namespace hoplens
