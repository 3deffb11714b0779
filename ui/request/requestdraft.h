// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tracer.h"
#include "ui/request/headertable.h"

namespace hoplens {

/// Everything that stands in the editor, also what could not be sent.
struct RequestDraft {
    QByteArray method;
    QString address;
    QList<HeaderRow> headers;
    std::optional<Body> body;
    QByteArray contentType;
    TraceOptions options;
};

} // namespace hoplens
