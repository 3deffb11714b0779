// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <vector>

namespace hoplens {

/// Something with a deadline of its own.
class Watched {
public:
    /// Called every now and then; the place to give up. May delete itself or others.
    virtual void lookAtClock() = 0;

protected:
    ~Watched() = default;
};

/// One coarse timer for the deadlines of all exchanges: starting and stopping one for each phase of
/// each hop costs more than the hop. Deadlines fire up to `interval` late.
class Watchdog final : public QObject {
    Q_OBJECT
public:
    static constexpr int interval = 20; ///< milliseconds

    using QObject::QObject;

    void watch(Watched *watched);
    void forget(Watched *watched);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    std::vector<Watched *> m_watched;
    int m_timer = 0;
};

} // namespace hoplens
