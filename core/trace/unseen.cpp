// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/unseen.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::unseen", text);
}

QString namesText(const QList<QByteArray> &names)
{
    QStringList texts;
    for (const QByteArray &name : names) {
        texts.append(displayText(name));
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

QString unseenText(Unseen unseen)
{
    switch (unseen) {
    case Unseen::RequestBytes:
        return tr("the request's exact bytes");
    case Unseen::Addresses:
        return tr("addresses");
    case Unseen::ConnectTimes:
        return tr("when TCP was connected and when the first byte came");
    case Unseen::ResponseVersion:
        return tr("the answer's HTTP version");
    case Unseen::RawHead:
        return tr("the answer's head as it came");
    case Unseen::FieldLines:
        return tr("which fields were repeated or empty, and their order");
    case Unseen::AllFields:
        return tr("header fields (there were none, or none could be read)");
    case Unseen::Interim:
        return tr("interim answers");
    case Unseen::Framing:
        return tr("how the body was framed");
    case Unseen::Trailers:
        return tr("trailers");
    case Unseen::Tunnel:
        return tr("how the proxy was asked for a tunnel, and what it answered");
    }
    Q_UNREACHABLE();
}

QString unseenSentence(const QList<Unseen> &list)
{
    QStringList texts;
    for (const Unseen unseen : list) {
        texts.append(unseenText(unseen));
    }
    return texts.isEmpty()
        ? QString()
        : tr("Sent by Qt's network stack; not seen: %1.").arg(texts.join(QStringLiteral("; ")));
}

QStringList qtStackSentences(const Exchange &exchange)
{
    QStringList sentences;
    if (!exchange.qtStack) {
        return sentences;
    }
    const QtStackNotes &notes = *exchange.qtStack;
    if (!notes.added.isEmpty()) {
        sentences.append(tr("Added by Qt's network stack, which always sends them: %1.")
                             .arg(namesText(notes.added)));
    }
    if (!notes.leftOut.isEmpty()) {
        sentences.append(tr("Left out, because HTTP/2 has no such fields: %1; the host goes out as "
                            ":authority.")
                             .arg(namesText(notes.leftOut)));
    }
    if (exchange.request.version == "HTTP/2") {
        sentences.append(tr("HTTP/2 writes all field names in lower case."));
    }
    if (notes.timesSent > 1) {
        sentences.append(tr("Qt's network stack sent this request %1 times, because the connection "
                            "ended before a whole answer came.")
                             .arg(notes.timesSent));
    }
    return sentences;
}

} // namespace hoplens
