// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/lab/requestreader.h"
#include "core/lab/script.h"

#include <QByteArray>
#include <QList>

namespace hoplens {

/// The lab's two origins as one request sees them.
struct LabPorts {
    quint16 own = 0;
    quint16 other = 0;
};

/// The request target in origin form, also when it came in absolute form (RFC 9112 §3.2.2).
QByteArray originForm(const QByteArray &target);

/// The values of the Location fields of a redirect, each as it goes on the wire.
QList<QByteArray> locationsOf(const LabStep &step, const IncomingRequest &request,
                              const LabPorts &ports);

/// Where Refresh and meta refresh lead: the same place, as one well-formed reference.
QByteArray refreshTarget(const LabStep &step, const IncomingRequest &request,
                         const LabPorts &ports);

} // namespace hoplens
