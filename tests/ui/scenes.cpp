// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
//
// Pictures of the main window in the states that matter, from real traces: scenes FOLDER SCENE, or
// "scenes" for the names. tests/screenshots runs it with fonts and settings of its own. Words after
// the scene give it another look: dark, reverse, a size as 800x600, a font as 24pt.

#include "core/formats/tracefile.h"
#include "tests/core/tlsidentity.h"
#include "tests/ui/samples.h"
#include "ui/mainwindow.h"
#include "ui/request/requesteditor.h"
#include "ui/theme.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>

#include <array>
#include <cstdio>
#include <functional>
#include <optional>

namespace {

using namespace hoplens;

constexpr QSize usualSize(1280, 800);
constexpr QSize usualLargeSize(1920, 1080); // at scale 2
constexpr int patience = 60'000; // milliseconds

void require(bool happened, const char *what)
{
    if (!happened) {
        qFatal("%s", what);
    }
}

/// The window as a user has it before them, and the few things a scene does with it.
class Stage {
public:
    explicit Stage(std::optional<QSize> size)
    {
        m_window.resize(
            size.value_or(m_window.devicePixelRatio() > 1 ? usualLargeSize : usualSize));
        m_window.show();
        require(QTest::qWaitForWindowActive(&m_window), "the window did not become active");
        const QString address = find<QLineEdit>("address")->text();
        m_lab = address.left(address.indexOf(u'/', 8));
    }

    template <typename T> T *find(const char *name) const
    {
        T *found = m_window.findChild<T *>(QLatin1String(name));
        require(found != nullptr, name);
        return found;
    }
    MainWindow &window() { return m_window; }
    int hops() const { return m_window.findChild<TimelineView *>()->hopCount(); }
    bool isIdle() const { return find<QPushButton>("sendButton")->text() == u"Send"_qs; }
    void waitFor(const std::function<bool()> &happens, const char *what) const
    {
        require(QTest::qWaitFor(happens, patience), what);
    }

    /// `where` is a path of the lab, or a whole URL.
    void fill(const char *method, const QString &where, const QByteArray &body = {},
              const Headers &headers = {})
    {
        const QString address = where.startsWith(u'/') ? m_lab + where : where;
        const Result<Url> url = parseUrl(address.toUtf8());
        require(bool(url), "the address of a scene is no URL");
        Request request;
        request.method = method;
        request.url = *url;
        request.headers = headers;
        if (!body.isNull()) {
            request.body = bodyOf(body);
        }
        find<RequestEditor>("requestEditor")->setRequest(request);
        find<QLineEdit>("address")->setText(address); // as it was typed
        find<QLineEdit>("address")->setCursorPosition(0);
    }
    void start() const { find<QAction>("send")->trigger(); }
    void run()
    {
        start();
        waitFor([this] { return hops() > 0 && isIdle(); }, "the trace did not end");
    }
    void run(const char *method, const QString &path, const QByteArray &body = {},
             const Headers &headers = {})
    {
        fill(method, path, body, headers);
        run();
    }
    void choose(int hop) const { find<TracePane>("tracePane")->setCurrentHop(hop); }
    void trigger(const char *action) const { find<QAction>(action)->trigger(); }
    void open(const Trace &trace, const QString &name)
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(name);
        require(bool(saveFile(path, writeTrace(trace, Secrets::Show))), "cannot save a trace");
        require(m_window.openTrace(path), "cannot open a trace");
    }

private:
    MainWindow m_window;
    QString m_lab;
};

const Field form{"Content-Type", "application/x-www-form-urlencoded"};
const QByteArray ada("name=Ada&note=hello");

void eatenBody(Stage &stage)
{
    stage.run(); // the request that the program starts with
}

void running(Stage &stage)
{
    stage.fill("POST", u"/307;delay=150/302;delay=60000/echo"_qs, ada, {form});
    stage.start();
    stage.waitFor([&] { return stage.hops() == 2; }, "the second hop did not begin");
}

