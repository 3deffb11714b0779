// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curltext.h"
#include "core/formats/pastedrequest.h"
#include "tests/fuzz/fuzz.h"

#include <QString>

namespace hoplens {

namespace {

/// A sentence beside the address: one line that fits there, whatever was pasted.
constexpr qsizetype longestSentence = 400;

void requireSentence(const QString &sentence)
{
    require(!sentence.isEmpty() && sentence.size() <= longestSentence && !sentence.contains(u'\n'),
            "a refusal is one sentence");
}

/// Fields by options come back as fields by hand, and a Content-Length that is wrong for the body
/// is not written, so neither is looked at.
bool sameWish(const Request &a, const Request &b)
{
    const auto plain = [](Request request) {
        removeFields(request.headers, "Content-Length");
        for (Field &field : request.headers) {
            field.setBy = SetBy::User;
        }
        return request;
    };
    return sameRequest(plain(a), plain(b));
}

void requireComesBack(const Request &request)
{
    const Result<QString> written = curlCommandOf(request);
    if (!written) {
        requireSentence(written.error().detail);
        return;
    }
    const Result<CurlCommand> again = readPastedRequest(*written);
    require(static_cast<bool>(again), "what was written can be pasted");
    require(again->notTaken.isEmpty(), "what was written is taken over");
    require(sameWish(again->request, request), "what was written is the same request");
}

} // namespace

/// A clipboard: a command for bash or cmd, or a raw request.
void fuzz(const QByteArray &input)
{
    const QString text = QString::fromUtf8(input);
    const Result<CurlCommand> command = readPastedRequest(text);
    if (!command) {
        requireSentence(command.error().detail);
        return;
    }
    require(isWholeRequest(text), "nothing else is read as a request");
    require(isHttp(command->request.url), "only http and https are sent");
    require(!command->request.url.host.value_or("").isEmpty(), "it has a host");
    require(!command->request.method.isEmpty(), "it has a method");
    requireComesBack(command->request);
}

} // namespace hoplens
