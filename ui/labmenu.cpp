// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/labmenu.h"

#include "core/lab/labserver.h"
#include "ui/formatting.h"

#include <QAction>
#include <QMenu>

namespace hoplens {

namespace {

constexpr quint16 usualPort = 8307; // and the next one

} // namespace

LabMenu::LabMenu(QMenu *menu)
    : QObject(menu)
{
    QAction *end = menu->actions().value(0);
    for (const LabScenario &scenario : labScenarios()) {
        auto *action = new QAction(scenario.title, this);
        action->setToolTip(toolTipText(scenario.teaches));
        connect(action, &QAction::triggered, this, [this, scenario] { choose(scenario); });
        menu->insertAction(end, action);
    }
    menu->insertSeparator(end);
}

bool LabMenu::start()
{
    if (m_server != nullptr) {
        return true;
    }
    auto *server = new LabServer(this);
    // The same address each time, if nobody else has it: it is written down, saved and sent again.
    Result<void> listening = server->start(usualPort);
    if (!listening) {
        listening = server->start();
    }
    if (!listening) {
        delete server;
        emit failed(listening.error().detail);
        return false;
    }
    m_server = server;
    emit started();
    return true;
}

void LabMenu::choose(const LabScenario &scenario)
{
    if (!start()) {
        return;
    }
    const Result<Url> url = parseUrl(m_server->baseUrl() + scenario.path);
    Q_ASSERT(url);
    Request request;
    request.method = scenario.method;
    request.url = *url;
    request.headers = scenario.headers;
    if (!scenario.body.isEmpty()) {
        request.body = bodyOf(scenario.body);
    }
    emit requestChosen(request);
}

QString LabMenu::addresses() const
{
    if (m_server == nullptr) {
        return {};
    }
    const auto withoutScheme = [](const QByteArray &url) { return url.mid(url.indexOf("//") + 2); };
    const QByteArray other = m_server->otherBaseUrl();
    return QString::fromLatin1(withoutScheme(m_server->baseUrl())) + u", "_qs
        + QString::fromLatin1(other.mid(other.lastIndexOf(':') + 1));
}

QString LabMenu::pageAddress()
{
    return start() ? QString::fromLatin1(m_server->baseUrl() + '/') : QString();
}

} // namespace hoplens
