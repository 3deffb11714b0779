// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspector/inspector.h"
#include "ui/inspector/pageview.h"

#include "inspectorsamples.h"

#include <QAbstractButton>
#include <QTest>

#include <memory>

namespace hoplens {

/// An inspector in a window of its own that shows a hop of a trace, and another view when asked.
class InspectorFixture : public QObject {
protected:
    void start()
    {
        m_trace = lostBody();
        m_inspector = std::make_unique<Inspector>();
        m_inspector->resize(400, 500);
        connect(m_inspector.get(), &Inspector::viewChanged, this, [this] { show(m_hop); });
        show(0);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
    }
    void end() { m_inspector.reset(); }

    template <typename T> T *find(const QString &name) const
    {
        T *found = m_inspector->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    PageView *page(const QString &name) const { return find<PageView>(name); }
    void choose(const QString &button) const { find<QAbstractButton>(button)->click(); }
    void show(int hop)
    {
        m_hop = hop;
        m_inspector->showHop(m_trace, hop);
    }

    std::unique_ptr<Inspector> m_inspector;
    Trace m_trace;

private:
    int m_hop = 0;
};

} // namespace hoplens
