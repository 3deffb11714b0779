// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QThread>

#include <functional>

namespace hoplens {

/// Does one piece of work after the other in a thread of its own, in the order in which they were
/// given. What was given is done, whatever comes after: also when this ends.
class OrderedWorker final {
public:
    OrderedWorker();
    /// Waits for all of it.
    ~OrderedWorker();
    OrderedWorker(const OrderedWorker &) = delete;
    OrderedWorker &operator=(const OrderedWorker &) = delete;
    OrderedWorker(OrderedWorker &&) = delete;
    OrderedWorker &operator=(OrderedWorker &&) = delete;

    void post(std::function<void()> work);
    /// Waits until everything that was given so far is done. Not to be called by the work itself.
    void flush();

private:
    QThread m_thread;
    QObject *m_inside; ///< lives in m_thread, which deletes it
};

} // namespace hoplens
