// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace hoplens {

/// A free loopback port for a server that takes no inherited socket. It is bound here and not
/// listened on, so that nobody else gets it, and a server with SO_REUSEADDR, which they all set,
/// can bind it too (Linux: as long as nobody listens).
class ReservedPort final {
public:
    ReservedPort();
    ~ReservedPort();
    Q_DISABLE_COPY_MOVE(ReservedPort)

    quint16 number() const { return m_number; }
    /// Connects to it: the server is up.
    bool isAnswered() const;

private:
    int m_descriptor = -1;
    quint16 m_number = 0;
};

} // namespace hoplens
