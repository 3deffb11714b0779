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

#include <sys/resource.h>

namespace {

constexpr double target = 1.6; // times the empty window

struct Start {
    double elapsed = 0; ///< milliseconds until the program says that it has painted
    double processor =
        0; ///< milliseconds that it worked, ending included; steady on a busy machine
};

/// Of all processes that ended so far.
double processorTime()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto milliseconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

Start startOf(const QString &program, const QString &platform)
{
    const double before = processorTime();
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
    return {elapsed, processorTime() - before};
}

double median(const QList<Start> &starts, double Start::*value)
{
    QList<double> values;
    for (const Start &start : starts) {
        values.append(start.*value);
    }
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

void compare(const QString &platform, int runs)
{
    const QString folder = QCoreApplication::applicationDirPath();
    QList<Start> empty;
    QList<Start> hoplens;
    for (int run = -1; run < runs; ++run) { // the first turn fills the caches
        const Start first = startOf(folder + QStringLiteral("/start_empty"), platform);
        const Start second = startOf(folder + QStringLiteral("/start_hoplens"), platform);
        if (run >= 0) {
            empty.append(first);
            hoplens.append(second);
        }
    }
    std::printf("%s, medians of %d starts each\n", qPrintable(platform), runs);
    const auto row = [](const char *name, const QList<Start> &starts) {
        std::printf("  %-14s %7.1f ms to the first paint  %7.1f ms of processor time\n", name,
                    median(starts, &Start::elapsed), median(starts, &Start::processor));
    };
    row("empty window", empty);
    row("Hoplens", hoplens);
    const auto ratio = [&](double Start::*value) {
        return median(hoplens, value) / median(empty, value);
    };
    std::printf("  %-14s %7.2f                     %7.2f   target of the first: %.1f%s\n", "times",
                ratio(&Start::elapsed), ratio(&Start::processor), target,
                ratio(&Start::elapsed) > target ? ", missed" : "");
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
