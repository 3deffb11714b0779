// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timelinelayout.h"

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace hoplens {

/// Statuses that a hop's answer could have had instead, as far as they would mean something else:
/// none when it was no redirect with a Location.
QList<int> otherStatuses(const Hop &hop);

/// The context menu of the timeline: of a card, a decision or the outcome, out of actions that
/// others own and that speak of the current hop.
class HopMenu final : public QObject {
    Q_OBJECT
public:
    struct Actions {
        QList<QAction *> copies; ///< of parts of the hop
        QList<QAction *> sending; ///< from this hop on
        QList<QAction *> whole; ///< of the whole trace, for the outcome
    };

    HopMenu(const Actions &actions, QWidget *window);

    /// One more that has to do with sending, such as a stop at this hop.
    void addSending(QAction *action) { m_actions.sending.append(action); }

    /// At a place on the screen; comes back at once. The hop must be the current one.
    void popUp(const Trace &trace, const TimelineLayout::Hit &on, const QPoint &where);

signals:
    /// What would have happened with another status? Not offered while nobody listens.
    void whatIfRequested(int hop, int status);
    void copyRequested(const QString &text, const QString &notice);

private:
    void addCopy(QMenu *menu, const char *name, const QString &title, const QString &text,
                 const QString &notice);
    void addWhatIf(QMenu *menu, const Trace &trace, int hop);

    Actions m_actions;
    QWidget *m_window = nullptr;
};

} // namespace hoplens
