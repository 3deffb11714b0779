// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/step/stepactions.h"

#include "core/step/stepwords.h"
#include "ui/formatting.h"
#include "ui/mainwindowactions.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/step/steppane.h"
#include "ui/step/stopatmenu.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QStatusBar>
#include <QToolButton>

namespace hoplens {

StepActions::StepActions(const MainWindowActions &actions, OpenTraces *traces, TracePane *pane,
                         RequestEditor *editor, QStatusBar *statusBar, QObject *parent)
    : QObject(parent)
    , m_traces(traces)
    , m_tracePane(pane)
    , m_editor(editor)
    , m_stopAt(new StopAtMenu(actions.stopAtMenu))
    , m_pane(new StepPane(actions.stopAtMenu))
    , m_active(new QToolButton)
    , m_step(actions.step)
    , m_stopHere(actions.stopHere)
    , m_whileStanding({actions.runOn, actions.editNext})
    , m_keep(actions.keepMethod)
    , m_get(actions.changeToGet)
{
    m_tracePane->setFooter(m_pane);
    m_active->setObjectName(u"stopsAt"_qs);
    m_active->setAutoRaise(true);
    m_active->setPopupMode(QToolButton::InstantPopup);
    m_active->setMenu(actions.stopAtMenu);
    statusBar->addPermanentWidget(m_active);

    connectActions(actions);
    connect(m_editor->stepButton(), &QPushButton::clicked, m_step, &QAction::trigger);
    connect(m_stopAt, &StopAtMenu::changed, this, &StepActions::showConditions);
    connect(m_pane, &StepPane::stopRequested, actions.stop, &QAction::trigger);
    connect(m_pane, &StepPane::focusLeft, pane->timeline(), qOverload<>(&QWidget::setFocus));
    connect(m_tracePane, &TracePane::zoomChanged, m_pane, &StepPane::setZoom);
    connect(m_tracePane, &TracePane::contextMenuRequested, this,
            [this](const TimelineLayout::Hit &on) { prepareStopHere(on.hop); });
    connect(m_traces, &OpenTraces::stepChanged, this, &StepActions::update);
    connect(m_traces, &OpenTraces::collecting, this,
            [this] { m_traces->current().nextDraft = m_pane->draft(); });
    connect(m_traces, &OpenTraces::currentChanged, this, &StepActions::showTab);
    showConditions();
    showTab();
}

StepActions::~StepActions() = default;

void StepActions::connectActions(const MainWindowActions &actions)
{
    connect(m_step, &QAction::triggered, this, &StepActions::step);
    connect(actions.runOn, &QAction::triggered, m_pane, [this] { m_pane->follow(true); });
    connect(actions.keepMethod, &QAction::triggered, m_pane, &StepPane::keepMethodAndBody);
    connect(actions.changeToGet, &QAction::triggered, m_pane, &StepPane::changeToGet);
    connect(actions.editNext, &QAction::triggered, m_pane, &StepPane::edit);
    connect(m_stopHere, &QAction::triggered, this, &StepActions::stopBefore);
}

/// Starts step by step, or makes the next step, or has the running trace stop at the next one.
void StepActions::step()
{
    TraceSession *session = m_traces->session();
    if (session->pausedStep() != nullptr) {
        m_pane->follow(false);
    } else if (session->isRunning()) {
        session->stepFromNowOn();
        update();
    } else {
        session->setStepsNext(true);
        m_editor->submit();
        session->setStepsNext(false);
    }
}

void StepActions::update()
{
    m_pane->refresh();
    const PausedStep *step = m_traces->session()->pausedStep();
    for (QAction *action : m_whileStanding) {
        action->setEnabled(step != nullptr);
    }
    m_keep->setEnabled(step != nullptr && step->kept && !m_pane->isEditing());
    m_get->setEnabled(step != nullptr && step->get && !m_pane->isEditing());
    if (step != nullptr) {
        m_tracePane->setCurrentHop(step->hop);
    }
}

void StepActions::showTab()
{
    m_pane->showSession(m_traces->session(), m_traces->current().nextDraft);
    m_traces->current().nextDraft.reset();
    update();
}

void StepActions::showConditions()
{
    const BreakConditions &conditions = m_stopAt->conditions();
    m_traces->setBreakConditions(conditions);
    const auto count = conditions.when.size() + conditions.statuses.size() + conditions.hops.size();
    const QString names = breakNames(conditions);
    const QString text =
        count == 1 ? tr("Stops at: %1").arg(names) : tr("Stops at %1 conditions").arg(count);
    m_active->setText(text);
    m_active->setAccessibleName(tr("Every trace stops at: %1").arg(names));
    m_active->setToolTip(toolTipText(m_active->accessibleName()));
    m_active->setVisible(!conditions.isEmpty());
}

/// The first request is the user's own: there is nothing to stop before it.
void StepActions::prepareStopHere(int hop)
{
    m_hop = hop;
    m_stopHere->setEnabled(hop > 0 && hop < lastBreakHop);
    m_stopHere->setChecked(m_stopAt->conditions().hops.contains(hop + 1));
}

void StepActions::stopBefore(bool stops)
{
    if (m_hop > 0) {
        m_stopAt->setConditions(withHop(m_stopAt->conditions(), m_hop + 1, stops));
    }
}

} // namespace hoplens
