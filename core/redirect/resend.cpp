// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/resend.h"

#include "core/redirect/prepare.h"

namespace hoplens {

namespace {

/// Made from address and body, whoever sends them.
bool followsFromTheRest(const Field &field)
{
    return isNamed(field, "Host") || isNamed(field, "Content-Length");
}

} // namespace

Request resendable(const Request &sent, const ClientProfile &profile)
{
    Request wish = sent;
    wish.target.clear();
    wish.proxyFields.clear();
    wish.headers.clear();
    for (const Field &field : sent.headers) {
        if (field.setBy != SetBy::Client) {
            wish.headers.append(field);
        }
    }
    const Headers made = prepareRequest(wish, profile).headers;
    wish.headers.clear();
    for (const Field &field : sent.headers) {
        if (field.setBy != SetBy::Client) {
            wish.headers.append(field);
        } else if (!followsFromTheRest(field) && !made.contains(field)) {
            wish.headers.append(Field{field.name, field.value, SetBy::User});
        }
    }
    for (const Field &field : made) {
        if (field.setBy == SetBy::Client && !followsFromTheRest(field)
            && !contains(sent.headers, field.name) && !wish.withoutDefaults.contains(field.name)) {
            wish.withoutDefaults.append(field.name);
        }
    }
    return wish;
}

} // namespace hoplens
