// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace hoplens {

enum class UnsavedAnswer { Save, Discard, Cancel };

/// Asks once about all traces that would be lost; `names` says which, one at least. Returns at
/// once; the answer comes later, never twice.
void askAboutUnsaved(QWidget *parent, const QStringList &names,
                     const std::function<void(UnsavedAnswer)> &answer);

} // namespace hoplens
