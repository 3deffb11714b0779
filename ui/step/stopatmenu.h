// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/step/breakconditions.h"

#include <QObject>

class QAction;
class QMenu;

namespace hoplens {

/// The conditions at which every trace stands still, as a menu of switches. Remembered with the
/// settings.
class StopAtMenu final : public QObject {
    Q_OBJECT
public:
    /// Fills the menu, which owns this, with what was remembered.
    explicit StopAtMenu(QMenu *menu);

    const BreakConditions &conditions() const { return m_conditions; }
    void setConditions(const BreakConditions &conditions);

signals:
    void changed();

private:
    QAction *addSwitch(QMenu *menu, const QString &id, const QString &text);
    void fillHops();
    void check();

    QMenu *m_menu = nullptr;
    QMenu *m_hops = nullptr;
    QAction *m_clear = nullptr;
    BreakConditions m_conditions;
};

} // namespace hoplens
