// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow.h"

#include "core/lab/scenarios.h"
#include "ui/chainchoice.h"
#include "ui/copyactions.h"
#include "ui/documents.h"
#include "ui/drops.h"
#include "ui/helpdialogs.h"
#include "ui/history/historypanel.h"
#include "ui/hopactions.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspectoractions.h"
#include "ui/keeping.h"
#include "ui/labmenu.h"
#include "ui/messagebar.h"
#include "ui/opentraces.h"
#include "ui/panearrangement.h"
#include "ui/pictures/pictureactions.h"
#include "ui/presentation.h"
#include "ui/request/requesteditor.h"
#include "ui/request/requestpaste.h"
#include "ui/statusline.h"
#include "ui/step/stepactions.h"
#include "ui/tabactions.h"
#include "ui/timeline/hopmenu.h"
#include "ui/timeline/tracepane.h"
#include "ui/tracesession.h"
#include "ui/tracetabs.h"
#include "ui/windowsettings.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenu>
#include <QVBoxLayout>

namespace hoplens {

namespace {

constexpr double zoomStep = 1.1;

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_traces(new OpenTraces(this))
    , m_documents(new Documents(this, m_traces))
    , m_actions(createMainWindowActions(this))
    , m_lab(new LabMenu(m_actions.labMenu))
    , m_requestEditor(new RequestEditor)
    , m_messageBar(new MessageBar)
    , m_tracePane(new TracePane)
    , m_inspector(new Inspector)
    , m_tabs(new TraceTabs(m_traces))
    , m_tabActions(new TabActions(m_actions, m_traces, m_tabs, m_requestEditor, m_tracePane))
    , m_historyPanel(new HistoryPanel)
    , m_panes(new PaneArrangement(m_historyPanel, m_tabs, m_tracePane, m_inspector))
    , m_statusLine(new StatusLine)
    , m_copies(new CopyActions(m_actions, m_traces, m_tracePane, m_requestEditor, this))
    , m_pictures(new PictureActions(m_actions, m_traces, m_documents, this))
{
    new StepActions(m_actions, m_traces, m_tracePane, m_requestEditor, m_statusLine, this);
    buildPanes();
    connectFileActions();
    connectEditActions();
    connectTraceActions();
    connectViewActions();
    connectTraces();
    connectHistory();
    connectLab();
    setZoom(readWindowSettings(this, m_actions.themes));
    showTrace();
    m_lab->choose(labScenarios().constFirst());
    m_requestEditor->focusSend();
}

void MainWindow::buildPanes()
{
    m_requestEditor->setObjectName(u"requestEditor"_qs);
    m_messageBar->setObjectName(u"messageBar"_qs);
    m_tracePane->setObjectName(u"tracePane"_qs);
    m_inspector->setObjectName(u"inspector"_qs);
    m_tabs->setObjectName(u"tabs"_qs);
    m_historyPanel->setObjectName(u"historyPanel"_qs);

    auto *center = new QWidget;
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_requestEditor);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_panes, 1);
    setCentralWidget(center);
    setStatusBar(m_statusLine);
}

void MainWindow::connectFileActions()
{
    connect(m_actions.newRequest, &QAction::triggered, this, &MainWindow::newRequest);
    connect(m_actions.openTrace, &QAction::triggered, m_documents, &Documents::askAndOpen);
    connect(m_actions.recentMenu, &QMenu::aboutToShow, m_documents,
            [this] { m_documents->fillRecentMenu(m_actions.recentMenu); });
    connect(m_actions.saveTrace, &QAction::triggered, m_documents,
            [this] { m_documents->saveAgain(session()->trace()); });
    connect(m_actions.saveTraceAs, &QAction::triggered, m_documents,
            [this] { m_documents->askAndSave(session()->trace()); });
    connect(m_documents, &Documents::opened, this, &MainWindow::showOpened);
    connect(m_documents, &Documents::saved, this, &MainWindow::noticeSaved);
    connect(m_documents, &Documents::failed, m_messageBar, &MessageBar::showMessage);
    new ChainChoice(m_documents, m_messageBar);
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.shortcuts, &QAction::triggered, this, [this] { showShortcuts(this); });
    connect(m_actions.about, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_documents, &Documents::changed, this, &MainWindow::updateActions);
}

