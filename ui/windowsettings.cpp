// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/windowsettings.h"

#include "ui/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMainWindow>
#include <QSettings>

namespace hoplens {

namespace {

const QString geometryKey = QStringLiteral("geometry");
const QString themeKey = QStringLiteral("theme");
const QString zoomKey = QStringLiteral("zoom");

} // namespace

double readWindowSettings(QMainWindow *window, QActionGroup *themes)
{
    const QSettings settings;
    window->resize(1120, 760);
    window->restoreGeometry(settings.value(geometryKey).toByteArray());
    const int theme = settings.value(themeKey).toInt();
    const QList<QAction *> actions = themes->actions();
    for (QAction *action : actions) {
        if (action->data().toInt() == theme) {
            action->setChecked(true);
        }
    }
    applyTheme(*qApp, static_cast<ThemeChoice>(themes->checkedAction()->data().toInt()));
    const double zoom = settings.value(zoomKey, 1.0).toDouble();
    return zoom > 0 ? zoom : 1.0;
}

void writeWindowSettings(const QMainWindow *window, const QActionGroup *themes, double zoom)
{
    QSettings settings;
    settings.setValue(geometryKey, window->saveGeometry());
    settings.setValue(themeKey, themes->checkedAction()->data());
    settings.setValue(zoomKey, zoom);
}

void rememberSwitch(QAction *action)
{
    const QString key = u"switches/"_qs + action->objectName();
    action->setChecked(QSettings().value(key, action->isChecked()).toBool());
    QObject::connect(action, &QAction::toggled, action,
                     [key](bool on) { QSettings().setValue(key, on); });
}

} // namespace hoplens
