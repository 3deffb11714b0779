// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/pastedrequest.h"

#include "core/formats/curlwords.h"
#include "core/formats/rawrequest.h"

namespace hoplens {

bool isWholeRequest(const QString &text)
{
    return isCurlCommand(text) || isRawRequest(text);
}

Result<CurlCommand> readPastedRequest(const QString &text)
{
    if (!isRawRequest(text)) {
        return readCurlCommand(text);
    }
    const Result<RawRequest> raw = readRawRequest(text);
    if (!raw) {
        return raw.error();
    }
    CurlCommand command;
    command.request = raw->request;
    command.notTaken = raw->notTaken;
    return command;
}

} // namespace hoplens
