// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// How fast chains of redirects are traced, beside libcurl in the same run:
//   bench_chains            everything, as a table of ratios
//   bench_chains run ...    one measurement in a process of its own (used by the above)
// Absolute numbers depend on the machine and its load; only the ratios mean something.

#include "tests/bench/curlclient.h"
#include "tests/bench/measurement.h"
#include "tests/bench/nginxchain.h"
#include "tests/bench/tracerclient.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStringList>

#include <algorithm>
#include <cstdio>
#include <map>
#include <vector>

using namespace hoplens::bench;

namespace {

constexpr int repetitions = 5;

struct Job {
    const char *title;
    const char *client;
    int atOnce;
    const char *kind; // "keep", "tls", "tls-all" (trusting the system's authorities, too), "large"
    int traces;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

Measurement measured(const Job &job, const NginxChain &server)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("run"), QString::fromLatin1(job.client),
                   QString::number(job.atOnce), QString::fromLatin1(job.kind),
                   QString::number(job.traces), server.url(job.kind),
                   server.authorities(job.kind)});
    process.waitForFinished(-1);
    return Measurement::fromLine(process.readAllStandardOutput());
}

int runOne(const QStringList &arguments)
{
    const Load load{arguments.at(1).toInt(), arguments.at(2), arguments.at(3).toInt(),
                    arguments.at(4), arguments.at(5)};
    const Measurement result =
        arguments.at(0) == QLatin1String("curl") ? runCurl(load) : runTracer(load);
    std::fputs(result.toLine().constData(), stdout);
    return result.hops > 0 ? 0 : 1;
}

struct Summary {
    double hopsPerSecond = 0;
    double cpuPerHop = 0; // microseconds
    double peak = 0; // MiB
};

Summary summaryOf(const std::vector<Measurement> &results)
{
    std::vector<double> speeds;
    std::vector<double> costs;
    std::vector<double> peaks;
    for (const Measurement &result : results) {
        speeds.push_back(result.hops / result.seconds);
        costs.push_back(result.cpuSeconds * 1e6 / result.hops);
        peaks.push_back(result.peakMiB);
    }
    return {median(speeds), median(costs), median(peaks)};
}

void compare(const NginxChain &server, const Job &own, const Job &peer)
{
    std::vector<Measurement> ownResults;
    std::vector<Measurement> peerResults;
    for (int i = 0; i < repetitions; ++i) { // interleaved: load of the machine hits both
        ownResults.push_back(measured(own, server));
        peerResults.push_back(measured(peer, server));
    }
    const Summary a = summaryOf(ownResults);
    const Summary b = summaryOf(peerResults);
    for (const auto &[job, summary] : {std::pair(own, a), std::pair(peer, b)}) {
        std::printf("%-44s %9.0f hops/s %8.1f us CPU/hop %7.1f MiB peak\n", job.title,
                    summary.hopsPerSecond, summary.cpuPerHop, summary.peak);
    }
    std::printf("%-44s %9.2f          %8.2f             %7.2f\n\n", "  ratio",
                a.hopsPerSecond / b.hopsPerSecond, a.cpuPerHop / b.cpuPerHop, a.peak / b.peak);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().sliced(1);
    if (arguments.value(0) == QLatin1String("run")) {
        return runOne(arguments.sliced(1));
    }
    NginxChain server;
    if (!server.start()) {
        std::fputs("nginx did not start; is it installed?\n", stderr);
        return 1;
    }
    const auto wants = [&](const char *name) {
        return arguments.isEmpty() || arguments.contains(QLatin1String(name));
    };
    if (wants("one")) {
        compare(server, {"Hoplens, one trace at a time", "hoplens", 1, "keep", 2000},
                {"libcurl easy, following by itself", "curl", 1, "keep", 2000});
    }
    if (wants("many")) {
        compare(server, {"Hoplens, 32 traces at once", "hoplens", 32, "keep", 4000},
                {"libcurl multi, 32 at once", "curl", 32, "keep", 4000});
    }
    if (wants("tls")) {
        // Hoplens trusts the system's authorities and the server's; libcurl reads a file of them
        // for each connection, so it is compared with a file of all and with a file of one.
        const Job own{"Hoplens, TLS, fresh connections", "hoplens", 1, "tls", 50};
        compare(server, own, {"libcurl, the same authorities", "curl", 1, "tls-all", 20});
        compare(server, own, {"libcurl, the server's authority alone", "curl", 1, "tls", 50});
    }
    if (wants("large")) {
        compare(server, {"Hoplens, an answer of 1 GiB", "hoplens", 1, "large", 1},
                {"libcurl, an answer of 1 GiB", "curl", 1, "large", 1});
    }
    return 0;
}
