// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/lab/scenarios.h"
#include "core/trace/trace.h"

#include <QObject>

class QMenu;

namespace hoplens {

class LabServer;

/// The lab behind its menu: one entry for each scenario. The server starts when it is needed first.
class LabMenu final : public QObject {
    Q_OBJECT
public:
    explicit LabMenu(QMenu *menu);

    /// Fills in a scenario as if it had been chosen from the menu.
    void choose(const LabScenario &scenario);
    /// "127.0.0.1:8307, 8308"; empty while there is no lab.
    QString addresses() const;
    /// Of the page that explains the lab; empty when it cannot start.
    QString pageAddress();

signals:
    void requestChosen(const hoplens::Request &request);
    void started();
    void failed(const QString &sentence);

private:
    bool start();

    LabServer *m_server = nullptr;
};

} // namespace hoplens
