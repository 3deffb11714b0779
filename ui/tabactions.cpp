// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/tabactions.h"

#include "ui/mainwindowactions.h"
#include "ui/opentraces.h"
#include "ui/request/requesteditor.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracetabs.h"

#include <QAction>

namespace hoplens {

TabActions::TabActions(const MainWindowActions &actions, OpenTraces *traces, TraceTabs *tabs,
                       RequestEditor *editor, TracePane *pane)
    : QObject(tabs)
    , m_traces(traces)
    , m_editor(editor)
    , m_pane(pane)
{
    connect(actions.newTab, &QAction::triggered, this, [this] {
        m_traces->addBlank();
        m_editor->focusAddress();
    });
    connect(actions.closeTab, &QAction::triggered, this,
            [this] { emit closeRequested(m_traces->currentIndex()); });
    connect(actions.reopenTab, &QAction::triggered, traces, &OpenTraces::reopen);
    connect(actions.nextTab, &QAction::triggered, this, [this] { step(1); });
    connect(actions.previousTab, &QAction::triggered, this, [this] { step(-1); });
    connect(tabs, &TraceTabs::tabCloseRequested, this, &TabActions::closeRequested);

    const auto enable = [actions, traces] {
        const bool several = traces->count() > 1;
        actions.nextTab->setEnabled(several);
        actions.previousTab->setEnabled(several);
        actions.closeTab->setEnabled(several || !traces->isBlank(0));
        actions.reopenTab->setEnabled(traces->canReopen());
    };
    connect(traces, &OpenTraces::added, this, enable);
    connect(traces, &OpenTraces::removed, this, enable);
    connect(traces, &OpenTraces::changed, this, enable);
    enable();
    connect(traces, &OpenTraces::collecting, this, &TabActions::keep);
    connect(traces, &OpenTraces::currentChanged, this, &TabActions::show);
}

void TabActions::keep()
{
    OpenTrace &current = m_traces->current();
    current.draft = m_editor->draft();
    current.hop = m_pane->currentHop();
}

void TabActions::show()
{
    const OpenTrace current = m_traces->current();
    m_editor->setDraft(current.draft);
    emit shown(current.hop);
}

void TabActions::step(int by)
{
    const int count = m_traces->count();
    m_traces->setCurrentIndex((m_traces->currentIndex() + by + count) % count);
}

} // namespace hoplens
