// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace hoplens {

/// A second descriptor of a socket. Qt closes its own as soon as a write fails or a reset is read,
/// and with it an early answer that had already arrived; through this one it can still be read. It
/// also knows a reset from an orderly close, which Qt does not tell apart. Where the system has no
/// such thing (Windows) it is never valid, and nothing more than Qt's own view is known.
class SpareDescriptor {
public:
    SpareDescriptor() = default;
    /// `descriptor` is QAbstractSocket::socketDescriptor(), which may be -1.
    explicit SpareDescriptor(qintptr descriptor);
    ~SpareDescriptor();
    SpareDescriptor(SpareDescriptor &&other) noexcept;
    SpareDescriptor &operator=(SpareDescriptor &&other) noexcept;
    SpareDescriptor(const SpareDescriptor &) = delete;
    SpareDescriptor &operator=(const SpareDescriptor &) = delete;

    /// The connection stays open for the peer until this one is closed, too.
    void close();
    /// What has arrived, at most `limit` octets; empty when there is nothing. Never waits.
    QByteArray read(qsizetype limit) const;
    /// The peer ended the connection by a reset. Meaningful once Qt has seen the end.
    bool wasReset() const;

    /// Nothing has arrived that is not read yet: no octet, no end. True where it cannot be known.
    bool isQuiet() const;

private:
    int m_descriptor = -1;
};

} // namespace hoplens
