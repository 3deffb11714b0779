// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/hopmenu.h"

#include <QAction>
#include <QMenu>
#include <QMetaMethod>
#include <QWidget>

namespace hoplens {

QList<int> otherStatuses(const Hop &hop)
{
    const bool redirected =
        hop.exchange.response && hop.redirect && !hop.soft && !hop.redirect->locations.isEmpty();
    QList<int> statuses;
    if (redirected) {
        statuses = {301, 302, 303, 307, 308};
        statuses.removeAll(hop.exchange.response->status);
    }
    return statuses;
}

HopMenu::HopMenu(const Actions &actions, QWidget *window)
    : QObject(window)
    , m_actions(actions)
    , m_window(window)
{
}

void HopMenu::popUp(const Trace &trace, const TimelineLayout::Hit &on, const QPoint &where)
{
    using Kind = TimelineLayout::Hit::Kind;
    auto *menu = new QMenu(m_window);
    menu->setObjectName(u"hopMenu"_qs);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (on.kind == Kind::Outcome) {
        addCopy(menu, "copyOutcome", tr("Copy &Outcome as Text"), on.sentence,
                tr("Outcome copied"));
        menu->addActions(m_actions.whole);
        menu->popup(where);
        return;
    }
    if (on.kind == Kind::DecisionRow) {
        addCopy(menu, "copyDecision", tr("Copy &Decision as Text"), on.sentence,
                tr("Decision copied"));
        menu->addSeparator();
    }
    menu->addActions(m_actions.copies);
    menu->addSeparator();
    menu->addActions(m_actions.sending);
    addWhatIf(menu, trace, on.hop);
    menu->popup(where);
}

void HopMenu::addCopy(QMenu *menu, const char *name, const QString &title, const QString &text,
                      const QString &notice)
{
    QAction *action = menu->addAction(title);
    action->setObjectName(QLatin1String(name));
    connect(action, &QAction::triggered, this,
            [this, text, notice] { emit copyRequested(text, notice); });
}

void HopMenu::addWhatIf(QMenu *menu, const Trace &trace, int hop)
{
    static const QMetaMethod asked = QMetaMethod::fromSignal(&HopMenu::whatIfRequested);
    if (hop < 0 || hop >= trace.hops.size() || !isSignalConnected(asked)) {
        return;
    }
    const QList<int> statuses = otherStatuses(trace.hops.at(hop));
    if (statuses.isEmpty()) {
        return;
    }
    QMenu *others = menu->addMenu(tr("&What If This Had Been"));
    others->setObjectName(u"whatIfMenu"_qs);
    for (const int status : statuses) {
        QAction *action = others->addAction(QString::number(status));
        connect(action, &QAction::triggered, this,
                [this, hop, status] { emit whatIfRequested(hop, status); });
    }
}

} // namespace hoplens
