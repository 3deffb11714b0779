// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What it costs to compare clients, beside reading the trace file that they are predicted from:
//   bench_compare [CLIENTS]    40 without an argument, on a trace of 20 hops
// Both are done in turns in the same process; the ratio is what counts.

#include "core/compare/comparison.h"
#include "core/compare/comparisonfile.h"
#include "core/formats/tracefile.h"
#include "tests/core/chain.h"
#include "tests/core/madeprofiles.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace hoplens;

namespace {

constexpr int hops = 20;
constexpr int runs = 40;

/// An answer as servers give it, with a page that nobody looks at.
Response busyAnswer(int status, int number)
{
    Response response =
        answer(status,
               {{"Date", "Sun, 22 Nov 2026 14:02:11 GMT"},
                {"Server", "nginx/1.22.1"},
                {"Content-Type", "text/html; charset=utf-8"},
                {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
                {"X-Frame-Options", "DENY"},
                {"Cache-Control", "no-store"},
                {"Set-Cookie", "step=" + QByteArray::number(number) + "; Path=/; HttpOnly"},
                {"Location", "/step/" + QByteArray::number(number + 1) + "?from=the-step-before"}});
    response.body = bodyOf(QByteArray("<html><head><title>Moved</title></head><body>")
                           + QByteArray(500, 'x') + "</body></html>");
    return response;
}

Trace busyTrace()
{
    const ClientProfile &client = *findProfile(u"browser-fetch"_qs);
    QList<Response> answers;
    for (int i = 1; i < hops; ++i) {
        answers.append(busyAnswer(i % 2 == 0 ? 308 : 307, i));
    }
    answers.append(busyAnswer(200, hops));
    const Chain chain = play(requestTo("POST", "https://shop.example.test/step/1",
                                       {{"Authorization", "Bearer abcdefghijklmnop"},
                                        {"Content-Type", "application/json"},
                                        {"Accept", "application/json"}},
                                       QByteArray(2000, 'b')),
                             answers, client);
    Trace trace;
    trace.started = playTime();
    trace.client = {client.id, client.name, client.version};
    trace.hops = chain.hops;
    trace.outcome = Outcome{chain.outcome, static_cast<int>(chain.hops.size()), {}};
    return trace;
}

struct Stopwatch {
    std::vector<double> milliseconds;

    template <typename Work> void measure(const Work &work)
    {
        QElapsedTimer clock;
        clock.start();
        work();
        milliseconds.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    double median()
    {
        std::sort(milliseconds.begin(), milliseconds.end());
        return milliseconds.at(milliseconds.size() / 2);
    }
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 40;
    const QByteArray file = writeTrace(busyTrace(), Secrets::Show);
    const QList<ClientProfile> profiles = madeProfiles(count);
    Stopwatch reading;
    Stopwatch comparing;
    Stopwatch writing;
    Trace trace;
    Comparison comparison;
    for (int run = 0; run < runs; ++run) {
        reading.measure([&] { trace = *readTrace(file); });
        comparing.measure([&] { comparison = compare(trace, pointersTo(profiles)); });
        writing.measure([&] { static_cast<void>(comparisonText(comparison)); });
    }
    std::printf("%d clients on %d hops, median of %d\n", static_cast<int>(profiles.size()),
                static_cast<int>(trace.hops.size()), runs);
    std::printf("  %-40s %8.2f ms\n", "reading the trace file once", reading.median());
    std::printf("  %-40s %8.2f ms   %.1f times that\n", "comparing the clients", comparing.median(),
                comparing.median() / reading.median());
    std::printf("  %-40s %8.2f ms\n", "writing the table", writing.median());
    return 0;
}
