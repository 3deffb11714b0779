// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMap>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace hoplens {

/// What is the matter with a server's certificate.
enum class Issue { Valid, Expired, NotYetValid, WrongName, SelfSigned, UnknownAuthority };

struct Issued {
    QSslCertificate certificate;
    QSslKey key;
};

/// Certificates for 127.0.0.1, made now by openssl.
class Certificates {
public:
    /// Empty, or what went wrong.
    QString make();
    const Issued &of(Issue issue) const;
    /// The authority that a client is to trust.
    const QSslCertificate &authority() const { return m_authority; }

private:
    bool openssl(const QStringList &arguments);
    bool makeAuthority(const QString &name);
    bool issue(Issue issue, const QString &authority, const QString &subjectName,
               const QStringList &period = {});

    QTemporaryDir m_dir;
    QString m_error;
    QSslCertificate m_authority;
    QMap<Issue, Issued> m_issued;
};

} // namespace hoplens
