// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// A program to be killed: the real window, which sends one request after the other to a lab, keeps
// the traces, and saves some to files.
//   crashvictim FOLDER
// It says what is on the disk, one line each:
//   started TABS TRACES    what came back; TRACES have one
//   kept ID                the trace is in the history
//   saved PATH             the trace is in that file

#include "core/history/history.h"
#include "ui/keeping.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>

#include <cstdio>

using namespace hoplens;

namespace {

constexpr int mostTabs = 6;

void say(const char *what, const QString &rest)
{
    std::fprintf(stdout, "%s %s\n", what, qPrintable(rest));
    std::fflush(stdout);
}

class Victim final : public QObject {
public:
    Victim(MainWindow *window, const QString &folder)
        : m_window(window)
        , m_folder(folder)
        , m_traces(window->findChild<OpenTraces *>())
    {
        const QString address = addressField()->text();
        m_lab = address.left(address.indexOf(u'/', 8));
        window->keepIn(folder);
        auto *history = window->findChild<Keeping *>()->history();
        connect(history, &History::saved, this, [](const QString &id) { say("kept", id); });
        connect(m_traces, &OpenTraces::finished, this, &Victim::goOn, Qt::QueuedConnection);
        // Work is done in order: the second list comes after all traces that came back.
        history->load();
        connect(history, &History::reset, this, [this] {
            if (++m_lists == 2) {
                begin();
            }
        });
    }

private:
    void begin()
    {
        int traces = 0;
        for (int index = 0; index < m_traces->count(); ++index) {
            traces += m_traces->isBlank(index) ? 0 : 1;
        }
        say("started", QStringLiteral("%1 %2").arg(m_traces->count()).arg(traces));
        send();
    }

    QLineEdit *addressField() const
    {
        return m_window->findChild<QLineEdit *>(QStringLiteral("address"));
    }

    void send()
    {
        ++m_count;
        if (m_count % 3 == 0) {
            m_traces->addBlank();
        }
        if (m_traces->count() > mostTabs) {
            m_traces->close(0);
        }
        addressField()->setText(m_lab + QStringLiteral("/302/303/echo?%1").arg(m_count));
        m_window->findChild<QAction *>(QStringLiteral("send"))->trigger();
    }

    void goOn()
    {
        if (m_count % 2 == 0) {
            // Again and again over the same files: each is whole at any moment.
            const QString path = m_folder + QStringLiteral("/%1.hoplens").arg(m_count % 4);
            if (m_window->saveTrace(path, Secrets::Redact)) {
                say("saved", path);
            }
        }
        send();
    }

    MainWindow *m_window;
    QString m_folder;
    OpenTraces *m_traces;
    QString m_lab;
    int m_count = 0;
    int m_lists = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("hoplens"));
    QCoreApplication::setApplicationName(QStringLiteral("hoplens"));
    if (argc != 2) {
        return 2;
    }
    MainWindow window;
    const Victim victim(&window, QString::fromLocal8Bit(argv[1]));
    window.show();
    return QApplication::exec();
}
