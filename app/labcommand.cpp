// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/labcommand.h"

#include "app/output.h"
#include "core/lab/labserver.h"

#include <QCoreApplication>

namespace hoplens {

int runLab(quint16 port)
{
    LabServer lab;
    if (const Result<void> started = lab.start(port); !started) {
        return complain(started.error());
    }
    if (const Result<void> told = printOut(lab.baseUrl() + '\n' + lab.otherBaseUrl() + '\n');
        !told) {
        return complain(told.error());
    }
    return QCoreApplication::exec();
}

} // namespace hoplens
