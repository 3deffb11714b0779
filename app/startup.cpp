// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "app/startup.h"

#include "app/output.h"

#include <QCoreApplication>
#include <QMutex>
#include <QMutexLocker>

#include <cstdio>
#include <cstdlib>

namespace hoplens {

namespace {

struct Startup {
    Q_DECLARE_TR_FUNCTIONS(Startup)
};

/// What Qt said while the guard lived. Qt may speak from other threads too.
struct Held {
    QMutex mutex;
    QStringList lines;
};

Held &held()
{
    static Held messages;
    return messages;
}

/// The window system that was asked for, as the user wrote it.
QString wantedDisplay()
{
    for (const char *name : {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"}) {
        if (const QString value = qEnvironmentVariable(name); !value.isEmpty()) {
            return QLatin1String(name) + u'=' + value;
        }
    }
    return {};
}

void holdMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type != QtFatalMsg) {
        const QMutexLocker lock(&held().mutex);
        held().lines.append(qFormatLogMessage(type, context, text));
        return;
    }
    const int code = complain(
        {Error::Code::InvalidInput,
         Startup::tr("No window can be opened with %1; check that display, use \"hoplens trace "
                     "URL\", or start it with xvfb-run.")
             .arg(wantedDisplay())});
    // Nothing is there yet that would have to be put in order.
    std::_Exit(code);
}

} // namespace

Result<QStringList> readArguments(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        const QByteArray bytes(argv[i]);
        if (!bytes.isValidUtf8()) {
            return Error{
                Error::Code::InvalidInput,
                Startup::tr("Argument %1 is not valid UTF-8 (%2); rename the file, or give "
                            "the bytes in a file with @.")
                    .arg(i)
                    .arg(QString::fromLatin1(bytes.left(40).toPercentEncoding()))};
        }
        arguments.append(QString::fromUtf8(bytes));
    }
    return arguments;
}

QStringList withoutQtOptions(const QStringList &arguments)
{
    // https://doc.qt.io/qt-6/qguiapplication.html#supported-command-line-options
    static const QStringList flags{QStringLiteral("-reverse")};
    static const QStringList withValue{
        QStringLiteral("-style"),           QStringLiteral("-stylesheet"),
        QStringLiteral("-platform"),        QStringLiteral("-platformpluginpath"),
        QStringLiteral("-platformtheme"),   QStringLiteral("-plugin"),
        QStringLiteral("-qwindowgeometry"), QStringLiteral("-qwindowtitle"),
        QStringLiteral("-qwindowicon"),     QStringLiteral("-session"),
        QStringLiteral("-display")};
    QStringList rest;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString name = arguments.at(i).section(u'=', 0, 0);
        if (name.startsWith(QLatin1String("--"))) {
            name.remove(0, 1); // Qt takes both
        }
        if (withValue.contains(name)) {
            i += arguments.at(i).contains(u'=') ? 0 : 1;
        } else if (!flags.contains(name)) {
            rest.append(arguments.at(i));
        }
    }
    return rest;
}

StartGuard::StartGuard()
{
    qInstallMessageHandler(holdMessage);
}

StartGuard::~StartGuard()
{
    qInstallMessageHandler(nullptr);
    const QMutexLocker lock(&held().mutex);
    for (const QString &line : std::as_const(held().lines)) {
        std::fprintf(stderr, "%s\n", qPrintable(line));
    }
    held().lines.clear();
}

} // namespace hoplens
