// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/step/stepwords.h"

#include "core/redirect/explain.h"
#include "core/trace/credentials.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

struct StepWords {
    Q_DECLARE_TR_FUNCTIONS(StepWords)
};

const QString comma = QStringLiteral(", ");

QString withBody(const QByteArray &method, const std::optional<qint64> &body)
{
    return body.value_or(0) > 0
        ? StepWords::tr("%1 with its %2").arg(displayText(method), sizeText(*body))
        : StepWords::tr("%1 without a body").arg(displayText(method));
}

/// What the user edited, in the order of a request.
QString editedParts(const UserStep &step)
{
    QStringList parts;
    if (step.methodChanged) {
        parts.append(StepWords::tr("method"));
    }
    if (step.url) {
        parts.append(StepWords::tr("address"));
    }
    if (step.fieldsChanged) {
        parts.append(StepWords::tr("headers"));
    }
    if (step.bodyChanged) {
        parts.append(StepWords::tr("body"));
    }
    return parts.join(comma);
}

QStringList credentialNames(const Request &next)
{
    QStringList names;
    for (const Field &field : next.headers) {
        if (isCredential(field.name) && !names.contains(displayText(field.name))) {
            names.append(displayText(field.name));
        }
    }
    return names;
}

QStringList removedCredentials(const Hop &answered)
{
    QStringList names;
    for (const HeaderChange &change : answered.redirect->headers) {
        if (change.change == FieldChange::Removed && isCredential(change.name)
            && !isFromJar(change, answered.exchange.request)) {
            names.append(displayText(change.name));
        }
    }
    return names;
}

} // namespace

QString userStepText(const Redirect &redirect)
{
    if (!redirect.byUser || !redirect.byUser->isChanged()) {
        return {};
    }
    const QString from = displayText(redirect.methodFrom);
    switch (redirect.byUser->kind) {
    case StepKind::Proposed:
        return {};
    case StepKind::Kept:
        return redirect.bodyHad.value_or(0) > 0
            ? StepWords::tr("You kept %1 with its %2").arg(from, sizeText(*redirect.bodyHad))
            : StepWords::tr("You kept %1").arg(from);
    case StepKind::Get:
        return redirect.methodKept() ? StepWords::tr("You dropped the body of %1").arg(from)
                                     : StepWords::tr("You changed %1 to GET").arg(from);
    case StepKind::Edited:
        return StepWords::tr("You edited the request: %1").arg(editedParts(*redirect.byUser));
    }
    Q_UNREACHABLE();
}

QString proposalText(const Redirect &redirect)
{
    if (!redirect.byUser || (!redirect.byUser->methodChanged && !redirect.byUser->bodyChanged)) {
        return {};
    }
    return StepWords::tr("the client would have sent %1")
        .arg(withBody(redirect.byUser->proposedMethod, redirect.byUser->proposedBody));
}

QString breakName(BreakReason reason)
{
    switch (reason) {
    case BreakReason::Step:
        return StepWords::tr("every hop");
    case BreakReason::OtherOrigin:
        return StepWords::tr("another origin");
    case BreakReason::HttpsToHttp:
        return StepWords::tr("https to http");
    case BreakReason::MethodChange:
        return StepWords::tr("method changes");
    case BreakReason::BodySentAgain:
        return StepWords::tr("body sent again");
    case BreakReason::CredentialsRemoved:
        return StepWords::tr("credentials removed");
    case BreakReason::CredentialsSent:
        return StepWords::tr("credentials sent");
    case BreakReason::Status:
        return StepWords::tr("status");
    case BreakReason::HopNumber:
        return StepWords::tr("hop");
    }
    Q_UNREACHABLE();
}

QString breakNames(const BreakConditions &conditions)
{
    QStringList names;
    for (const BreakReason reason : conditions.when) {
        names.append(breakName(reason));
    }
    for (const int status : conditions.statuses) {
        names.append(QString::number(status));
    }
    for (const int hop : conditions.hops) {
        names.append(StepWords::tr("hop %1").arg(hop));
    }
    return names.join(comma);
}

QString breakSentence(BreakReason reason, const Hop &answered, const Request &next, int number)
{
    const Request &before = answered.exchange.request;
    switch (reason) {
    case BreakReason::Step:
        return StepWords::tr("You go step by step.");
    case BreakReason::OtherOrigin:
        return StepWords::tr("It goes to another origin: %1.")
            .arg(displayText(serializeOrigin(next.url)));
    case BreakReason::HttpsToHttp:
        return StepWords::tr("It goes from https to http.");
    case BreakReason::MethodChange:
        return StepWords::tr("%1 becomes %2.")
            .arg(displayText(before.method), displayText(next.method));
    case BreakReason::BodySentAgain:
        return StepWords::tr("The body of %1 is sent again.")
            .arg(sizeText(next.body ? next.body->size : 0));
    case BreakReason::CredentialsRemoved:
        return StepWords::tr("Credentials are removed: %1.")
            .arg(removedCredentials(answered).join(comma));
    case BreakReason::CredentialsSent:
        return StepWords::tr("Credentials are sent: %1.").arg(credentialNames(next).join(comma));
    case BreakReason::Status:
        return StepWords::tr("The answer is %1.")
            .arg(answered.exchange.response ? answered.exchange.response->status : 0);
    case BreakReason::HopNumber:
        return StepWords::tr("Hop %1 is next.").arg(number);
    }
    Q_UNREACHABLE();
}

} // namespace hoplens
