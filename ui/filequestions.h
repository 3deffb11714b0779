// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/tracefile.h"

#include <QString>

#include <optional>

class QWidget;

namespace hoplens {

struct SaveAnswer {
    QString path;
    Secrets secrets = Secrets::Redact;
};

/// Asks where a trace goes and whether secrets are blotted out. Nothing when it was cancelled.
std::optional<SaveAnswer> askWhereToSave(QWidget *parent, const QString &suggestedPath);

/// Asks for a trace file to open; empty when it was cancelled.
QString askWhatToOpen(QWidget *parent);

} // namespace hoplens
