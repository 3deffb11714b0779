// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What a frame of the timeline costs, with 20 hops and with 1,000, in milliseconds: scrolling by a
// wheel notch and by a page, painting all there is, a later hop, and another width. The window is
// drawn into memory, and processor time is counted. In a window of 1280x800 and in one of 3840x2160
// pixels at scale 2:
//   bench_painting
// A scale holds for a whole process, so it starts itself once for each.

#include "core/redirect/explain.h"
#include "tests/ui/samples.h"
#include "ui/theme.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace hoplens;

namespace {

constexpr int frames = 120;

/// Milliseconds of the processor that this program has used: what else the machine does is no cost.
double now()
{
    return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Cost {
    double median = 0;
    double worst = 0;
};

Cost costOf(int times, const std::function<void(int)> &frame)
{
    std::vector<double> costs;
    for (int i = 0; i < times; ++i) {
        const double start = now();
        frame(i);
        costs.push_back(now() - start);
    }
    std::sort(costs.begin(), costs.end());
    return {costs.at(costs.size() / 2), costs.back()};
}

/// As varied as a trace is: paths, reasons and header names differ from hop to hop.
Trace chain(int hops)
{
    SampleTrace sample;
    for (int hop = 1; hop < hops; ++hop) {
        const QByteArray number = QByteArray::number(hop);
        const QByteArray next = "/catalogue/section-" + QByteArray::number(hop + 1)
            + "/item?session=" + QByteArray::number(hop * 7919);
        sample
            .request("POST", "/catalogue/section-" + number + "/item?session=" + number,
                     "eighteen bytes....")
            .answer(hop % 2 == 0 ? 307 : 308,
                    hop % 2 == 0 ? "Temporary Redirect" : "Permanent Redirect", next)
            .decide("POST", true, next)
            .because(About::Method, u"307 never changes the method"_qs, u"RFC 9110 §15.4.8"_qs)
            .header("X-Trace-" + number, FieldChange::Removed)
            .because(About::Header, u"Another origin must not learn it"_qs,
                     u"Fetch §4.4 step 13"_qs);
    }
    sample.request("POST", "/last", "eighteen bytes....").answer(200, "OK");
    return sample.end(OutcomeKind::Final).trace();
}

/// Lets the window system hear about what is to be painted, and paints it.
void paintNow()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

Cost scrolling(TracePane &pane, int step)
{
    QScrollBar *bar = pane.timeline()->verticalScrollBar();
    int direction = 1;
    return costOf(frames, [&](int) {
        if (bar->value() >= bar->maximum() || (direction < 0 && bar->value() <= 0)) {
            direction = -direction;
        }
        bar->setValue(bar->value() + direction * step);
        paintNow();
    });
}

Cost everything(TracePane &pane)
{
    QWidget *view = pane.timeline()->viewport();
    QImage image(view->size() * view->devicePixelRatio(), QImage::Format_RGB32);
    image.setDevicePixelRatio(view->devicePixelRatio());
    return costOf(frames, [&](int) { view->render(&image); });
}

Cost growing(TracePane &pane, const Trace &whole, int before)
{
    constexpr int added = 20;
    Trace trace = whole;
    trace.outcome.reset();
    trace.hops = whole.hops.first(before);
    pane.setTrace(trace);
    pane.timeline()->verticalScrollBar()->setValue(pane.timeline()->verticalScrollBar()->maximum());
    paintNow();
    return costOf(added, [&](int i) {
        trace.hops += whole.hops.at(before + i);
        pane.updateTrace(trace, before + i - 1);
        paintNow();
    });
}

Cost resizing(TracePane &pane)
{
    const QSize size = pane.size();
    const Cost cost = costOf(20, [&](int i) {
        pane.resize(size.width() - 10 * (i % 5 + 1), size.height());
        paintNow();
    });
    pane.resize(size);
    paintNow();
    return cost;
}

void print(const char *what, const Cost &few, const Cost &many)
{
    std::printf("  %-24s %7.2f %7.2f   %7.2f %7.2f   %5.2f\n", what, few.median, few.worst,
                many.median, many.worst, many.median / std::max(few.median, 0.001));
}

void measure(const QSize &size)
{
    TracePane pane;
    pane.resize(size);
    pane.show();
    paintNow();
    const Trace few = chain(20);
    const Trace many = chain(1000);
    const auto both = [&](const char *what, const std::function<Cost()> &cost) {
        pane.setTrace(few);
        paintNow();
        const Cost first = cost();
        pane.setTrace(many);
        paintNow();
        print(what, first, cost());
    };
    std::printf("%d x %d at scale %g, ms        20 hops         1,000 hops   ratio\n", size.width(),
                size.height(), pane.devicePixelRatio());
    std::printf("  %-24s %7s %7s   %7s %7s\n", "", "median", "worst", "median", "worst");
    both("scrolling by a notch", [&] { return scrolling(pane, 60); });
    both("scrolling by a page",
         [&] { return scrolling(pane, pane.timeline()->viewport()->height()); });
    both("painting everything", [&] { return everything(pane); });
    both("another width", [&] { return resizing(pane); });
    const Trace longer = chain(1020);
    print("one hop more", growing(pane, chain(40), 20), growing(pane, longer, 1000));
}

int runItself(const QString &program, const char *scale)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_qs, QLatin1String(scale));
    environment.insert(u"QT_QPA_PLATFORM"_qs, u"offscreen"_qs);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program, {QLatin1String(scale)});
    process.waitForFinished(-1);
    return process.exitCode();
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 2) {
        const QCoreApplication application(argc, argv);
        const QString self = QCoreApplication::applicationFilePath();
        const int first = runItself(self, "1");
        return std::max(first, runItself(self, "2"));
    }
    QApplication application(argc, argv);
    applyTheme(application, ThemeChoice::Light);
    // 3840 x 2160 device pixels at scale 2 are half as many of the window's own.
    measure(QByteArray(argv[1]) == "2" ? QSize(1920, 1080) : QSize(1280, 800));
    return 0;
}
