// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QStringList>

namespace hoplens {

/// argv without the program's name. Errors: an argument that is not UTF-8, which could be neither
/// shown nor used as it was meant.
Result<QStringList> readArguments(int argc, char **argv);

/// What is left for Hoplens when Qt has taken its own, such as "-style NAME" and "-reverse". They
/// belong to a window; "hoplens trace" has none.
QStringList withoutQtOptions(const QStringList &arguments);

/// While one of these lives, Qt's last words are ours: where Qt would abort because no window
/// system answers, one sentence is said and the program ends with a code. Messages that are no end
/// come out when it dies.
class StartGuard {
public:
    StartGuard();
    ~StartGuard();
    Q_DISABLE_COPY_MOVE(StartGuard)
};

} // namespace hoplens
