// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/credentials.h"

#include "core/formats/redaction.h"

#include <algorithm>

namespace hoplens {

bool isCredential(const QByteArray &name)
{
    return isSecretField(name) && !sameFieldName(name, "Set-Cookie");
}

bool isFromJar(const HeaderChange &change, const Request &sent)
{
    return sameFieldName(change.name, "Cookie")
        && (change.change == FieldChange::Added
            || std::any_of(sent.headers.begin(), sent.headers.end(), [](const Field &field) {
                   return field.setBy == SetBy::Client && isNamed(field, "Cookie");
               }));
}

} // namespace hoplens
