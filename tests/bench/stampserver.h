// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <mutex>
#include <thread>
#include <vector>

namespace hoplens::bench {

/// Milliseconds on the steady clock.
double steadyNow();

/// When the server had read the last octet of a request and written its answer (steadyNow()).
struct Stamps {
    double read = 0;
    double written = 0;
};

/// Loopback server in a thread of its own, over bare sockets: /1 leads in nine redirects to /10.
/// It thinks for some milliseconds before each answer, so that answers come at any moment.
class StampServer {
public:
    StampServer();
    ~StampServer();
    StampServer(const StampServer &) = delete;
    StampServer &operator=(const StampServer &) = delete;

    /// Of the start of the chain.
    QByteArray url() const;
    /// Of all requests since the last call, oldest first.
    std::vector<Stamps> takeStamps();

    static constexpr int hops = 10;

private:
    void acceptAll();
    void serve(int connection);

    int m_listener = -1;
    quint16 m_port = 0;
    std::mutex m_mutex;
    std::vector<Stamps> m_stamps;
    std::thread m_thread;
};

} // namespace hoplens::bench
