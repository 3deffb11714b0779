// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>
#include <QSslCertificate>
#include <QString>
#include <QStringList>

namespace hoplens {

/// A certificate authority as the public ones are, with one below it that signs: made now by
/// openssl, in files.
class Authority final {
public:
    /// `name` begins the names of its files in `folder`.
    Authority(const QString &folder, const QString &name);

    /// Empty, or what went wrong.
    QString make();
    /// Makes "`server`.pem", the certificates that a server sends, and "`server`.key". `names` as
    /// openssl writes them: "DNS:lens.test,IP:127.0.0.1". Empty, or what went wrong.
    QString issue(const QString &server, const QString &names) const;

    /// What a client is to trust.
    QSslCertificate root() const;
    /// The files of the chain of `server`, its own first, without the root.
    QStringList chain(const QString &server) const;

private:
    QString file(const QString &name) const;
    QString sign(const QString &name, const QString &commonName, const QString &signer,
                 const QStringList &extensions) const;

    QString m_folder;
    QString m_name;
};

/// What openssl itself says of a certificate, so that nobody has to trust Qt's reading of it.
struct CertificateWords {
    QByteArray commonName;
    QByteArray issuer; ///< its common name
    QByteArrayList names;
    QByteArray sha256; ///< 32 octets
    QByteArray notBefore; ///< "2026-07-01 12:00:00Z"
    QByteArray notAfter;
};
CertificateWords certificateWords(const QString &file);

} // namespace hoplens
