// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/resend.h"

#include "core/redirect/resend.h"
#include "ui/messagebar.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/tracesession.h"

namespace hoplens {

Resend::Resend(const OpenTraces *traces, RequestEditor *editor, MessageBar *messages)
    : QObject(editor)
    , m_traces(traces)
    , m_editor(editor)
    , m_messages(messages)
{
}

void Resend::fromHop(int hop)
{
    const TraceSession *session = m_traces->session();
    const Trace &trace = session->trace();
    if (session->isRunning() || hop < 0 || hop >= trace.hops.size()) {
        return;
    }
    const Request sent = trace.hops.at(hop).exchange.request;
    const bool partly = sent.body && sent.body->bytes.size() != sent.body->size;
    if (partly) {
        m_messages->showMessage(
            tr("The body of hop %1 is not known whole, so it cannot be sent again.").arg(hop + 1));
        return;
    }
    const bool redacted = trace.redacted;
    m_editor->setClient(trace.client.id);
    if (const auto options = session->sentOptions()) {
        m_editor->setOptions(*options);
    }
    m_editor->setRequest(resendable(sent, m_editor->client()));
    if (redacted) {
        m_messages->offer(tr("This trace was opened without its secrets: where one stood, REDACTED "
                             "would be sent. The request is in the editor to be completed."),
                          tr("Send it as it is"), [this] { m_editor->submit(); });
        m_editor->setExpanded(true);
        return;
    }
    m_editor->submit();
}

} // namespace hoplens
