// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/tlsfacts.h"

#include "core/transport/sendoptions.h"

#include <QSslCertificate>
#include <QSslCipher>
#include <QSslSocket>

namespace hoplens {

namespace {

// RFC 2253 §2.4: "an escape [...] is inserted before it".
QString escapedValue(const QString &value)
{
    QString escaped;
    for (const QChar c : value) {
        if (QStringView(u",+\"\\<>;").contains(c)) {
            escaped += u'\\';
        }
        escaped += c;
    }
    return escaped;
}

// "CN=a.test,O=Example": the parts in the order people read them, the others after.
QString distinguishedName(QList<QByteArray> types, auto valuesOfType)
{
    static const QList<QByteArray> usual{"CN", "OU", "O", "L", "ST", "C"};
    QStringList parts;
    const auto add = [&](const QByteArray &type) {
        const QStringList values = valuesOfType(type);
        for (const QString &value : values) {
            parts.append(QString::fromLatin1(type) + u'=' + escapedValue(value));
        }
    };
    for (const QByteArray &type : usual) {
        if (types.removeAll(type) > 0) {
            add(type);
        }
    }
    for (const QByteArray &type : std::as_const(types)) {
        add(type);
    }
    return parts.join(u',');
}

Certificate factsOf(const QSslCertificate &certificate)
{
    Certificate facts;
    facts.subject =
        distinguishedName(certificate.subjectInfoAttributes(),
                          [&](const QByteArray &type) { return certificate.subjectInfo(type); });
    facts.issuer =
        distinguishedName(certificate.issuerInfoAttributes(),
                          [&](const QByteArray &type) { return certificate.issuerInfo(type); });
    const auto names = certificate.subjectAlternativeNames();
    for (const QString &name : names) {
        facts.names.append(name);
    }
    facts.sha256 = certificate.digest(QCryptographicHash::Sha256);
    facts.notBefore = certificate.effectiveDate().toUTC();
    facts.notAfter = certificate.expiryDate().toUTC();
    return facts;
}

QString nameOf(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    default:
        return {}; // Qt offers nothing older
    }
}

} // namespace

QSslConfiguration tlsConfiguration(const SendOptions &options)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    // Tickets are kept within a trace, so that a second connection to a server is as quick as other
    // clients'.
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, false);
    if (!options.extraAuthorities.isEmpty()) {
        // Naming any authority ends Qt's loading of the system's on demand, so these are named too.
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates()
                                        + options.extraAuthorities);
    }
    return configuration;
}

TlsInfo tlsFactsOf(const QSslSocket &socket)
{
    return tlsFactsOf(socket.sslConfiguration());
}

TlsInfo tlsFactsOf(const QSslConfiguration &session)
{
    TlsInfo facts;
    facts.version = nameOf(session.sessionProtocol());
    facts.cipher = session.sessionCipher().name();
    facts.alpn = QString::fromLatin1(session.nextNegotiatedProtocol());
    for (const QSslCertificate &certificate : session.peerCertificateChain()) {
        facts.chain.append(factsOf(certificate));
    }
    return facts;
}

bool isAccepted(const QSslCertificate &certificate, const Url &url, const SendOptions &options)
{
    return options.accepted.contains(
        AcceptedCertificate{url.host.value_or(QByteArray()), effectivePort(url),
                            certificate.digest(QCryptographicHash::Sha256)});
}

} // namespace hoplens
