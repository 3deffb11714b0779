// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// How far the times of a trace are from the server's own, while the window is painted all the time:
//   bench_times [TRACES]    of ten hops each; 200 without an argument
// Once as the window traces, and for comparison with a Tracer in the window's thread. The window is
// drawn into memory, so no display is needed.

#include "tests/bench/stampserver.h"
#include "ui/mainwindow.h"
#include "ui/tracesession.h"

#include <QApplication>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

using namespace hoplens;
using namespace hoplens::bench;

namespace {

/// Paints the whole window sixty times a second and changes its size each time.
class Painter {
public:
    explicit Painter(MainWindow &window)
        : m_window(window)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_window, [this] { paint(); });
        m_timer.start(std::chrono::milliseconds(16));
    }

    int count() const { return m_count; }
    double milliseconds() const { return m_spent / std::max(1, m_count); } ///< each

private:
    void paint()
    {
        const double start = steadyNow();
        const int step = ++m_count % 60;
        m_window.resize(1000 + 4 * step, 720 + 2 * step);
        m_window.repaint();
        m_spent += steadyNow() - start;
    }

    MainWindow &m_window;
    QTimer m_timer;
    int m_count = 0;
    double m_spent = 0;
};

/// Distances from the server's clock in milliseconds.
struct Distances {
    std::vector<double> sent;
    std::vector<double> firstByte;
};

/// Both clocks at one moment: a trace counts from a time on the wall clock, the server's stamps are
/// steady ones.
struct ClockPair {
    double steady = steadyNow();
    double wall = std::chrono::duration<double, std::milli>(
                      std::chrono::system_clock::now().time_since_epoch())
                      .count();

    /// What the steady clock showed when the trace's times were 0.
    double steadyAt(const QDateTime &started) const
    {
        return steady + static_cast<double>(started.toMSecsSinceEpoch()) - wall;
    }
};

bool add(Distances &distances, const Trace &trace, const std::vector<Stamps> &stamps,
         const ClockPair &clocks)
{
    if (trace.hops.size() != StampServer::hops || stamps.size() != StampServer::hops) {
        return false;
    }
    const double zero = clocks.steadyAt(trace.started);
    for (std::size_t i = 0; i < stamps.size(); ++i) {
        const Times &times = trace.hops.at(static_cast<qsizetype>(i)).exchange.times;
        distances.sent.push_back(std::abs(zero + *times.sent - stamps[i].read));
        distances.firstByte.push_back(std::abs(zero + *times.firstByte - stamps[i].written));
    }
    return true;
}

struct Wish {
    Request request;
    ClientProfile profile;
    TraceOptions options;
    int traces = 0;
};

Wish wishFor(const StampServer &server, int traces)
{
    Wish wish;
    wish.request.method = "GET";
    wish.request.url = *parseUrl(server.url());
    wish.profile = *findProfile(QStringLiteral("browser-fetch"));
    wish.options.send.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    wish.traces = traces;
    return wish;
}

Distances inItsThread(const Wish &wish, TraceSession &session, StampServer &server)
{
    Distances distances;
    QEventLoop loop;
    QObject::connect(&session, &TraceSession::finished, &loop, &QEventLoop::quit);
    for (int i = 0; i < wish.traces; ++i) {
        const ClockPair clocks;
        session.send(wish.request, wish.profile, wish.options);
        loop.exec();
        if (!add(distances, session.trace(), server.takeStamps(), clocks)) {
            return {};
        }
    }
    return distances;
}

Distances inTheWindowsThread(const Wish &wish, TraceSession &session, StampServer &server)
{
    Distances distances;
    QEventLoop loop;
    Tracer tracer;
    const auto show = [&] { session.setTrace(tracer.trace()); };
    QObject::connect(&tracer, &Tracer::hopStarted, &session, show);
    QObject::connect(&tracer, &Tracer::hopAnswered, &session, show);
    QObject::connect(&tracer, &Tracer::hopFinished, &session, show);
    QObject::connect(&tracer, &Tracer::finished, &loop, &QEventLoop::quit);
    for (int i = 0; i < wish.traces; ++i) {
        const ClockPair clocks;
        tracer.start(wish.request, wish.profile, wish.options);
        loop.exec();
        if (!add(distances, tracer.trace(), server.takeStamps(), clocks)) {
            return {};
        }
    }
    return distances;
}

void print(const char *what, std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto at = [&](double part) {
        const auto last = static_cast<double>(values.size() - 1);
        return values.at(static_cast<std::size_t>(std::lround(part * last)));
    };
    std::printf("  %-36s p50 %7.3f   p95 %7.3f   max %7.3f ms\n", what, at(0.5), at(0.95),
                values.back());
}

using Way = Distances (*)(const Wish &, TraceSession &, StampServer &);

bool measure(const char *title, Way way, int traces)
{
    StampServer server; // goes last, when nobody is connected any more
    MainWindow window;
    window.show();
    const Painter painter(window);
    auto *session = window.findChild<TraceSession *>();
    const Distances distances = way(wishFor(server, traces), *session, server);
    if (distances.sent.empty()) {
        std::fprintf(stderr, "A trace is not complete.\n");
        return false;
    }
    std::printf("%s: %d hops, window painted %d times, %.1f ms each\n", title,
                static_cast<int>(distances.sent.size()), painter.count(), painter.milliseconds());
    print("sent, from the server's read", distances.sent);
    print("first byte, from the server's write", distances.firstByte);
    std::fflush(stdout);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setApplicationName(QStringLiteral("hoplens-bench"));
    const int traces = std::max(1, QCoreApplication::arguments().value(1, u"200"_qs).toInt());
    const bool isComplete = measure("Tracer in its thread", inItsThread, traces)
        && measure("Tracer in the window's thread", inTheWindowsThread, traces);
    return isComplete ? 0 : 1;
}
