// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// What a long history costs:
//   bench_history [TRACES]    kept ones; 10,000 without an argument
// Everything is in a temporary folder, and nothing is drawn on a screen.

#include "core/history/history.h"
#include "core/history/orderedworker.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypanel.h"

#include <QApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace hoplens;

namespace {

Trace traceNumber(int number)
{
    Trace trace;
    trace.started = QDateTime(QDate(2026, 1, 1), QTime(8, 0), Qt::UTC).addSecs(60LL * number);
    trace.client = {QStringLiteral("curl"), QStringLiteral("curl"), QStringLiteral("8")};
    for (int hop = 0; hop < 3; ++hop) {
        Hop made;
        made.exchange.request.method = "GET";
        made.exchange.request.url =
            *parseUrl("https://shop.example.test/products/" + QByteArray::number(number)
                      + "?hop=" + QByteArray::number(hop));
        made.exchange.response = Response();
        made.exchange.response->status = hop < 2 ? 302 : 200;
        made.exchange.response->body = bodyOf(QByteArray(1000, 'x'));
        trace.hops.append(made);
    }
    trace.outcome = Outcome{OutcomeKind::Final, 3, {}};
    return trace;
}

void report(const char *what, qint64 nanoseconds)
{
    std::printf("%-52s %9.1f ms\n", what, static_cast<double>(nanoseconds) / 1e6);
}

template <typename Work> void measure(const char *what, Work work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    report(what, clock.nsecsElapsed());
}

void fill(const QString &folder, int count)
{
    HistoryStore store(folder, {count, qint64(8) << 30});
    for (int i = 0; i < count; ++i) {
        const QDateTime when = QDateTime(QDate(2026, 1, 1), QTime(8, 0), Qt::UTC).addSecs(60LL * i);
        if (!store.add(historyId(when, static_cast<quint32>(i)), traceNumber(i))) {
            qFatal("The history cannot be written");
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 10'000;
    const QTemporaryDir directory;
    const QString folder = directory.filePath(QStringLiteral("history"));
    const HistoryBounds bounds{count + 10, qint64(8) << 30};

    measure("keeping all of them, on the disk each", [&] { fill(folder, count); });
    HistoryStore store(folder, bounds);
    measure("reading the list, in the background", [&] {
        if (const Result<HistoryListing> listing = store.load();
            !listing || listing->entries.size() != count) {
            qFatal("The history is not whole");
        }
    });
    measure("keeping one more, in the background", [&] {
        static_cast<void>(
            store.add(historyId(QDateTime::currentDateTimeUtc(), 1), traceNumber(count)));
    });

    OrderedWorker worker;
    History history(folder, &worker, bounds);
    HistoryPanel panel;
    panel.resize(260, 800);
    panel.show();
    panel.setHistory(&history);
    auto *model = panel.findChild<HistoryModel *>();
    QEventLoop loop;
    qint64 blocked = 0;
    QElapsedTimer clock;
    // The panel is connected first: what it does with the list lies between the two.
    QObject::connect(&history, &History::reset, &loop, &QEventLoop::quit);
    QObject::connect(model, &HistoryModel::aboutToArrange, &loop, [&] { clock.start(); });
    QObject::connect(model, &HistoryModel::arranged, &loop,
                     [&] { blocked = clock.nsecsElapsed(); });
    history.load();
    loop.exec();
    measure("putting the list on the screen, first time", [&] {
        panel.grab();
        QCoreApplication::processEvents();
    });
    report("  of which arranging the rows", blocked);

    auto *search = panel.findChild<QLineEdit *>(QStringLiteral("historySearch"));
    qint64 slowest = 0;
    const QString question = QStringLiteral("get shop 4711");
    for (qsizetype i = 1; i <= question.size(); ++i) {
        QElapsedTimer key;
        key.start();
        search->setText(question.left(i));
        panel.grab();
        slowest = std::max(slowest, key.nsecsElapsed());
    }
    report("a key in the search field, the slowest", slowest);
    search->clear();
    measure("one more entry while the list is shown", [&] {
        QEventLoop saved;
        QObject::connect(&history, &History::saved, &saved, &QEventLoop::quit);
        history.add(traceNumber(count + 1));
        saved.exec();
        QCoreApplication::processEvents();
    });
    measure("addresses for completion", [&] {
        std::printf("%lld addresses\n",
                    static_cast<long long>(knownAddresses(history.entries()).size()));
    });
    QFile::remove(folder + QStringLiteral("/index.jsonl"));
    measure("reading all files after the index was lost, in the background", [&] {
        const Result<HistoryListing> listing = store.load();
        for (const QString &id : listing->unknown) {
            static_cast<void>(store.index(id));
        }
    });
    return 0;
}
