// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/inspectoractions.h"

#include "ui/inspector/inspector.h"
#include "ui/mainwindowactions.h"

#include <QAction>
#include <QSettings>

namespace hoplens {

namespace {

const QString wrapKey = QStringLiteral("inspector/wrapLines");

} // namespace

InspectorActions::InspectorActions(const MainWindowActions &actions, Inspector *inspector,
                                   QObject *parent)
    : QObject(parent)
{
    const auto onTrigger = [inspector, shown = actions.showInspector](const QAction *action,
                                                                      void (*look)(Inspector *)) {
        connect(action, &QAction::triggered, inspector, [inspector, shown, look] {
            shown->setChecked(true); // who looks for something wants to see it
            if (!inspector->isHidden()) { // it is without a trace
                look(inspector);
            }
        });
    };
    onTrigger(actions.find, [](Inspector *there) { there->find(); });
    onTrigger(actions.findNext, [](Inspector *there) { there->findNext(false); });
    onTrigger(actions.findPrevious, [](Inspector *there) { there->findNext(true); });
    connect(actions.wrapLines, &QAction::toggled, inspector, [inspector](bool wrapped) {
        inspector->setWrapped(wrapped);
        QSettings().setValue(wrapKey, wrapped);
    });
    actions.wrapLines->setChecked(QSettings().value(wrapKey, true).toBool());
}

} // namespace hoplens
