// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindowactions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace hoplens {

namespace {

class MenuBuilder {
    Q_DECLARE_TR_FUNCTIONS(MainWindow)
public:
    explicit MenuBuilder(QMainWindow *window)
        : m_window(window)
    {
    }

    void addFileMenu(MainWindowActions &actions);
    void addEditMenu(MainWindowActions &actions);
    void addTraceMenu(MainWindowActions &actions);
    void addStepActions(MainWindowActions &actions);
    void addViewMenu(MainWindowActions &actions);
    void addLabMenu(MainWindowActions &actions);
    void addHelpMenu(MainWindowActions &actions);

private:
    void startMenu(const QString &title) { m_menu = m_window->menuBar()->addMenu(title); }
    QAction *add(const char *name, const QString &text, const QList<QKeySequence> &keys = {});
    QAction *addSwitch(const char *name, const QString &text, const QList<QKeySequence> &keys,
                       bool on);
    QMenu *addSubmenu(const char *name, const QString &title);

    QMainWindow *m_window;
    QMenu *m_menu = nullptr;
};

QAction *MenuBuilder::add(const char *name, const QString &text, const QList<QKeySequence> &keys)
{
    QAction *action = m_menu->addAction(text);
    action->setObjectName(QLatin1String(name));
    action->setShortcuts(keys);
    return action;
}

QAction *MenuBuilder::addSwitch(const char *name, const QString &text,
                                const QList<QKeySequence> &keys, bool on)
{
    QAction *action = add(name, text, keys);
    action->setCheckable(true);
    action->setChecked(on);
    return action;
}

QMenu *MenuBuilder::addSubmenu(const char *name, const QString &title)
{
    QMenu *menu = m_menu->addMenu(title);
    menu->setObjectName(QLatin1String(name));
    return menu;
}

void MenuBuilder::addFileMenu(MainWindowActions &actions)
{
    startMenu(tr("&File"));
    actions.newRequest = add("newRequest", tr("&New Request"), {QKeySequence::New});
    actions.openTrace = add("openTrace", tr("&Open…"), {QKeySequence::Open});
    actions.recentMenu = addSubmenu("recentMenu", tr("Open &Recent"));
    m_menu->addSeparator();
    actions.newTab = add("newTab", tr("New &Tab"), {Qt::CTRL | Qt::Key_T});
    actions.closeTab = add("closeTab", tr("&Close Tab"), {Qt::CTRL | Qt::Key_W});
    actions.reopenTab =
        add("reopenTab", tr("Reopen C&losed Tab"), {Qt::CTRL | Qt::SHIFT | Qt::Key_T});
    actions.nextTab =
        add("nextTab", tr("N&ext Tab"), {Qt::CTRL | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageDown});
    actions.previousTab = add("previousTab", tr("&Previous Tab"),
                              {Qt::CTRL | Qt::SHIFT | Qt::Key_Backtab,
                               Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageUp});
    m_menu->addSeparator();
    actions.saveTrace = add("saveTrace", tr("&Save"), {QKeySequence::Save});
    actions.saveTraceAs = add("saveTraceAs", tr("Save &As…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S});
    m_menu->addSeparator();
    actions.exportPicture = add("exportPicture", tr("Export Pict&ure…"));
    actions.printPicture = add("printPicture", tr("Pr&int…"), {QKeySequence::Print});
    actions.printPicture->setToolTip(tr("Opens the timeline as a PDF that is ready to print"));
    m_menu->addSeparator();
    actions.quit = add("quit", tr("&Quit"), {Qt::CTRL | Qt::Key_Q});
    actions.quit->setMenuRole(QAction::QuitRole);
}

void MenuBuilder::addEditMenu(MainWindowActions &actions)
{
    startMenu(tr("&Edit"));
    actions.copyUrl = add("copyUrl", tr("Copy &URL"), {Qt::CTRL | Qt::SHIFT | Qt::Key_U});
    actions.copyLocation =
        add("copyLocation", tr("Copy &Location"), {Qt::CTRL | Qt::SHIFT | Qt::Key_L});
    actions.copyTrace =
        add("copyTrace", tr("Copy &Trace as Text"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    actions.copyHopAsCurl = add("copyHopAsCurl", tr("Copy Hop as &cURL"));
    actions.copyHopAsText = add("copyHopAsText", tr("Copy Hop as Te&xt"));
    actions.copyPicture = add("copyPicture", tr("Copy P&icture"));
    m_menu->addSeparator();
    actions.copyRequestAsCurl = add("copyRequestAsCurl", tr("Copy &Request as cURL"));
    actions.copyRequestAsCurl->setToolTip(tr("What stands in the editor, as a command for bash"));
    actions.pasteRequest =
        add("pasteRequest", tr("&Paste Request"), {Qt::CTRL | Qt::SHIFT | Qt::Key_V});
    actions.pasteRequest->setToolTip(tr("Fills the editor from a curl command or a raw request"));
    m_menu->addSeparator();
    actions.goToAddress = add("goToAddress", tr("&Go to Address"), {Qt::CTRL | Qt::Key_L});
    actions.editRequest =
        addSwitch("editRequest", tr("&Headers, Body and Options"), {Qt::CTRL | Qt::Key_E}, false);
    m_menu->addSeparator();
    actions.find = add("find", tr("&Find in Inspector…"), {QKeySequence::Find});
    actions.findNext = add("findNext", tr("Find &Next"), {Qt::Key_F3});
    actions.findPrevious = add("findPrevious", tr("Find Pre&vious"), {Qt::SHIFT | Qt::Key_F3});
}

void MenuBuilder::addTraceMenu(MainWindowActions &actions)
{
    startMenu(tr("&Trace"));
    actions.send = add("send", tr("&Send"), {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    actions.stop = add("stop", tr("S&top"), {Qt::Key_Escape});
    actions.again = add("again", tr("&Again"), {Qt::Key_F5});
    actions.again->setToolTip(tr("Sends what was sent before, without later changes"));
    actions.resendHop = add("resendHop", tr("Re-send &From Here"), {Qt::SHIFT | Qt::Key_F5});
    actions.resendHop->setToolTip(tr("Begins a new trace with the request of the selected hop"));
    m_menu->addSeparator();
    addStepActions(actions);
    m_menu->addSeparator();
    actions.previousHop = add("previousHop", tr("&Previous Hop"), {Qt::ALT | Qt::Key_Up});
    actions.nextHop = add("nextHop", tr("&Next Hop"), {Qt::ALT | Qt::Key_Down});
}

void MenuBuilder::addStepActions(MainWindowActions &actions)
{
    actions.step = add("step", tr("St&ep"), {Qt::Key_F10});
    actions.step->setToolTip(tr("Sends, and stops after each answer before the next request"));
    actions.runOn = add("runOn", tr("&Run On"), {Qt::Key_F5});
    actions.runOn->setToolTip(
        tr("Sends it and goes on without stopping, but where a condition under Stop At holds"));
    actions.keepMethod =
        add("keepMethod", tr("&Keep Method and Body"), {Qt::CTRL | Qt::SHIFT | Qt::Key_K});
    actions.changeToGet =
        add("changeToGet", tr("Change to &GET"), {Qt::CTRL | Qt::SHIFT | Qt::Key_G});
    actions.editNext =
        add("editNext", tr("E&dit Next Request"), {Qt::CTRL | Qt::SHIFT | Qt::Key_E});
    actions.stopAtMenu = addSubmenu("stopAtMenu", tr("St&op At"));
    actions.stopHere = new QAction(tr("Stop &Here Next Time"), m_window);
    actions.stopHere->setObjectName(u"stopHere"_qs);
    actions.stopHere->setCheckable(true);
}

void MenuBuilder::addViewMenu(MainWindowActions &actions)
{
    startMenu(tr("&View"));
    actions.showInspector =
        addSwitch("showInspector", tr("&Inspector"), {Qt::CTRL | Qt::Key_I}, true);
    actions.showHistory = addSwitch("showHistory", tr("&History"), {Qt::CTRL | Qt::Key_H}, false);
    actions.showSecrets = addSwitch("showSecrets", tr("Show &Secrets"), {}, false);
    actions.wrapLines = addSwitch("wrapLines", tr("&Wrap Lines"), {}, true);
    actions.wrapLines->setToolTip(tr("Of octets and fields in the inspector"));
    m_menu->addSeparator();
    actions.zoomIn =
        add("zoomIn", tr("&Zoom In"), {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal});
    actions.zoomOut = add("zoomOut", tr("Zoom &Out"), {Qt::CTRL | Qt::Key_Minus});
    actions.zoomReset = add("zoomReset", tr("&Normal Size"), {Qt::CTRL | Qt::Key_0});
    actions.presentation = addSwitch("presentation", tr("&Presentation"), {Qt::Key_F11}, false);
    m_menu->addSeparator();

    QMenu *themeMenu = addSubmenu("themeMenu", tr("&Theme"));
    actions.themes = new QActionGroup(m_window);
    const auto addTheme = [&](const QString &text, ThemeChoice choice) {
        QAction *action = themeMenu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        action->setChecked(choice == ThemeChoice::System);
        actions.themes->addAction(action);
    };
    addTheme(tr("&System"), ThemeChoice::System);
    addTheme(tr("&Light"), ThemeChoice::Light);
    addTheme(tr("&Dark"), ThemeChoice::Dark);
}

void MenuBuilder::addLabMenu(MainWindowActions &actions)
{
    startMenu(tr("&Lab"));
    m_menu->setObjectName(u"labMenu"_qs);
    m_menu->setToolTipsVisible(true);
    actions.labMenu = m_menu;
    actions.copyLabAddress = add("copyLabAddress", tr("&Copy Lab Address"));
    actions.copyLabAddress->setToolTip(tr("Its page in a browser explains all paths"));
}

void MenuBuilder::addHelpMenu(MainWindowActions &actions)
{
    startMenu(tr("&Help"));
    actions.shortcuts = add("shortcuts", tr("&Keyboard Shortcuts"), {Qt::Key_F1});
    actions.about = add("about", tr("&About Hoplens"));
    actions.about->setMenuRole(QAction::AboutRole);
}

} // namespace

MainWindowActions createMainWindowActions(QMainWindow *window)
{
    MainWindowActions actions;
    MenuBuilder builder(window);
    builder.addFileMenu(actions);
    builder.addEditMenu(actions);
    builder.addTraceMenu(actions);
    builder.addViewMenu(actions);
    builder.addLabMenu(actions);
    builder.addHelpMenu(actions);
    return actions;
}

} // namespace hoplens
