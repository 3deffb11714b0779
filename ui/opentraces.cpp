// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/opentraces.h"

#include "core/formats/redaction.h"
#include "ui/tracesession.h"

#include <algorithm>
#include <utility>

namespace hoplens {

OpenTraces::OpenTraces(QObject *parent)
    : QObject(parent)
{
    insert(0, {});
}

OpenTraces::~OpenTraces() = default;

int OpenTraces::indexOf(const TraceSession *session) const
{
    const auto found =
        std::find_if(m_traces.begin(), m_traces.end(),
                     [session](const OpenTrace &open) { return open.session == session; });
    return found == m_traces.end() ? -1 : static_cast<int>(found - m_traces.begin());
}

int OpenTraces::indexOfFile(const QString &absolutePath) const
{
    const auto found = std::find_if(m_traces.begin(), m_traces.end(), [&](const OpenTrace &open) {
        return open.document.path == absolutePath;
    });
    return found == m_traces.end() || absolutePath.isEmpty()
        ? -1
        : static_cast<int>(found - m_traces.begin());
}

int OpenTraces::indexOfEntry(const QString &historyId) const
{
    const auto found = std::find_if(m_traces.begin(), m_traces.end(), [&](const OpenTrace &open) {
        return open.historyId == historyId;
    });
    return found == m_traces.end() || historyId.isEmpty()
        ? -1
        : static_cast<int>(found - m_traces.begin());
}

bool OpenTraces::isBlank(int index) const
{
    const TraceSession *session = at(index).session;
    return session->trace().hops.isEmpty() && !session->isRunning();
}

TraceName OpenTraces::nameOf(int index) const
{
    const OpenTrace &open = at(index);
    if (const QList<Hop> &hops = open.session->shown().hops; !hops.isEmpty()) {
        const Request &first = hops.constFirst().exchange.request;
        return {first.method, serializeUrl(redactedUrl(first.url))};
    }
    if (const Result<Url> url = parseTypedAddress(open.draft.address)) {
        return {open.draft.method, serializeUrl(redactedUrl(*url))};
    }
    return {};
}

/// Puts it there, with a session of its own, and listens to that.
int OpenTraces::insert(int index, OpenTrace open)
{
    auto *session = new TraceSession(this);
    session->setSecretsShown(m_secretsShown);
    session->setBreakConditions(m_breaks);
    open.session = session;
    m_traces.insert(m_traces.begin() + index, std::move(open));
    const auto tell = [this, session](auto signal, auto... values) {
        const int place = indexOf(session);
        if (place >= 0) {
            if (place == m_current) {
                (this->*signal)(values...);
            }
            emit changed(place);
        }
    };
    connect(session, &TraceSession::replaced, this, [this, session, tell] {
        if (session->isRunning()) {
            forgetOrigin(indexOf(session)); // what is sent now is in no file yet
        }
        tell(&OpenTraces::replaced);
    });
    connect(session, &TraceSession::updated, this,
            [tell](int firstChanged) { tell(&OpenTraces::updated, firstChanged); });
    connect(session, &TraceSession::stepChanged, this, [tell] { tell(&OpenTraces::stepChanged); });
    connect(session, &TraceSession::finished, this, [this, session, tell] {
        emit ended(indexOf(session));
        tell(&OpenTraces::finished);
    });
    return index;
}

void OpenTraces::forgetOrigin(int index)
{
    at(index).document = {};
    at(index).historyId.clear();
    at(index).backupId.clear();
}

void OpenTraces::show(int index)
{
    m_current = index;
    emit currentChanged();
}

void OpenTraces::addBlank()
{
    collect();
    OpenTrace open;
    open.draft.client = current().draft.client;
    const int index = insert(m_current + 1, std::move(open));
    emit added(index);
    show(index);
}

void OpenTraces::makeRoom()
{
    if (!isBlank(m_current)) {
        addBlank();
    }
}

int OpenTraces::restore(const OpenTrace &wanted, const Trace &trace)
{
    const int index = insert(count(), wanted);
    if (!trace.hops.isEmpty()) {
        at(index).session->setTrace(trace);
    }
    emit added(index);
    return index;
}

void OpenTraces::setCurrentIndex(int index)
{
    Q_ASSERT(index >= 0 && index < count());
    if (index != m_current) {
        collect();
        show(index);
    }
}

void OpenTraces::close(int index)
{
    Q_ASSERT(index >= 0 && index < count());
    collect();
    TraceSession *session = at(index).session;
    Closed closed{at(index), session->trace()};
    closed.open.session = nullptr;
    if (!isBlank(index)) {
        m_closed.push_back(std::move(closed));
        if (m_closed.size() > closedLimit) {
            m_closed.erase(m_closed.begin());
        }
    }
    if (count() == 1) {
        OpenTrace blank;
        blank.draft.client = current().draft.client;
        emit added(insert(1, std::move(blank)));
    }
    const bool wasCurrent = index == m_current;
    m_traces.erase(m_traces.begin() + index);
    if (m_current > index || m_current == count()) {
        --m_current;
    }
    session->disconnect(this);
    session->deleteLater(); // it may be the one that asks
    emit removed(index);
    if (wasCurrent) {
        show(m_current);
    }
}

void OpenTraces::reopen()
{
    if (m_closed.empty()) {
        return;
    }
    collect();
    const Closed closed = std::move(m_closed.back());
    m_closed.pop_back();
    const int index = insert(m_current + 1, closed.open);
    at(index).session->setTrace(closed.trace);
    emit added(index);
    show(index);
}

void OpenTraces::move(int from, int to)
{
    if (from == to) {
        return;
    }
    const TraceSession *shown = session();
    OpenTrace open = std::move(at(from));
    m_traces.erase(m_traces.begin() + from);
    m_traces.insert(m_traces.begin() + to, std::move(open));
    m_current = indexOf(shown);
    emit moved(from, to);
}

void OpenTraces::setBreakConditions(const BreakConditions &conditions)
{
    m_breaks = conditions;
    for (const OpenTrace &open : m_traces) {
        open.session->setBreakConditions(conditions);
    }
}

void OpenTraces::setSecretsShown(bool shown)
{
    m_secretsShown = shown;
    for (const OpenTrace &open : m_traces) {
        open.session->setSecretsShown(shown);
    }
}

} // namespace hoplens
