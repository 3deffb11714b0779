// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/tracefile.h"
#include "ui/pictures/picturefiles.h"

#include <QString>

#include <optional>

class QWidget;

namespace hoplens {

/// What the user chose last for pictures; kept with the settings.
struct PictureChoice {
    PictureFormat format = PictureFormat::Png;
    int scale = 2; ///< of a PNG, 1 to 4
    bool dark = false;
};
PictureChoice pictureChoice();
void rememberPictureChoice(const PictureChoice &choice);

struct PictureWish {
    QString path;
    PictureChoice choice;
    Secrets secrets = Secrets::Redact;
};

/// Asks where a picture goes and how it looks. Nothing when it was cancelled. `name` has no suffix.
std::optional<PictureWish> askForPicture(QWidget *parent, const QString &name);

} // namespace hoplens
