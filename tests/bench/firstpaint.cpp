// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
//
// Linked into a program, it has it print a line when its first window has been painted, and end.

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <cstdio>

namespace {

class FirstPaint final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject *object, QEvent *event) override
    {
        const auto *widget =
            event->type() == QEvent::Paint ? qobject_cast<QWidget *>(object) : nullptr;
        if (widget != nullptr && widget->isWindow() && !m_seen) {
            m_seen = true;
            // When the event loop comes round again, the whole window is painted and flushed.
            QMetaObject::invokeMethod(
                qApp,
                [] {
                    std::puts("painted");
                    std::fflush(stdout);
                    QCoreApplication::quit();
                },
                Qt::QueuedConnection);
        }
        return false;
    }

private:
    bool m_seen = false;
};

void watch()
{
    qApp->installEventFilter(new FirstPaint(qApp));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watch)
