// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// How long a key in the address field takes with many addresses known, from the key press until
// the list under the field is painted: bench_typing [ADDRESSES]. Sixteen milliseconds are a frame.

#include "ui/request/requesteditor.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTextStream>

#include <algorithm>

using namespace hoplens;

namespace {

QStringList addresses(int count)
{
    QStringList list;
    for (int i = 0; i < count; ++i) {
        list.append(
            u"https://host-%1.example.org:8443/api/v2/items/%2/details?page=%3"_qs.arg(i % 97)
                .arg(i)
                .arg(i % 7));
    }
    return list;
}

void press(QWidget *target, const QString &text, int key)
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
    QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(target, &down);
    QCoreApplication::sendEvent(target, &up);
    QCoreApplication::processEvents();
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const int count = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 10'000;
    RequestEditor editor;
    editor.resize(1100, 400);
    editor.setExpanded(true);
    editor.show();
    editor.setKnownAddresses(addresses(count));
    editor.focusAddress();
    auto *line = editor.findChild<QLineEdit *>(u"address"_qs);

    QList<double> times;
    const QStringList words{u"https://host-3"_qs, u"items/99"_qs, u"details api host"_qs,
                            u"zzz no such address"_qs};
    for (const QString &word : words) {
        line->clear();
        QCoreApplication::processEvents();
        for (const QChar c : word) {
            QWidget *list = line->completer()->popup();
            QElapsedTimer timer;
            timer.start();
            press(list->isVisible() ? list : line, QString(c), c.toUpper().unicode());
            times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    }
    const double first = times.takeFirst(); // makes the list, too
    std::sort(times.begin(), times.end());
    QTextStream(stdout) << count << " addresses, " << times.size() + 1 << " keys: first " << first
                        << " ms, median " << times.at(times.size() / 2) << " ms, slowest "
                        << times.constLast() << " ms\n";
    return 0;
}