void MainWindow::connectEditActions()
{
    connect(m_copies, &CopyActions::copied, m_statusLine, &StatusLine::notice);
    connect(m_copies, &CopyActions::failed, m_messageBar, &MessageBar::showMessage);
    connect(m_pictures, &PictureActions::done, m_statusLine, &StatusLine::notice);
    connect(m_pictures, &PictureActions::failed, m_messageBar, &MessageBar::showMessage);
    const auto *paste = new RequestPaste(m_requestEditor, m_messageBar);
    connect(m_actions.pasteRequest, &QAction::triggered, paste, &RequestPaste::pasteFromClipboard);
    const auto *drops = new Drops(this);
    connect(drops, &Drops::filesDropped, m_documents, &Documents::openAll);
    connect(drops, &Drops::requestDropped, paste, &RequestPaste::paste);
    connect(drops, &Drops::addressDropped, m_requestEditor, &RequestEditor::setAddress);
    connect(drops, &Drops::refused, m_messageBar, &MessageBar::showMessage);
    connect(m_actions.goToAddress, &QAction::triggered, m_requestEditor,
            &RequestEditor::focusAddress);
    connect(m_actions.editRequest, &QAction::toggled, m_requestEditor, &RequestEditor::setExpanded);
    connect(m_requestEditor, &RequestEditor::expandedChanged, m_actions.editRequest,
            &QAction::setChecked);
}

void MainWindow::connectTraceActions()
{
    connect(m_actions.send, &QAction::triggered, m_requestEditor, &RequestEditor::submit);
    const auto stop = [this] { session()->stop(); };
    connect(m_actions.stop, &QAction::triggered, this, stop);
    connect(m_actions.again, &QAction::triggered, this, [this] { session()->sendAgain(); });
    connect(m_actions.previousHop, &QAction::triggered, this,
            [this] { m_tracePane->setCurrentHop(std::max(0, m_tracePane->currentHop() - 1)); });
    connect(m_actions.nextHop, &QAction::triggered, this, [this] {
        const int last = static_cast<int>(session()->shown().hops.size()) - 1;
        m_tracePane->setCurrentHop(std::min(last, m_tracePane->currentHop() + 1));
    });
    connect(m_requestEditor, &RequestEditor::sendRequested, this, [this](const Request &request) {
        session()->send(request, m_requestEditor->client(), m_requestEditor->options());
    });
    connect(m_requestEditor, &RequestEditor::stopRequested, this, stop);
    connect(m_tracePane, &TracePane::currentHopChanged, this, &MainWindow::showHop);
    connect(m_tracePane, &TracePane::hopActivated, this, [this] {
        m_actions.showInspector->setChecked(true);
        m_inspector->focusPage();
    });
    connect(m_tracePane, &TracePane::copied, this, [this] { m_statusLine->notice(tr("Copied")); });
    const auto *hops = new HopActions(
        m_actions, {m_traces, m_tracePane, m_requestEditor, m_messageBar, m_copies}, this);
    connect(hops->menu(), &HopMenu::whatIfRequested, m_inspector, &Inspector::showWhatIf);
}

void MainWindow::connectViewActions()
{
    connect(m_actions.showInspector, &QAction::toggled, this, &MainWindow::updateActions);
    connect(m_actions.showSecrets, &QAction::toggled, m_traces, &OpenTraces::setSecretsShown);
    connect(m_actions.zoomIn, &QAction::triggered, this,
            [this] { setZoom(m_tracePane->zoom() * zoomStep); });
    connect(m_actions.zoomOut, &QAction::triggered, this,
            [this] { setZoom(m_tracePane->zoom() / zoomStep); });
    connect(m_actions.zoomReset, &QAction::triggered, this, [this] { setZoom(1); });
    connect(m_tracePane, &TracePane::zoomChanged, m_inspector, &Inspector::setZoom);
    connect(m_inspector, &Inspector::viewChanged, this, &MainWindow::showHop);
    new InspectorActions(m_actions, m_inspector, this);
    new Presentation(this, m_actions, m_requestEditor, m_tabs, m_tracePane, m_inspector);
    connect(m_actions.themes, &QActionGroup::triggered, this, [](const QAction *action) {
        applyTheme(*qApp, static_cast<ThemeChoice>(action->data().toInt()));
    });
}

