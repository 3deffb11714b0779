// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/comparisonwords.h"

#include "core/redirect/explain.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compare", text);
}

} // namespace

QString clientList(const QStringList &ids)
{
    constexpr qsizetype mostNamed = 5;
    constexpr qsizetype namedOfMany = 3;
    if (ids.size() < 2) {
        return ids.value(0);
    }
    return ids.size() <= mostNamed
        ? tr("%1 and %2").arg(ids.first(ids.size() - 1).join(tr(", ")), ids.constLast())
        : tr("%1 and %2 others")
              .arg(ids.first(namedOfMany).join(tr(", ")),
                   QString::number(ids.size() - namedOfMany));
}

QString bodyFateText(const ComparisonCell &cell)
{
    switch (cell.body) {
    case BodyFate::None:
        return {};
    case BodyFate::Whole:
        return sizeText(cell.bodySize);
    case BodyFate::Empty:
        return tr("empty body");
    case BodyFate::Dropped:
        return tr("no body");
    case BodyFate::Other:
        return tr("another body, %1").arg(sizeText(cell.bodySize));
    }
    Q_UNREACHABLE();
}

QString requestText(const ComparisonCell &cell)
{
    switch (cell.kind) {
    case ComparisonCell::Kind::Over:
        return QStringLiteral("–"); // no formula for a spreadsheet, as "-" would be
    case ComparisonCell::Kind::Unknown:
        return tr("unknown");
    case ComparisonCell::Kind::Request:
        break;
    }
    const QString method = displayText(cell.method);
    const QString body = bodyFateText(cell);
    return body.isEmpty() ? method : tr("%1, %2").arg(method, body);
}

QString answerText(const ComparisonCell &cell)
{
    if (cell.kind != ComparisonCell::Kind::Request) {
        return {};
    }
    if (!cell.answerKnown) {
        return QStringLiteral("?");
    }
    return cell.status ? QString::number(*cell.status) : tr("no answer");
}

QString endText(const ComparisonEnd &end)
{
    if (end.kind == ComparisonEnd::Kind::NotSent) {
        return tr("not sent");
    }
    if (end.kind == ComparisonEnd::Kind::Unknown) {
        return tr("unknown");
    }
    switch (end.outcome) {
    case OutcomeKind::Final:
        return end.status ? QString::number(*end.status) : tr("no answer");
    case OutcomeKind::Loop:
        return tr("loop");
    case OutcomeKind::Limit:
        return tr("limit");
    case OutcomeKind::Refused:
        return tr("refused");
    case OutcomeKind::Network:
        return tr("no answer");
    case OutcomeKind::Tls:
        return tr("TLS failed");
    case OutcomeKind::Timeout:
        return tr("timeout");
    case OutcomeKind::Protocol:
        return tr("bad answer");
    case OutcomeKind::Cancelled:
    case OutcomeKind::Stopped:
        return tr("stopped");
    }
    Q_UNREACHABLE();
}

QString wayText(ComparedClient::Way way)
{
    return way == ComparedClient::Way::Sent ? tr("sent") : tr("predicted");
}

} // namespace hoplens
