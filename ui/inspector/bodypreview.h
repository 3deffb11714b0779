// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/inspector/page.h"

namespace hoplens {

enum class BodyForm { Text, Json, Picture, Hex };

/// How the user wants to see a body.
struct BodyChoice {
    std::optional<BodyForm> form; ///< absent, or not among its forms: the content decides
    bool whole = false; ///< as much as was kept, in place of the beginning

    bool operator==(const BodyChoice &) const = default;
};

/// A body to be looked at.
struct BodyPreview {
    PageBlock block;
    QList<BodyForm> forms; ///< those it can be shown in, the one that suits it best first
    BodyForm form = BodyForm::Text; ///< the one it is shown in
    bool isCut = false; ///< more was kept than is shown
};

/// Pure. With `content`, what the body decodes to is shown in its place. Bounded:
/// 64 KiB and 2,000 lines, or with `whole` 1 MiB and 20,000 lines.
BodyPreview bodyPreview(const Body &body, const QString &title,
                        const std::optional<DecodedContent> &content = {},
                        const BodyChoice &choice = {});

/// "Text", "JSON", "Picture", "Hex".
QString bodyFormName(BodyForm form);

} // namespace hoplens
