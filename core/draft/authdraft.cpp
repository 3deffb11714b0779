// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/draft/authdraft.h"

#include "core/formats/requestoptions.h"
#include "core/http/displaytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

const QByteArray basicPrefix = "Basic ";
const QByteArray bearerPrefix = "Bearer ";

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::AuthDraft", text);
}

/// RFC 7617 §2: "The user-id and password MUST NOT contain any control characters".
bool hasControls(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet < 0x20 || octet == 0x7f;
    });
}

QString basicProblem(const AuthDraft &draft)
{
    if (draft.user.contains(':')) {
        return tr("A user name for Basic cannot contain a colon, where the password would begin.");
    }
    if (draft.user.isEmpty() && draft.password.isEmpty()) {
        return tr("Basic needs a user name: type one, or choose no authorization.");
    }
    return hasControls(draft.user + draft.password)
        ? tr("User name and password cannot contain line breaks or other control characters.")
        : QString();
}

QString customProblem(const AuthDraft &draft)
{
    if (!isToken(draft.fieldName)) {
        return draft.fieldName.isEmpty()
            ? tr("The field for the authorization needs a name, such as X-Api-Key.")
            : tr("\u201c%1\u201d cannot be a header name: use letters, digits and hyphens, without "
                 "spaces or a colon.")
                  .arg(displayText(draft.fieldName));
    }
    if (draft.fieldValue.isEmpty()) {
        return tr("%1 needs a value: type it, or choose no authorization.")
            .arg(displayText(draft.fieldName));
    }
    return isFieldValue(draft.fieldValue)
        ? QString()
        : tr("The value of %1 contains a line break, which would end the header: remove it.")
              .arg(displayText(draft.fieldName));
}

} // namespace

QString authProblem(const AuthDraft &draft)
{
    if (draft.kind == AuthKind::None) {
        return {};
    }
    if (draft.forgotten) {
        return tr("The secret of the authorization was not saved: type it again.");
    }
    if (draft.kind == AuthKind::Basic) {
        return basicProblem(draft);
    }
    if (draft.kind == AuthKind::Custom) {
        return customProblem(draft);
    }
    if (draft.token.isEmpty()) {
        return tr("Bearer needs a token: type it, or choose no authorization.");
    }
    return hasControls(draft.token) ? tr("A token cannot contain line breaks: remove them.")
                                    : QString();
}

std::optional<Field> authField(const AuthDraft &draft)
{
    switch (draft.kind) {
    case AuthKind::None:
        break;
    case AuthKind::Basic:
        return Field{"Authorization", basicCredentials(draft.user + ':' + draft.password),
                     SetBy::Option};
    case AuthKind::Bearer:
        return Field{"Authorization", bearerPrefix + draft.token, SetBy::Option};
    case AuthKind::Custom:
        return Field{draft.fieldName, draft.fieldValue, SetBy::Option};
    }
    return std::nullopt;
}

AuthDraft authDraftOf(const Field &field)
{
    AuthDraft draft;
    if (field.value.startsWith(basicPrefix)) {
        const QByteArray pair = QByteArray::fromBase64(field.value.mid(basicPrefix.size()));
        const qsizetype colon = pair.indexOf(':');
        draft.kind = AuthKind::Basic;
        draft.user = pair.left(std::max<qsizetype>(colon, 0));
        draft.password = pair.mid(colon + 1);
    } else if (field.value.startsWith(bearerPrefix)) {
        draft.kind = AuthKind::Bearer;
        draft.token = field.value.mid(bearerPrefix.size());
    }
    return authField(draft) == field && authProblem(draft).isEmpty() ? draft : AuthDraft{};
}

} // namespace hoplens
