// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/explain.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>
#include <QLocale>

namespace hoplens {

namespace {

using Style = PageLine::Style;

constexpr qsizetype mostNames = 20; // of a certificate; a hostile one has thousands

struct CertificateBlock {
    Q_DECLARE_TR_FUNCTIONS(CertificateBlock)
};

QString dateText(const QDateTime &date)
{
    return date.toString(Qt::ISODate);
}

/// "AB:CD:…", as other programs show it.
QString fingerprint(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':').toUpper());
}

/// "a.test, b.test and 7 more"
QString namesText(const QStringList &all)
{
    const QString names = all.mid(0, mostNames).join(u", "_qs);
    return all.size() <= mostNames ? names
                                   : CertificateBlock::tr("%1 and %2 more")
                                         .arg(names, QLocale().toString(all.size() - mostNames));
}

QString validText(const Certificate &certificate)
{
    return CertificateBlock::tr("%1 to %2", "from date to date")
        .arg(dateText(certificate.notBefore), dateText(certificate.notAfter));
}

} // namespace

PageBlock certificateBlock(const Certificate &certificate, qsizetype place)
{
    PageBlock block{
        Ink::Muted,
        {PageLine{Style::Strong, visibleText(certificate.subject)},
         PageLine{Style::Muted,
                  place == 0
                      ? CertificateBlock::tr("the server's certificate")
                      : CertificateBlock::tr("certificate %1 of the chain").arg(place + 1)}}};
    const auto add = [&block](const QString &text, Style style = Style::Text) {
        block.lines.append(PageLine{style, visibleText(text)});
    };
    add(CertificateBlock::tr("issued by %1").arg(certificate.issuer));
    add(CertificateBlock::tr("valid %1").arg(validText(certificate)));
    if (!certificate.names.isEmpty()) {
        add(CertificateBlock::tr("for %1").arg(namesText(certificate.names)));
    }
    if (!certificate.sha256.isEmpty()) {
        add(CertificateBlock::tr("SHA-256 %1").arg(fingerprint(certificate.sha256)), Style::Code);
    }
    return block;
}

PageBlock rejectionBlock(const Exchange &exchange)
{
    Q_ASSERT(exchange.failure && exchange.connection.tls);
    const TlsInfo &tls = *exchange.connection.tls;
    const Failure withoutDetail{exchange.failure->kind, exchange.failure->code, {}};
    PageBlock block{
        Ink::Error,
        {PageLine{Style::Strong, visibleText(failureSentence(withoutDetail, exchange.request))}}};
    const QString &detail = exchange.failure->detail;
    for (const QString &error : tls.errors.isEmpty() ? QStringList{detail} : tls.errors) {
        block.lines.append(PageLine{Style::Text, visibleText(error), Ink::Error});
    }
    if (!tls.chain.isEmpty()) {
        const Certificate &certificate = tls.chain.constFirst();
        QList<std::pair<QString, QString>> rows{
            {CertificateBlock::tr("subject"), visibleText(certificate.subject)},
            {CertificateBlock::tr("issuer"), visibleText(certificate.issuer)},
            {CertificateBlock::tr("valid"), visibleText(validText(certificate))}};
        if (!certificate.names.isEmpty()) {
            rows.append({CertificateBlock::tr("for"), visibleText(namesText(certificate.names))});
        }
        block.lines += tableLines(rows);
        block.lines.append(
            PageLine{Style::Muted,
                     CertificateBlock::tr("Connection has its fingerprint and the whole chain.")});
    }
    return block;
}

} // namespace hoplens