void crossOrigin(Stage &stage)
{
    stage.run("POST", u"/307;to=other/302;to=other/echo"_qs, "name=Ada&card=4111",
              {form, {"Authorization", "Basic YWRhOnNlY3JldA=="}, {"Cookie", "session=8f14e45f"}});
}

void tlsError(Stage &stage)
{
    TlsIdentity identity;
    identity.make();
    const auto server = identity.server({{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"}});
    stage.run("GET", QString::fromLatin1(server->url("/account")));
}

void twentyHops(Stage &stage)
{
    QString path;
    for (int hop = 1; hop < 20; ++hop) {
        path += hop % 7 == 0 ? u"/307;to=other"_qs : u"/308"_qs;
    }
    stage.run("POST", path + u"/echo"_qs, ada, {form});
    stage.waitFor([&] { return stage.hops() == 20; }, "not 20 hops");
}

void thousandHops(Stage &stage)
{
    stage.open(longChain(1000), u"chain.hoplens"_qs);
    stage.waitFor([&] { return stage.hops() == 1000; }, "not 1,000 hops");
    stage.choose(499);
}

void longUrl(Stage &stage)
{
    QString query;
    for (int i = 0; i < 120; ++i) {
        query += u"&parameter%1=value-%1"_qs.arg(i);
    }
    stage.run("GET", u"/301/302/200?campaign=spring"_qs + query);
}

void otherScripts(Stage &stage)
{
    stage.run("POST", u"/302;reason=انتقل/echo?q=重定向之后请求怎么了&r=إعادة-توجيه"_qs,
              "name=\u0644\u064a\u0644\u0649&note=\u4f60\u597d",
              {form, {"X-Title", "\u91cd\u5b9a\u5411 \u0625\u0639\u0627\u062f\u0629"}});
    stage.find<QTabWidget>("inspectorTabs")->setCurrentIndex(1);
}

void light(Stage &stage)
{
    applyTheme(*qApp, ThemeChoice::Light);
    eatenBody(stage);
}

void dark(Stage &stage)
{
    applyTheme(*qApp, ThemeChoice::Dark);
    eatenBody(stage);
}

void smallWindow(Stage &stage)
{
    stage.window().resize(800, 600);
    eatenBody(stage);
}

void rightToLeft(Stage &stage)
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    eatenBody(stage);
}

void stepPaused(Stage &stage)
{
    stage.fill("POST", u"/302/307;to=other/echo"_qs, ada, {form});
    stage.trigger("step");
    stage.waitFor([&] { return stage.find<QAction>("runOn")->isEnabled(); },
                  "the trace did not stand still");
}

void presentation(Stage &stage)
{
    eatenBody(stage);
    stage.trigger("presentation");
    stage.waitFor([&] { return !stage.find<QWidget>("requestEditor")->isVisible(); },
                  "the presentation did not begin");
    stage.window().setWindowState(Qt::WindowNoState); // the screen here is smaller
    stage.window().resize(usualSize);
}

void tabs(Stage &stage)
{
    for (int tab = 0; tab < 8; ++tab) {
        if (tab > 0) {
            stage.trigger("newTab");
        }
        stage.run("POST", u"/302/echo?section=%1"_qs.arg(tab + 1), ada, {form});
    }
}

/// Thirty traces, and the panel beside the newest.
void history(Stage &stage)
{
    constexpr std::array statuses{200, 404, 200, 503, 200};
    stage.window().keepIn(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    for (int entry = 0; entry < 30; ++entry) {
        const int status = statuses.at(static_cast<size_t>(entry) % statuses.size());
        stage.run(
            entry % 3 == 0 ? "POST" : "GET",
            u"/30%1/%2?order=%3"_qs.arg(entry % 2 == 0 ? 2 : 7).arg(status).arg(4711 + entry));
    }
    stage.trigger("showHistory");
}

/// After a trace, as whoever wants to change the request has it.
std::function<void(Stage &)> editing(const char *summary)
{
    return [summary](Stage &stage) {
        stage.run("POST", u"/302/echo"_qs, ada, {form, {"Cookie", "session=8f14e45f"}});
        stage.find<QAbstractButton>(summary)->click();
    };
}

struct Scene {
    const char *name;
    std::function<void(Stage &)> play;
};

const QList<Scene> &scenes()
{
    static const QList<Scene> all{
        {"first-start", [](Stage &) {}},
        {"running", running},
        {"post-302", eatenBody},
        {"put-307",
         [](Stage &stage) {
             stage.run("PUT", u"/307/echo"_qs, "version 2", {{"Content-Type", "text/plain"}});
         }},
        {"put-303",
         [](Stage &stage) {
             stage.run("PUT", u"/303/echo"_qs, "version 2", {{"Content-Type", "text/plain"}});
         }},
        {"loop", [](Stage &stage) { stage.run("GET", u"/loop;n=3"_qs); }},
        {"limit", [](Stage &stage) { stage.run("GET", u"/endless"_qs); }},
        {"cross-origin", crossOrigin},
        {"tls-error", tlsError},
        {"20-hops", twentyHops},
        {"1000-hops", thousandHops},
        {"long-url", longUrl},
        {"arabic-chinese", otherScripts},
        {"light", light},
        {"dark", dark},
        {"small", smallWindow},
        {"4k", eatenBody}, // tests/screenshots sets the scale to 2
        {"right-to-left", rightToLeft},
        {"step-paused", stepPaused},
        {"presentation", presentation},
        {"edit-body", editing("bodySummary")},
        {"edit-headers", editing("headerSummary")},
        {"edit-auth", editing("authSummary")},
        {"edit-cookies", editing("cookieSummary")},
        {"edit-options", editing("optionSummary")},
        {"history", history},
        {"tabs", tabs},
    };
    return all;
}

struct Look {
    ThemeChoice theme = ThemeChoice::System;
    std::optional<QSize> size;
};

/// Sets direction and font, which hold for the whole program, at once.
Look lookOf(const QStringList &words)
{
    Look look;
    for (const QString &word : words) {
        if (word == u"dark"_qs || word == u"light"_qs) {
            look.theme = word == u"dark"_qs ? ThemeChoice::Dark : ThemeChoice::Light;
        } else if (word == u"reverse"_qs) {
            QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        } else if (word.endsWith(u"pt"_qs)) {
            QFont font = QApplication::font();
            font.setPointSize(word.chopped(2).toInt());
            QApplication::setFont(font);
        } else {
            const QStringList sides = word.split(u'x');
            require(sides.size() == 2, "unknown look");
            look.size = QSize(sides.at(0).toInt(), sides.at(1).toInt());
        }
    }
    return look;
}

int listScenes()
{
    for (const Scene &scene : scenes()) {
        std::puts(scene.name);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        return listScenes();
    }
    QCoreApplication::setApplicationName(QStringLiteral("hoplens"));
    QCoreApplication::setOrganizationName(QStringLiteral("hoplens"));
    const QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Hoplens"));
    QApplication::setCursorFlashTime(0); // a caret that is always there
    const QStringList words = QCoreApplication::arguments().mid(2);
    const Look look = lookOf(words.mid(1));
    for (const Scene &scene : scenes()) {
        if (QByteArrayView(scene.name) == argv[2]) {
            Stage stage(look.size);
            if (look.theme != ThemeChoice::System) {
                applyTheme(*qApp, look.theme); // the window came with its own
            }
            scene.play(stage);
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
            const QString path =
                QString::fromLocal8Bit(argv[1]) + u'/' + words.join(u'-') + u".png"_qs;
            require(stage.window().grab().save(path), "cannot write the picture");
            return 0;
        }
    }
    qFatal("There is no scene %s", argv[2]);
}
