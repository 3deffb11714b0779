// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/servers/authority.h"

#include <QFile>
#include <QProcess>

namespace hoplens {

namespace {

// Debian's own configuration would make an authority of every certificate.
const QByteArray configuration = "[req]\ndistinguished_name = none\n[none]\n";

struct Answer {
    QByteArray output;
    QString error; ///< empty: it went well
};

Answer openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    if (process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0) {
        return {process.readAllStandardOutput(), {}};
    }
    return {{},
            QStringLiteral("openssl %1: %2 %3")
                .arg(arguments.join(u' '), process.errorString(),
                     QString::fromUtf8(process.readAllStandardError()))};
}

QByteArray valueAfter(const QByteArray &text, const QByteArray &key)
{
    const qsizetype begin = text.indexOf(key);
    return begin < 0
        ? QByteArray()
        : text.mid(begin + key.size(), text.indexOf('\n', begin) - begin - key.size()).trimmed();
}

} // namespace

Authority::Authority(const QString &folder, const QString &name)
    : m_folder(folder)
    , m_name(name)
{
}

QString Authority::file(const QString &name) const
{
    return m_folder + u'/' + name;
}

QString Authority::make()
{
    QFile config(file(QStringLiteral("openssl.conf")));
    if (!config.open(QIODevice::WriteOnly) || config.write(configuration) < 0) {
        return config.errorString();
    }
    config.close();
    const QStringList mayIssue{QStringLiteral("basicConstraints=critical,CA:TRUE"),
                               QStringLiteral("keyUsage=critical,keyCertSign,cRLSign")};
    const QString root = m_name + QStringLiteral("-root");
    QString error = sign(root, m_name + QStringLiteral(" root"), {}, mayIssue);
    return error.isEmpty() ? sign(m_name + QStringLiteral("-issuer"),
                                  m_name + QStringLiteral(" issuer"), root, mayIssue)
                           : error;
}

QString Authority::issue(const QString &server, const QString &names) const
{
    QString error = sign(
        server + QStringLiteral("-own"), server, m_name + QStringLiteral("-issuer"),
        {QStringLiteral("subjectAltName=") + names, QStringLiteral("extendedKeyUsage=serverAuth")});
    if (!error.isEmpty()) {
        return error;
    }
    QFile all(file(server + QStringLiteral(".pem")));
    bool written = all.open(QIODevice::WriteOnly);
    const QStringList parts = chain(server);
    for (const QString &part : parts) {
        QFile one(part);
        written = written && one.open(QIODevice::ReadOnly) && all.write(one.readAll()) > 0;
    }
    written = written
        && QFile::copy(file(server + QStringLiteral("-own.key")),
                       file(server + QStringLiteral(".key")));
    return written ? QString() : QStringLiteral("the files of %1 cannot be written").arg(server);
}

QSslCertificate Authority::root() const
{
    return QSslCertificate::fromPath(file(m_name + QStringLiteral("-root.pem"))).value(0);
}

QStringList Authority::chain(const QString &server) const
{
    return {file(server + QStringLiteral("-own.pem")),
            file(m_name + QStringLiteral("-issuer.pem"))};
}

QString Authority::sign(const QString &name, const QString &commonName, const QString &signer,
                        const QStringList &extensions) const
{
    QStringList arguments{QStringLiteral("req"),
                          QStringLiteral("-config"),
                          file(QStringLiteral("openssl.conf")),
                          QStringLiteral("-x509"),
                          QStringLiteral("-newkey"),
                          QStringLiteral("ec"),
                          QStringLiteral("-pkeyopt"),
                          QStringLiteral("ec_paramgen_curve:prime256v1"),
                          QStringLiteral("-nodes"),
                          QStringLiteral("-days"),
                          QStringLiteral("2"),
                          QStringLiteral("-subj"),
                          QStringLiteral("/O=Hops, Inc/CN=") + commonName,
                          QStringLiteral("-keyout"),
                          file(name + QStringLiteral(".key")),
                          QStringLiteral("-out"),
                          file(name + QStringLiteral(".pem"))};
    if (!signer.isEmpty()) {
        arguments += {QStringLiteral("-CA"), file(signer + QStringLiteral(".pem")),
                      QStringLiteral("-CAkey"), file(signer + QStringLiteral(".key"))};
    }
    for (const QString &extension : extensions) {
        arguments += {QStringLiteral("-addext"), extension};
    }
    return openssl(arguments).error;
}

CertificateWords certificateWords(const QString &file)
{
    const QByteArray text =
        openssl({QStringLiteral("x509"), QStringLiteral("-in"), file, QStringLiteral("-noout"),
                 QStringLiteral("-subject"), QStringLiteral("-issuer"),
                 QStringLiteral("-startdate"), QStringLiteral("-enddate"),
                 QStringLiteral("-dateopt"), QStringLiteral("iso_8601"),
                 QStringLiteral("-fingerprint"), QStringLiteral("-sha256"), QStringLiteral("-ext"),
                 QStringLiteral("subjectAltName"), QStringLiteral("-nameopt"),
                 QStringLiteral("multiline,-align")})
            .output;
    const qsizetype issuer = text.indexOf("issuer=");
    CertificateWords words;
    words.commonName = valueAfter(text, "commonName =");
    words.issuer = valueAfter(text.mid(issuer), "commonName =");
    words.sha256 = QByteArray::fromHex(valueAfter(text, "Fingerprint=").replace(':', ""));
    words.notBefore = valueAfter(text, "notBefore=");
    words.notAfter = valueAfter(text, "notAfter=");
    const qsizetype names = text.indexOf("Subject Alternative Name:");
    if (names >= 0) {
        const QByteArrayList parts = text.mid(text.indexOf('\n', names)).trimmed().split(',');
        for (const QByteArray &part : parts) {
            words.names.append(part.mid(part.indexOf(':') + 1).trimmed());
        }
    }
    return words;
}

} // namespace hoplens
