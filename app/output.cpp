// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/output.h"

#include "core/http/displaytext.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace hoplens {

Result<void> printOut(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0) {
        return {};
    }
    return Error{
        Error::Code::Unwritable,
        QCoreApplication::translate("hoplens::output", "Standard output cannot be written (%1).")
            .arg(qt_error_string(errno))};
}

int complain(const Error &error)
{
    // One line, whatever name a file has.
    const QByteArray line = "hoplens: " + visibleText(error.detail).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    return error.code == Error::Code::InvalidInput ? WrongUsage : FileTrouble;
}

bool wantsColor()
{
    return isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR")
        && qgetenv("TERM") != "dumb";
}

} // namespace hoplens
