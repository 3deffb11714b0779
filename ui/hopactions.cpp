// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/hopactions.h"

#include "ui/copyactions.h"
#include "ui/mainwindowactions.h"
#include "ui/opentraces.h"
#include "ui/resend.h"
#include "ui/timeline/hopmenu.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QWidget>

namespace hoplens {

namespace {

HopMenu::Actions menuActions(const MainWindowActions &actions)
{
    return {{actions.copyUrl, actions.copyLocation, actions.copyHopAsCurl, actions.copyHopAsText},
            {actions.resendHop, actions.stopHere},
            {actions.copyTrace, actions.again}};
}

} // namespace

HopActions::HopActions(const MainWindowActions &actions, const Parts &parts, QWidget *window)
    : QObject(window)
    , m_menu(new HopMenu(menuActions(actions), window))
{
    auto *resend = new Resend(parts.traces, parts.editor, parts.messages);
    connect(actions.resendHop, &QAction::triggered, resend,
            [resend, pane = parts.pane] { resend->fromHop(pane->currentHop()); });
    connect(parts.pane, &TracePane::contextMenuRequested, this,
            [this, traces = parts.traces](const TimelineLayout::Hit &on, const QPoint &where) {
                m_menu->popUp(traces->session()->shown(), on, where);
            });
    connect(m_menu, &HopMenu::copyRequested, parts.copies, &CopyActions::copy);
}

} // namespace hoplens
