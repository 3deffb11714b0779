// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/senttraces.h"

#include "core/redirect/prepare.h"

#include <QPointer>

#include <algorithm>

namespace hoplens {

SentTraces::SentTraces(QObject *parent)
    : QObject(parent)
{
}

SentTraces::~SentTraces() = default;

void SentTraces::start(const Request &request, const QList<ClientProfile> &profiles,
                       const TraceOptions &options, int atOnce)
{
    m_tracers = std::make_unique<QObject>(); // whatever ran before goes
    m_request = request;
    m_profiles = profiles;
    m_options = options;
    m_atOnce = std::clamp(atOnce, 1, tracersAtOnceLimit);
    m_next = 0;
    m_running = 0;
    m_left = static_cast<int>(profiles.size());
    m_clients.clear();
    for (const ClientProfile &profile : profiles) {
        ComparedClient &client = m_clients.emplaceBack();
        client.way = ComparedClient::Way::Sent;
        client.story.trace.client = {profile.id, profile.name, profile.version};
    }
    if (profiles.isEmpty()) {
        QMetaObject::invokeMethod(
            m_tracers.get(), [this] { emit finished(); }, Qt::QueuedConnection);
    }
    startMore();
}

void SentTraces::stop()
{
    const QList<Tracer *> running =
        m_tracers ? m_tracers->findChildren<Tracer *>() : QList<Tracer *>();
    while (m_next < m_profiles.size()) {
        refuse(m_next++, tr("Stopped before it was sent."));
    }
    for (Tracer *tracer : running) {
        tracer->stop();
    }
}

void SentTraces::startMore()
{
    while (m_running < m_atOnce && m_next < m_profiles.size()) {
        const int index = m_next++;
        const ClientProfile &profile = m_profiles.at(index);
        if (const Result<void> checked = checkRequest(m_request, profile); !checked) {
            refuse(index, checked.error().detail);
            continue;
        }
        ++m_running;
        auto *tracer = new Tracer(m_tracers.get());
        // Queued: a tracer that is told of must not be deleted by whoever hears of it.
        connect(
            tracer, &Tracer::finished, m_tracers.get(),
            [this, index, tracer] { take(index, tracer); }, Qt::QueuedConnection);
        tracer->start(m_request, profile, m_options);
    }
}

void SentTraces::refuse(int index, const QString &why)
{
    m_clients[index].story.notSent = why;
    QMetaObject::invokeMethod(
        m_tracers.get(), [this, index] { tell(index); }, Qt::QueuedConnection);
}

void SentTraces::take(int index, Tracer *tracer)
{
    m_clients[index].story.trace = tracer->trace();
    tracer->deleteLater();
    --m_running;
    startMore();
    tell(index);
}

/// Last of whatever calls it: whoever hears may start anew, or delete this.
void SentTraces::tell(int index)
{
    const bool isLast = --m_left == 0;
    const QPointer<SentTraces> self(this);
    const QObject *const round = m_tracers.get();
    emit clientFinished(index);
    if (isLast && !self.isNull() && m_tracers.get() == round) {
        emit finished();
    }
}

} // namespace hoplens
