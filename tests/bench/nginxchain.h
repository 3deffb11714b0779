// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace hoplens::bench {

/// nginx on free loopback ports: /1 leads in nine redirects to /10, with and without TLS, and
/// /large is 1 GiB. Its certificate is made by openssl.
class NginxChain {
public:
    ~NginxChain();
    bool start();
    QString url(const char *kind) const;
    /// A PEM file: the certificate's authority, for "tls-all" with the system's.
    QString authorities(const char *kind) const;

private:
    bool makeFiles();

    QTemporaryDir m_dir;
    QProcess m_process;
    quint16 m_port = 0;
    quint16 m_tlsPort = 0;
};

} // namespace hoplens::bench
