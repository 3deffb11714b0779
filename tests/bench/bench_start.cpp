// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
//
// From process start to first paint: Hoplens and a program with an empty window, turn by turn.
// bench_start [RUNS]

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

namespace {

constexpr double target = 1.6; // times the empty window

/// Milliseconds until `program` says that it has painted, on that platform.
double timeOf(const QString &program, const QString &platform)
{
    const QTemporaryDir home; // each start is a first one
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
                             "XDG_RUNTIME_DIR"}) {
        environment.insert(QLatin1String(name), home.path());
    }
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer clock;
    clock.start();
    process.start(program, {});
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(30'000)) {
            qFatal("%s did not paint", qPrintable(program));
        }
    }
    const double elapsed = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    if (!process.waitForFinished(30'000)) {
        qFatal("%s did not end", qPrintable(program));
    }
    return elapsed;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

void compare(const QString &platform, int runs)
{
    const QString folder = QCoreApplication::applicationDirPath();
    QList<double> empty;
    QList<double> hoplens;
    for (int run = -1; run < runs; ++run) { // the first turn fills the caches
        const double first = timeOf(folder + QStringLiteral("/start_empty"), platform);
        const double second = timeOf(folder + QStringLiteral("/start_hoplens"), platform);
        if (run >= 0) {
            empty.append(first);
            hoplens.append(second);
        }
    }
    const auto row = [&](const char *name, const QList<double> &values) {
        std::printf("  %-14s median %6.1f ms   best %6.1f ms\n", name, median(values),
                    *std::min_element(values.begin(), values.end()));
    };
    std::printf("%s, %d starts each\n", qPrintable(platform), runs);
    row("empty window", empty);
    row("Hoplens", hoplens);
    const double ratio = median(hoplens) / median(empty);
    std::printf("  %.2f times (target: no more than %.1f)%s\n", ratio, target,
                ratio > target ? "  MISSED" : "");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int runs = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 20;
    compare(QStringLiteral("offscreen"), runs);
    if (qEnvironmentVariableIsSet("DISPLAY")) {
        compare(QStringLiteral("xcb"), runs);
    }
    return 0;
}
