// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/scriptedserver.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace hoplens {

/// A certificate for lens.test and 127.0.0.1, its own authority, made anew by openssl.
class TlsIdentity {
public:
    void make()
    {
        QVERIFY(m_dir.isValid());
        const QString keyFile = m_dir.filePath(QStringLiteral("key.pem"));
        const QString certificateFile = m_dir.filePath(QStringLiteral("certificate.pem"));
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                       QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
                       QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                       QStringLiteral("/O=Hops, Inc/CN=lens.test"), QStringLiteral("-addext"),
                       QStringLiteral("subjectAltName=DNS:lens.test,IP:127.0.0.1"),
                       QStringLiteral("-keyout"), keyFile, QStringLiteral("-out"),
                       certificateFile});
        QVERIFY2(openssl.waitForFinished(30'000), qPrintable(openssl.errorString()));
        QCOMPARE(openssl.exitCode(), 0);
        QFile file(keyFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_key = QSslKey(&file, QSsl::Rsa);
        QVERIFY(!m_key.isNull());
        m_certificate = QSslCertificate::fromPath(certificateFile).value(0);
        QVERIFY(!m_certificate.isNull());
    }

    std::unique_ptr<ScriptedServer> server(const Script &script) const
    {
        auto server = std::make_unique<ScriptedServer>(script);
        server->setCertificate(m_certificate, m_key);
        return server;
    }

    const QSslCertificate &certificate() const { return m_certificate; }

private:
    QTemporaryDir m_dir;
    QSslCertificate m_certificate;
    QSslKey m_key;
};

} // namespace hoplens
