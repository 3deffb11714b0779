// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/authdraft.h"
#include "core/draft/bodydraft.h"
#include "core/draft/cookiedraft.h"
#include "core/draft/headerrows.h"
#include "core/draft/optionsdraft.h"

namespace hoplens {

struct ClientProfile;

/// Everything that stands in the editor, also what could not be sent, and secrets.
struct RequestDraft {
    QByteArray method = QByteArrayLiteral("GET");
    QString address;
    QString client; ///< id of the profile; empty or unknown: the one that is chosen stays
    QList<HeaderRow> headers;
    BodyDraft body;
    AuthDraft auth;
    CookieDraft cookies;
    OptionsDraft options;

    bool operator==(const RequestDraft &) const = default;
};

/// Where in the editor something stands.
enum class DraftPart { Method, Address, HeaderFields, Body, Auth, Cookies, Options };

/// The wish, not yet prepared; reads the files of the body. Errors: the first thing that cannot be
/// sent, from left to right; `where` then says where that stands.
Result<Request> requestOf(const RequestDraft &draft, const ClientProfile &client,
                          DraftPart *where = nullptr);
/// How it is sent, with the cookies of the file, for a draft that requestOf() takes.
TraceOptions traceOptionsOf(const RequestDraft &draft, const ClientProfile &client);

/// Puts a request into a draft, in place of its method, address, headers, body, credentials and
/// Cookie field; fields that the client makes itself are left out. requestOf() gives it back.
void fillFrom(RequestDraft &draft, const Request &request);

/// Whether a header by hand of that name takes the place of what a page would add.
bool isOverruled(const RequestDraft &draft, QByteArrayView name);
/// The value of the user's own Content-Type header; empty without one.
QByteArray typeByHand(const QList<HeaderRow> &rows);

/// The draft with every secret blotted out, also where one appears again. Secrets that nobody would
/// see are taken out instead, and the draft says that they have to be typed again.
RequestDraft redactedDraft(RequestDraft draft);

} // namespace hoplens
