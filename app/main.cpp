// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/clientscommand.h"
#include "app/commandline.h"
#include "app/comparecommand.h"
#include "app/labcommand.h"
#include "app/output.h"
#include "app/startup.h"
#include "app/tracecommand.h"
#include "ui/appicon.h"
#include "ui/mainwindow.h"
#include "ui/screenreader.h"

#include <QApplication>
#include <QStandardPaths>

#include <optional>

namespace {

using namespace hoplens;

void nameProgram()
{
    QCoreApplication::setApplicationName(QStringLiteral("hoplens"));
    QCoreApplication::setOrganizationName(QStringLiteral("hoplens"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HOPLENS_VERSION));
}

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

int runWindow(int &argc, char **argv, const QString &argument)
{
    if (!hasDisplay()) {
        return complain(
            {Error::Code::InvalidInput,
             QCoreApplication::translate("hoplens::main",
                                         "There is no display for the window; use \"hoplens "
                                         "trace URL\", or start it with xvfb-run.")});
    }
    std::optional<StartGuard> guard(std::in_place);
    const QApplication application(argc, argv);
    guard.reset();
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Hoplens"));
    QGuiApplication::setWindowIcon(appIcon());
    QGuiApplication::setDesktopFileName(QStringLiteral("org.hoplens.Hoplens"));
    MainWindow window;
    window.keepIn(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    labelComboBoxes(window);
    window.show();
    if (!argument.isEmpty()) {
        window.openArgument(argument);
    }
    return QApplication::exec();
}

int exitCodeOf(const Result<void> &printed)
{
    return printed ? Handed : complain(printed.error());
}

int runWindowless(const CommandLine &line)
{
    switch (line.verb) {
    case CommandLine::Verb::Help:
        return exitCodeOf(printOut(line.help.toUtf8()));
    case CommandLine::Verb::Version:
        return exitCodeOf(printOut("Hoplens " HOPLENS_VERSION "\n"));
    case CommandLine::Verb::Trace:
        return runTrace(line.trace);
    case CommandLine::Verb::Compare:
        return runCompare(line.compare);
    case CommandLine::Verb::Lab:
        return runLab(line.labPort);
    case CommandLine::Verb::Clients:
        return line.clientName.isEmpty() ? runClients(line.clientsAsJson)
                                         : runClient(line.clientName, line.clientsAsJson);
    case CommandLine::Verb::Window:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace

int main(int argc, char **argv)
{
    nameProgram();
    const Result<QStringList> arguments = readArguments(argc, argv);
    if (!arguments) {
        return complain(arguments.error());
    }
    if (!isWindowless(*arguments)) {
        const Result<CommandLine> line = parseCommandLine(withoutQtOptions(*arguments));
        return line ? runWindow(argc, argv, line->windowArgument) : complain(line.error());
    }
    const QCoreApplication application(argc, argv);
    const Result<CommandLine> line = parseCommandLine(*arguments);
    return line ? runWindowless(*line) : complain(line.error());
}
