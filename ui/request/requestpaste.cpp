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

/// How to connect is as the command says, all of it; limits that it does not name stay.
OptionsDraft filledOptions(const OptionsDraft &before, const CurlCommand &pasted)
{
    TraceOptions given;
    given.send = pasted.send;
    OptionsDraft options = optionsDraftOf(given);
    options.maxHops = pasted.maxHops ? pasted.maxHops : before.maxHops;
    options.timeout = pasted.timeout.value_or(before.timeout);
    if (pasted.send.connectTimeout == SendOptions().connectTimeout) {
        options.connectTimeout = before.connectTimeout;
    }
    options.tlsTimeout = before.tlsTimeout;
    options.firstByteTimeout = before.firstByteTimeout;
    options.idleTimeout = before.idleTimeout;
    options.followRefresh = before.followRefresh;
    options.freshConnections = before.freshConnections;
    options.resends = before.resends;
    if (!pasted.authorityFile.isEmpty()) {
        options.authorityFile = pasted.authorityFile;
        if (options.trust == TlsTrust::System) { // curl, too, takes -k for more
            options.trust = TlsTrust::OwnAuthority;
        }
    }
    return options;
}

RequestDraft filledDraft(RequestDraft draft, const CurlCommand &pasted)
{
    fillFrom(draft, pasted.request);
    if (pasted.body) {
        draft.body = *pasted.body;
    }
    draft.cookies.file = pasted.cookieFile;
    draft.options = filledOptions(draft.options, pasted);
    return draft;
}

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
    m_editor->setDraft(filledDraft(before, *pasted));
    if (pasted->request.body || !pasted->request.headers.isEmpty()) {
        m_editor->setExpanded(true);
    }
    QStringList left = pasted->notTaken;
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
