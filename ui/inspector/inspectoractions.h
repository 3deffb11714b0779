// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace hoplens {

struct MainWindowActions;
class Inspector;

/// What the menus do with the inspector: find on its pages, and wrap their lines or not, which is
/// remembered.
class InspectorActions final : public QObject {
    Q_OBJECT
public:
    /// Both must live as long as `parent`.
    InspectorActions(const MainWindowActions &actions, Inspector *inspector, QObject *parent);
};

} // namespace hoplens