void MainWindow::connectTraces()
{
    connect(m_traces, &OpenTraces::replaced, this, &MainWindow::showTrace);
    connect(m_traces, &OpenTraces::updated, this, &MainWindow::followTrace);
    connect(m_traces, &OpenTraces::finished, this, &MainWindow::finishTrace);
    connect(m_tabActions, &TabActions::shown, this, &MainWindow::showTab);
    connect(m_tabActions, &TabActions::closeRequested, m_traces, &OpenTraces::close);
}

void MainWindow::connectHistory()
{
    m_panes->bindPanel(m_actions.showHistory);
    connect(m_actions.showHistory, &QAction::triggered, this, [this](bool shown) {
        if (shown) {
            m_historyPanel->focusSearch();
        }
    });
    connect(m_historyPanel, &HistoryPanel::openRequested, m_panes, &PaneArrangement::uncoverTrace);
    connect(m_historyPanel, &HistoryPanel::closeRequested, this, [this] {
        m_actions.showHistory->setChecked(false);
        m_tracePane->setFocus();
    });
}

void MainWindow::keepIn(const QString &folder)
{
    m_keeping = new Keeping(
        folder,
        {this, m_traces, m_documents, m_requestEditor, m_tracePane, m_historyPanel, m_messageBar});
    disconnect(m_tabActions, &TabActions::closeRequested, m_traces, nullptr);
    connect(m_tabActions, &TabActions::closeRequested, m_keeping, &Keeping::closeTab);
    connect(m_keeping, &Keeping::opened, this, &MainWindow::showOpened);
    connect(m_keeping, &Keeping::notice, m_statusLine, &StatusLine::notice);
    connect(m_keeping, &Keeping::addressesKnown, m_requestEditor,
            &RequestEditor::setKnownAddresses);
    connect(m_actions.showHistory, &QAction::triggered, m_keeping, &Keeping::refresh);
    m_keeping->restore();
}

TraceSession *MainWindow::session() const
{
    return m_traces->session();
}

void MainWindow::connectLab()
{
    connect(m_lab, &LabMenu::requestChosen, m_requestEditor, &RequestEditor::setRequest);
    connect(m_lab, &LabMenu::failed, m_messageBar, &MessageBar::showMessage);
    connect(m_lab, &LabMenu::started, this,
            [this] { m_statusLine->setLabAddresses(m_lab->addresses()); });
    connect(m_actions.copyLabAddress, &QAction::triggered, this, [this] {
        if (const QString address = m_lab->pageAddress(); !address.isEmpty()) {
            m_copies->copy(address, tr("Lab address copied: open it in a browser"));
        }
    });
}

void MainWindow::newRequest()
{
    m_traces->forgetOrigin(m_traces->currentIndex());
    session()->clear();
    m_requestEditor->setAddress({});
    m_requestEditor->focusAddress();
}

void MainWindow::showTrace()
{
    m_messageBar->withdrawOffer();
    const int hop = m_tracePane->currentHop();
    if (session()->shown().hops.isEmpty() && !session()->isRunning()) {
        m_tracePane->clear();
    } else {
        m_tracePane->setTrace(session()->shown());
        m_tracePane->setCurrentHop(hop);
    }
    showHop();
    updateActions();
}

/// Another trace, with everything that belongs to it.
void MainWindow::showTab(int hop)
{
    showTrace();
    m_tracePane->setCurrentHop(hop);
    offerCertificate();
}

