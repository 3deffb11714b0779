// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/copyactions.h"

#include "core/formats/curltext.h"
#include "core/formats/tracetext.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

namespace hoplens {

CopyActions::CopyActions(const MainWindowActions &actions, const OpenTraces *traces,
                         const TracePane *pane, const RequestEditor *editor, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_traces(traces)
    , m_pane(pane)
    , m_editor(editor)
{
    connect(actions.copyUrl, &QAction::triggered, this, &CopyActions::copyUrl);
    connect(actions.copyLocation, &QAction::triggered, this, &CopyActions::copyLocation);
    connect(actions.copyTrace, &QAction::triggered, this, &CopyActions::copyTrace);
    connect(actions.copyRequestAsCurl, &QAction::triggered, this, &CopyActions::copyRequestAsCurl);
    connect(actions.copyHopAsCurl, &QAction::triggered, this, &CopyActions::copyHopAsCurl);
    connect(actions.copyHopAsText, &QAction::triggered, this, &CopyActions::copyHopAsText);
}

void CopyActions::update()
{
    const Hop *hop = currentHop();
    m_actions.copyUrl->setEnabled(hop != nullptr);
    m_actions.copyLocation->setEnabled(hop != nullptr && hop->redirect
                                       && !hop->redirect->location.isEmpty());
    m_actions.copyHopAsCurl->setEnabled(hop != nullptr);
    m_actions.copyHopAsText->setEnabled(hop != nullptr);
    m_actions.copyTrace->setEnabled(!m_traces->session()->shown().hops.isEmpty());
}

void CopyActions::copy(const QString &text, const QString &notice)
{
    QGuiApplication::clipboard()->setText(text);
    emit copied(notice);
}

const Hop *CopyActions::currentHop() const
{
    const QList<Hop> &hops = m_traces->session()->shown().hops;
    const int hop = m_pane->currentHop();
    return hop >= 0 && hop < hops.size() ? &hops.at(hop) : nullptr;
}

void CopyActions::copyUrl()
{
    if (const Hop *hop = currentHop()) {
        copy(QString::fromLatin1(serializeUrl(hop->exchange.request.url)), tr("URL copied"));
    }
}

void CopyActions::copyLocation()
{
    if (const Hop *hop = currentHop(); hop != nullptr && hop->redirect) {
        // As it is shown: a control character would act where it is pasted.
        copy(displayText(hop->redirect->location), tr("Location copied"));
    }
}

void CopyActions::copyTrace()
{
    copy(traceText(m_traces->session()->shown()), tr("Trace copied as text"));
}

void CopyActions::copyAsCurl(const Result<QString> &command)
{
    if (command) {
        copy(*command, tr("curl command copied"));
    } else {
        emit failed(command.error().detail);
    }
}

void CopyActions::copyRequestAsCurl()
{
    copyAsCurl(m_editor->curlCommand());
}

void CopyActions::copyHopAsCurl()
{
    if (const Hop *hop = currentHop()) {
        copyAsCurl(curlCommandOf(hop->exchange.request));
    }
}

void CopyActions::copyHopAsText()
{
    if (currentHop() != nullptr) {
        copy(hopText(m_traces->session()->shown(), m_pane->currentHop()), tr("Hop copied as text"));
    }
}

} // namespace hoplens
