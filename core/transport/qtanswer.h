// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

class QNetworkReply;

namespace hoplens {

/// The head of an answer, as far as Qt's own network stack tells it: no version but HTTP/2, no raw
/// head. The body is left empty.
Response responseOf(const QNetworkReply &reply, bool isHttp2);

/// Where that head is not the one the server sent: Qt hands over 101 to 199 in place of the answer,
/// drops all fields when it cannot read one, and each that is empty. It must not look as if there
/// were no redirect.
std::optional<Failure> failureInHead(const Response &response);

/// The connection was over too early; whether any octet of an answer came, Qt does not say.
Failure closedInHead();

/// Why a finished reply has no complete answer. `status`: of the head, 0 when there was none.
/// Certificates are left to the caller.
std::optional<Failure> failureOf(const QNetworkReply &reply, int status);

} // namespace hoplens
