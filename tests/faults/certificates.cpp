// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "tests/faults/certificates.h"

#include <QFile>
#include <QProcess>

namespace hoplens {

namespace {

const QString here = QStringLiteral("IP:127.0.0.1");

// "openssl ca" alone can issue certificates whose time is over or yet to come.
const QByteArray configuration = R"([ca]
default_ca = hoplens
[hoplens]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
default_days = 2
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
)";

QStringList keyOptions(const QString &name)
{
    return {QStringLiteral("-newkey"),     QStringLiteral("ec"),
            QStringLiteral("-pkeyopt"),    QStringLiteral("ec_paramgen_curve:prime256v1"),
            QStringLiteral("-nodes"),      QStringLiteral("-keyout"),
            name + QStringLiteral(".key"), QStringLiteral("-subj"),
            QStringLiteral("/CN=") + name};
}

} // namespace

QString Certificates::make()
{
    QFile config(m_dir.filePath(QStringLiteral("ca.conf")));
    QFile index(m_dir.filePath(QStringLiteral("index.txt")));
    if (!config.open(QIODevice::WriteOnly) || config.write(configuration) < 0
        || !index.open(QIODevice::WriteOnly)) {
        return config.errorString();
    }
    config.close();
    const QString known = QStringLiteral("known");
    const QString unknown = QStringLiteral("unknown");
    const auto period = [](const char *from, const char *to) {
        return QStringList{QStringLiteral("-startdate"), QString::fromLatin1(from),
                           QStringLiteral("-enddate"), QString::fromLatin1(to)};
    };
    const bool made = makeAuthority(known) && makeAuthority(unknown)
        && issue(Issue::Valid, known, here)
        && issue(Issue::Expired, known, here, period("20200101000000Z", "20200201000000Z"))
        && issue(Issue::NotYetValid, known, here, period("20980101000000Z", "20990101000000Z"))
        && issue(Issue::WrongName, known, QStringLiteral("DNS:elsewhere.test"))
        && issue(Issue::UnknownAuthority, unknown, here) && issue(Issue::SelfSigned, {}, here);
    if (made) {
        m_authority =
            QSslCertificate::fromPath(m_dir.filePath(QStringLiteral("known.pem"))).value(0);
    }
    return made ? QString() : m_error;
}

const Issued &Certificates::of(Issue issue) const
{
    return *m_issued.find(issue);
}

bool Certificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.start(QStringLiteral("openssl"), arguments);
    const bool done = process.waitForFinished(30'000) && process.exitCode() == 0;
    if (!done) {
        m_error = arguments.join(u' ') + process.errorString()
            + QString::fromUtf8(process.readAllStandardError());
    }
    return done;
}

bool Certificates::makeAuthority(const QString &name)
{
    return openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509"),
                               QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-out"),
                               name + QStringLiteral(".pem")}
                   + keyOptions(name));
}

bool Certificates::issue(Issue issue, const QString &authority, const QString &subjectName,
                         const QStringList &period)
{
    const QString name = QStringLiteral("leaf%1").arg(static_cast<int>(issue));
    const QString file = name + QStringLiteral(".pem");
    QStringList request{QStringLiteral("req"), QStringLiteral("-addext"),
                        QStringLiteral("subjectAltName=") + subjectName, QStringLiteral("-out")};
    bool made = false;
    if (authority.isEmpty()) {
        made = openssl(request + QStringList{file, QStringLiteral("-x509")} + keyOptions(name));
    } else {
        const QString wish = name + QStringLiteral(".csr");
        made = openssl(request + QStringList{wish} + keyOptions(name))
            && openssl(QStringList{QStringLiteral("ca"), QStringLiteral("-batch"),
                                   QStringLiteral("-config"), QStringLiteral("ca.conf"),
                                   QStringLiteral("-cert"), authority + QStringLiteral(".pem"),
                                   QStringLiteral("-keyfile"), authority + QStringLiteral(".key"),
                                   QStringLiteral("-notext"), QStringLiteral("-in"), wish,
                                   QStringLiteral("-out"), file}
                       + period);
    }
    QFile key(m_dir.filePath(name + QStringLiteral(".key")));
    if (!made || !key.open(QIODevice::ReadOnly)) {
        return false;
    }
    m_issued.insert(
        issue, {QSslCertificate::fromPath(m_dir.filePath(file)).value(0), QSslKey(&key, QSsl::Ec)});
    return true;
}

} // namespace hoplens
