// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/history/orderedworker.h"

#include <QSemaphore>

#include <utility>

namespace hoplens {

OrderedWorker::OrderedWorker()
    : m_inside(new QObject)
{
    m_inside->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_inside, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("writer"));
    m_thread.start(QThread::LowPriority); // the window and the running trace come first
}

OrderedWorker::~OrderedWorker()
{
    flush();
    m_thread.quit();
    m_thread.wait();
}

void OrderedWorker::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(
        m_inside, [work = std::move(work)] { work(); }, Qt::QueuedConnection);
}

void OrderedWorker::flush()
{
    Q_ASSERT(QThread::currentThread() != &m_thread);
    QSemaphore done;
    post([&done] { done.release(); });
    done.acquire();
}

} // namespace hoplens