void MainWindow::followTrace(int firstChanged)
{
    m_tracePane->updateTrace(session()->shown(), firstChanged);
    showHop();
    updateActions();
}

void MainWindow::finishTrace()
{
    if (m_tracePane->currentHop() <= 0) {
        m_tracePane->setCurrentHop(tellingHop(session()->shown()));
    }
    updateActions();
    offerCertificate();
}

void MainWindow::offerCertificate()
{
    if (session()->rejectedCertificate()) {
        m_messageBar->offer(
            tr("You can accept this one certificate for this trace."),
            tr("Accept it for this trace"), [this] { acceptCertificate(); },
            MessageBar::Tone::Note);
    }
}

void MainWindow::acceptCertificate()
{
    if (const auto certificate = session()->rejectedCertificate()) {
        session()->sendAccepting(*certificate);
    }
}

void MainWindow::showHop()
{
    m_inspector->showHop(session()->shown(), m_tracePane->currentHop());
    updateActions();
}

void MainWindow::updateActions()
{
    const bool running = session()->isRunning();
    const bool hasTrace = !session()->shown().hops.isEmpty();
    m_requestEditor->setRunning(running);
    m_actions.send->setEnabled(!running || session()->pausedStep() != nullptr);
    m_actions.stop->setEnabled(running);
    m_actions.again->setEnabled(!running && session()->canSendAgain());
    m_actions.saveTrace->setEnabled(hasTrace && !running);
    m_actions.saveTraceAs->setEnabled(hasTrace && !running);
    m_actions.resendHop->setEnabled(m_copies->currentHop() != nullptr && !running);
    m_copies->update();
    m_pictures->update();
    m_panes->setInspectorShown(m_actions.showInspector->isChecked() && (hasTrace || running));
    m_actions.previousHop->setEnabled(hasTrace);
    m_actions.nextHop->setEnabled(hasTrace);
    QString file = visibleText(QFileInfo(m_documents->path()).fileName());
    file.replace(u"[*]"_qs, u"[*][*]"_qs); // Qt has a meaning for one of them
    setWindowTitle(file.isEmpty() ? tr("Hoplens") : tr("%1 – Hoplens").arg(file));
    m_statusLine->showTrace(session()->shown());
}

void MainWindow::setZoom(double zoom)
{
    m_tracePane->setZoom(zoom);
    m_inspector->setZoom(m_tracePane->zoom());
}

bool MainWindow::openTrace(const QString &path)
{
    return m_documents->open(path);
}

bool MainWindow::saveTrace(const QString &path, Secrets secrets)
{
    return m_documents->save(session()->trace(), path, secrets);
}

void MainWindow::showOpened(const Trace &trace)
{
    m_messageBar->hide();
    m_traces->forgetOrigin(m_traces->currentIndex());
    session()->setTrace(trace);
    m_panes->uncoverTrace();
    if (trace.hops.isEmpty()) {
        return;
    }
    m_requestEditor->setClient(trace.client.id);
    m_requestEditor->setRequest(trace.hops.constFirst().exchange.request);
    m_tracePane->setCurrentHop(tellingHop(trace));
    m_tracePane->setFocus();
}

void MainWindow::noticeSaved(Secrets secrets)
{
    m_messageBar->hide();
    m_statusLine->notice(secrets == Secrets::Redact ? tr("Saved, secrets blotted out")
                                                    : tr("Saved as sent, with secrets"));
}

void MainWindow::openArgument(const QString &argument)
{
    const bool isFile = argument.endsWith(u".hoplens"_qs) || argument.endsWith(u".har"_qs)
        || QFileInfo(argument).isFile();
    if (isFile) {
        openTrace(argument);
        return;
    }
    m_traces->makeRoom();
    m_requestEditor->setAddress(argument);
    m_requestEditor->submit();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_keeping != nullptr && !m_keeping->end()) {
        event->ignore();
        return;
    }
    writeWindowSettings(this, m_actions.themes, m_tracePane->zoom());
    QMainWindow::closeEvent(event);
}

} // namespace hoplens
