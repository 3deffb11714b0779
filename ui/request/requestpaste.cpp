// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/requestpaste.h"

#include "core/formats/pastedrequest.h"
#include "ui/formatting.h"
#include "ui/messagebar.h"
#include "ui/request/requestdraft.h"
#include "ui/request/requesteditor.h"

#include <QClipboard>
#include <QGuiApplication>

namespace hoplens {

namespace {

constexpr qsizetype namedAtMost = 12;

} // namespace

RequestPaste::RequestPaste(RequestEditor *editor, MessageBar *messages)
    : QObject(editor)
    , m_editor(editor)
    , m_messages(messages)
{
    connect(m_editor, &RequestEditor::requestPasted, this, &RequestPaste::paste);
}

void RequestPaste::pasteFromClipboard()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (isWholeRequest(text)) {
        paste(text);
    } else {
        m_messages->showMessage(
            tr("There is no request to paste: copy a curl command, or a request "
               "that begins with a line such as \u201cGET /path HTTP/1.1\u201d."));
    }
}

void RequestPaste::paste(const QString &text)
{
    const Result<CurlCommand> pasted = readPastedRequest(text);
    if (!pasted) {
        m_messages->showMessage(pasted.error().detail);
        return;
    }
    const RequestDraft before = m_editor->draft();
    m_editor->setRequest(pasted->request);
    TraceOptions options = traceOptions(before.options);
    options.maxHops = pasted->maxHops ? pasted->maxHops : options.maxHops;
    options.timeout = pasted->timeout.value_or(options.timeout);
    m_editor->setOptions(options);
    if (pasted->request.body || !pasted->request.headers.isEmpty()) {
        m_editor->setExpanded(true);
    }
    // The editor has no field for how the command would connect.
    QStringList left = pasted->notTaken + pasted->sendOptions;
    if (left.size() > namedAtMost) {
        const qsizetype more = left.size() - namedAtMost;
        left = left.mid(0, namedAtMost) << tr("and %1 more").arg(more);
    }
    m_messages->offer(
        left.isEmpty() ? tr("The request was pasted.")
                       : tr("The request was pasted. Not taken over: %1.")
                             .arg(visibleText(left.join(u", "_qs))),
        tr("Undo"), [this, before] { m_editor->setDraft(before); }, MessageBar::Tone::Note);
}

} // namespace hoplens
