// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/output.h"

#include <cstdio>
#include <unistd.h>

namespace hoplens {

void printOut(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

int complain(const Error &error)
{
    const QByteArray line = "hoplens: " + error.detail.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    return error.code == Error::Code::InvalidInput ? WrongUsage : FileTrouble;
}

bool wantsColor()
{
    return isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR")
        && qgetenv("TERM") != "dumb";
}

} // namespace hoplens
