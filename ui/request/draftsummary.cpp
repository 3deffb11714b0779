// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/draftsummary.h"

#include "core/redirect/explain.h"
#include "ui/formatting.h"
#include "ui/request/requestdraft.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace hoplens {

namespace {

struct DraftWords {
    Q_DECLARE_TR_FUNCTIONS(RequestDraft)
};

QString orNone(const QString &value)
{
    return value.isEmpty() ? DraftWords::tr("none") : value;
}

} // namespace

QString bodySummary(const RequestDraft &draft)
{
    const QByteArray byHand = typeByHand(draft.headers);
    const Result<std::optional<qint64>> size = bodySize(draft.body, byHand);
    if (!size) {
        return DraftWords::tr("not ready");
    }
    if (!*size) {
        return orNone({});
    }
    const QString type = isOverruled(draft, "Content-Type")
        ? mediaType({{"Content-Type", byHand}})
        : visibleText(bodyMediaType(draft.body));
    return type.isEmpty()
        ? sizeText(**size)
        : DraftWords::tr("%1 · %2", "size · media type").arg(sizeText(**size), type);
}

QString headerSummary(const RequestDraft &draft)
{
    const auto sent =
        std::count_if(draft.headers.begin(), draft.headers.end(),
                      [](const HeaderRow &row) { return row.sent && !row.field.name.isEmpty(); });
    return orNone(sent > 0 ? QString::number(sent) : QString());
}

QString authSummary(const RequestDraft &draft)
{
    const std::optional<Field> field = authField(draft.auth);
    if (!field) {
        return orNone({});
    }
    if (isOverruled(draft, field->name)) {
        return DraftWords::tr("by your header");
    }
    switch (draft.auth.kind) {
    case AuthKind::Basic:
        return u"Basic"_qs;
    case AuthKind::Bearer:
        return u"Bearer"_qs;
    default:
        return visibleText(field->name);
    }
}

QString cookieSummary(const RequestDraft &draft)
{
    const CookieDraft &cookies = draft.cookies;
    QStringList words;
    if (isOverruled(draft, "Cookie")) {
        words.append(DraftWords::tr("by your header"));
    } else if (const qsizetype count = cookieCount(cookies.field); count > 0) {
        words.append(QString::number(count));
    }
    if (!cookies.file.isEmpty()) {
        words.append(DraftWords::tr("a file"));
    }
    return orNone(words.join(u" · "_qs));
}

QString optionsSummary(const OptionsDraft &draft)
{
    const OptionsDraft usual;
    const auto seconds = [](std::chrono::milliseconds time) {
        return QLocale().toString(static_cast<double>(time.count()) / 1000, 'f',
                                  QLocale::FloatingPointShortest);
    };
    QStringList parts;
    if (draft.maxHops) {
        parts.append(*draft.maxHops == 1
                         ? DraftWords::tr("at most 1 redirect")
                         : DraftWords::tr("at most %1 redirects").arg(*draft.maxHops));
    }
    if (draft.timeout.count() != 0) {
        parts.append(DraftWords::tr("at most %1 s").arg(seconds(draft.timeout)));
    }
    if (draft.connectTimeout != usual.connectTimeout || draft.tlsTimeout != usual.tlsTimeout
        || draft.firstByteTimeout != usual.firstByteTimeout
        || draft.idleTimeout != usual.idleTimeout) {
        parts.append(DraftWords::tr("own deadlines"));
    }
    const auto add = [&](bool differs, const QString &words) {
        if (differs) {
            parts.append(words);
        }
    };
    add(draft.trust == TlsTrust::Anything, DraftWords::tr("any certificate"));
    add(draft.trust == TlsTrust::OwnAuthority, DraftWords::tr("own authority"));
    add(draft.proxy == ProxyUse::None, DraftWords::tr("no proxy"));
    add(draft.proxy == ProxyUse::Address, DraftWords::tr("own proxy"));
    add(!draft.resolve.trimmed().isEmpty(), DraftWords::tr("connects elsewhere"));
    add(draft.followRefresh, DraftWords::tr("follows refresh"));
    add(draft.freshConnections, DraftWords::tr("fresh connections"));
    add(!draft.resends, DraftWords::tr("no resending"));
    add(draft.stack == NetworkStack::Qt, DraftWords::tr("HTTP/2, Qt's network stack"));
    return parts.join(u" · "_qs);
}

} // namespace hoplens
