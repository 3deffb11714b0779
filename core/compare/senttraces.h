// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "core/tracer.h"

namespace hoplens {

/// Tracers that run at once at most, so that a server is asked and not flooded.
inline constexpr int tracersAtOnceLimit = 16;

/// Sends a request as each of several clients, really, and collects what became of it. Lives in the
/// event loop of its thread and never blocks it.
class SentTraces final : public QObject {
    Q_OBJECT
public:
    explicit SentTraces(QObject *parent = nullptr);
    /// Those that run end at once, unseen.
    ~SentTraces() override;

    /// At most `atOnce` run at a time (1 to tracersAtOnceLimit), in the order of the list. A client
    /// that does not send such a request is not traced; its story says why. Starting anew forgets
    /// what ran before. `profiles` are copied.
    void start(const Request &request, const QList<ClientProfile> &profiles,
               const TraceOptions &options, int atOnce = 4);
    /// Ends those that run, with outcome Cancelled; the others are not sent any more, and their
    /// stories say so. finished() follows. Does nothing when none runs.
    void stop();

    bool isRunning() const { return m_left > 0; }
    /// In the order of the profiles; what is still to come has an empty trace.
    const QList<ComparedClient> &clients() const { return m_clients; }

signals:
    void clientFinished(int index); ///< this client's story is there
    void finished(); ///< all are; comes from the event loop, never within start()

private:
    void startMore();
    void refuse(int index, const QString &why);
    void take(int index, Tracer *tracer);
    void tell(int index);

    Request m_request;
    QList<ClientProfile> m_profiles;
    TraceOptions m_options;
    int m_atOnce = 1;
    int m_next = 0; ///< of m_profiles, to be started
    int m_running = 0;
    int m_left = 0; ///< stories that were not told yet
    QList<ComparedClient> m_clients;
    std::unique_ptr<QObject> m_tracers; ///< parent of those that run, and context of their signals
};

} // namespace hoplens
