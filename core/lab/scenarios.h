// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/headers.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hoplens {

/// A request to the lab that is worth seeing: offered in the window, listed on the lab's page, and
/// run by the tests.
struct LabScenario {
    QString title; ///< "302 eats a POST body"
    QString teaches; ///< one sentence
    QByteArray method;
    QByteArray path; ///< script, "/302/echo"
    Headers headers; ///< fields set by the user
    QByteArray body;
};

/// The first one is what the window starts with.
const QList<LabScenario> &labScenarios();

} // namespace hoplens
