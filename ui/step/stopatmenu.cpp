// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/step/stopatmenu.h"

#include "core/step/stepwords.h"

#include <QAction>
#include <QLocale>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int lastOfferedHop = 10; ///< others come from a hop's own menu

const QString conditionsKey = QStringLiteral("stopAt");

/// Remembered conditions that a newer Hoplens wrote are left out, not all of them with them.
BreakConditions remembered()
{
    QStringList ids = QSettings().value(conditionsKey).toStringList();
    ids.removeIf([](const QString &id) { return !breakConditionsOf({id}); });
    return *breakConditionsOf(ids);
}

QString capitalized(QString text)
{
    text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

StopAtMenu::StopAtMenu(QMenu *menu)
    : QObject(menu)
    , m_menu(menu)
    , m_conditions(remembered())
{
    for (const BreakReason reason : plainBreakReasons()) {
        const QString id = breakIds(withCondition({}, reason, true)).constFirst();
        QAction *action = addSwitch(menu, id, capitalized(breakName(reason)));
        connect(action, &QAction::triggered, this, [this, reason](bool on) {
            setConditions(withCondition(m_conditions, reason, on));
        });
    }
    menu->addSeparator();
    QMenu *statuses = menu->addMenu(tr("&Status"));
    statuses->setObjectName(u"stopAtStatus"_qs);
    for (const int status : {300, 301, 302, 303, 307, 308}) {
        QAction *action = addSwitch(statuses, QString::number(status), QString::number(status));
        connect(action, &QAction::triggered, this,
                [this, status](bool on) { setConditions(withStatus(m_conditions, status, on)); });
    }
    m_hops = menu->addMenu(tr("Before &Hop"));
    m_hops->setObjectName(u"stopAtHop"_qs);
    menu->addSeparator();
    m_clear = menu->addAction(tr("&Nowhere"));
    m_clear->setObjectName(u"stopAtNowhere"_qs);
    connect(m_clear, &QAction::triggered, this, [this] { setConditions({}); });
    check();
}

QAction *StopAtMenu::addSwitch(QMenu *menu, const QString &id, const QString &text)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(u"stopAt-"_qs + id);
    action->setData(id);
    action->setCheckable(true);
    return action;
}

/// The first ones, and those that are set.
void StopAtMenu::fillHops()
{
    QList<int> hops = m_conditions.hops;
    for (int hop = 2; hop <= lastOfferedHop; ++hop) {
        if (!hops.contains(hop)) {
            hops.append(hop);
        }
    }
    std::sort(hops.begin(), hops.end());
    const QList<QAction *> before = m_hops->actions();
    for (QAction *action : before) {
        m_hops->removeAction(action);
        action->deleteLater(); // it may be the one that asks
    }
    for (const int hop : hops) {
        const QString id = breakIds(withHop({}, hop, true)).constFirst();
        QAction *action = addSwitch(m_hops, id, QLocale().toString(hop));
        connect(action, &QAction::triggered, this,
                [this, hop](bool on) { setConditions(withHop(m_conditions, hop, on)); });
    }
}

void StopAtMenu::check()
{
    fillHops();
    const QStringList ids = breakIds(m_conditions);
    QList<QAction *> switches = m_menu->actions();
    for (const QAction *action : m_menu->actions()) {
        if (action->menu() != nullptr) {
            switches += action->menu()->actions();
        }
    }
    for (QAction *action : switches) {
        if (action->isCheckable()) {
            action->setChecked(ids.contains(action->data().toString()));
        }
    }
    m_clear->setEnabled(!m_conditions.isEmpty());
}

void StopAtMenu::setConditions(const BreakConditions &conditions)
{
    m_conditions = conditions;
    QSettings().setValue(conditionsKey, breakIds(conditions));
    check();
    emit changed();
}

} // namespace hoplens
