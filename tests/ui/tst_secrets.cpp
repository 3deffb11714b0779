// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// No secret reaches the disk unasked. A marker stands in one place after the other; the window
// drafts, sends, keeps, saves and ends; then every file that is there is searched for it, in every
// spelling in which somebody could read it.

#include "core/formats/redaction.h"
#include "core/formats/tracefile.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/pictures/pictureactions.h"
#include "ui/request/headertable.h"
#include "ui/request/requesteditor.h"
#include "ui/session/sessionstate.h"
#include "ui/step/steppane.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDesktopServices>
#include <QDirIterator>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QSettings>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace hoplens;

namespace {

/// What the tests write in place of the secret, and of the server's address.
const QByteArray mark = "MARK";
const QByteArray server = "SERVER";

using Fill = std::function<void(RequestDraft &)>;

QTemporaryDir &home()
{
    static QTemporaryDir folder;
    return folder;
}

/// Answers every request but one for /end as it is told, and /end with all that was asked.
class EchoServer final : public QTcpServer {
public:
    void setAnswer(const QByteArray &answer) { m_answer = answer; }
    QByteArray authority() const { return "127.0.0.1:" + QByteArray::number(serverPort()); }

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            QByteArray asked = socket->property("asked").toByteArray() + socket->readAll();
            socket->setProperty("asked", asked);
            if (isWhole(asked)) {
                const bool isEnd = asked.left(asked.indexOf('\n')).contains("/end");
                socket->write(isEnd ? echoOf(asked) : m_answer);
                socket->disconnectFromHost();
            }
        });
    }

private:
    static bool isWhole(const QByteArray &asked)
    {
        const qsizetype head = asked.indexOf("\r\n\r\n");
        const qsizetype field = asked.toLower().indexOf("content-length: ");
        const qsizetype length = field < 0 || field > head
            ? 0
            : asked.mid(field + 16, asked.indexOf('\r', field) - field - 16).toLongLong();
        return head >= 0 && asked.size() >= head + 4 + length;
    }
    static QByteArray echoOf(const QByteArray &asked)
    {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + asked;
    }

    QByteArray m_answer;
};

/// Every spelling that gives the secret away.
QHash<QByteArray, QByteArray> spellings(const QByteArray &secret)
{
    QByteArray wide;
    QByteArray percent;
    QByteArray json;
    for (const char c : secret) {
        const QByteArray hex = QByteArray(1, c).toHex();
        wide += c;
        wide += '\0';
        percent += '%' + hex;
        json += "\\u00" + hex;
    }
    QHash<QByteArray, QByteArray> all{
        {"utf-8", secret},    {"utf-16", wide.chopped(1)},
        {"percent", percent}, {"hex", secret.toHex()},
        {"json", json},
    };
    for (const int before : {0, 1, 2}) {
        const QByteArray code = (QByteArray(before, 'x') + secret).toBase64();
        const qsizetype start = before == 0 ? 0 : before + 1;
        const QByteArray core = code.mid(start, (before + secret.size()) * 8 / 6 - start);
        all.insert("base64-" + QByteArray::number(before), core);
        all.insert("base64url-" + QByteArray::number(before),
                   QByteArray(core).replace('+', '-').replace('/', '_'));
    }
    return all;
}

/// "file: spelling" for each file of the home that tells the secret.
QStringList findings(const QByteArray &secret)
{
    QStringList found;
    const QHash<QByteArray, QByteArray> all = spellings(secret);
    QDirIterator files(home().path(), QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        const QString name = file.fileName().mid(home().path().size());
        const QByteArray bytes =
            (name.toUtf8() + (file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray()));
        const QByteArray lower = bytes.toLower();
        for (auto spelling = all.begin(); spelling != all.end(); ++spelling) {
            const bool isCode = spelling.key().startsWith("base64");
            if (isCode ? bytes.contains(*spelling) : lower.contains(spelling->toLower())) {
                found.append(name + u": "_qs + QString::fromLatin1(spelling.key()));
            }
        }
    }
    return found;
}

QString filled(QString text, const QByteArray &secret, const QByteArray &authority)
{
    return text.replace(QString::fromLatin1(mark), QString::fromLatin1(secret))
        .replace(QString::fromLatin1(server), QString::fromLatin1(authority));
}

QByteArray filled(QByteArray text, const QByteArray &secret, const QByteArray &authority)
{
    return text.replace(mark, secret).replace(server, authority);
}

/// The secret in place of every mark of the draft.
void fillMarks(RequestDraft &draft, const QByteArray &secret, const QByteArray &authority)
{
    const auto fill = [&](auto &text) { text = filled(text, secret, authority); };
    fill(draft.address);
    for (HeaderRow &row : draft.headers) {
        fill(row.field.name);
        fill(row.field.value);
        if (row.field.value.startsWith("Basic ")) {
            row.field.value = "Basic " + row.field.value.mid(6).toBase64();
        }
    }
    draft.body.text = bodyOf(filled(draft.body.text.bytes, secret, authority));
    for (FormField &field : draft.body.fields) {
        fill(field.value);
    }
    for (PartRow &part : draft.body.parts) {
        fill(part.text);
    }
    for (QByteArray *text : {&draft.auth.user, &draft.auth.password, &draft.auth.token,
                             &draft.auth.fieldValue, &draft.cookies.field}) {
        fill(*text);
    }
    fill(draft.options.proxyAddress);
}

/// Without letters that stand in words of the program's own.
QByteArray newSecret(quint32 seed)
{
    static const QByteArray letters = "BCDFGHJKLMNPQRSTVWXZbcdfghjkmnpqrstvwxz23456789";
    QRandomGenerator random(seed);
    QByteArray secret = "q7";
    while (secret.size() < 23) {
        secret += letters.at(random.bounded(static_cast<int>(letters.size())));
    }
    return secret;
}

AuthDraft authDraft(AuthKind kind, const QByteArray &user, const QByteArray &password,
                    const QByteArray &token = {}, const QByteArray &field = {})
{
    AuthDraft draft;
    draft.kind = kind;
    draft.user = user;
    draft.password = password;
    draft.token = token;
    draft.fieldName = field;
    draft.fieldValue = field.isEmpty() ? field : mark;
    return draft;
}

PartRow part(const QByteArray &name, const QByteArray &text)
{
    PartRow row;
    row.name = name;
    row.text = text;
    return row;
}

} // namespace

Q_DECLARE_METATYPE(Fill)

class TestSecrets : public QObject {
    Q_OBJECT

public:
    static void initMain();
    Q_INVOKABLE void view(const QUrl &) { ++m_viewed; } ///< what is printed, in place of a program

private slots:
    void initTestCase();
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"file"_qs); }
    void init();
    void cleanup();

    void searchFindsWhatIsThere_data();
    void searchFindsWhatIsThere();
    void keptOnlyWhereTheUserSaysSo();
    void requestSecretsStayOut_data();
    void requestSecretsStayOut();
    void pastedSecretsStayOut_data();
    void pastedSecretsStayOut();
    void answeredSecretsStayOut_data();
    void answeredSecretsStayOut();
    void editedStepStaysOut();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    RequestEditor *editor() const { return find<RequestEditor>(u"requestEditor"_qs); }
    TraceSession *session() const { return m_window->findChild<OpenTraces *>()->session(); }
    QStringList found() const { return findings(m_secret); }
    static QString path(const QString &name) { return home().filePath(name); }
    static QStringList files(const QString &folder, const QString &pattern)
    {
        return QDir(path(folder)).entryList({pattern}, QDir::Files);
    }
    RequestDraft plainDraft() const;
    void autosave(const RequestDraft &draft);
    void checkAutosaved();
    void keepInHistory();
    void keepInSession();
    void saveEverywhere();
    void end();
    void walk(const RequestDraft &draft);

    EchoServer m_server;
    int m_viewed = 0;
    QByteArray m_secret;
    std::unique_ptr<MainWindow> m_window;
};

/// Before the application exists: some folders are looked up once.
void TestSecrets::initMain()
{
    for (const char *variable : {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                                 "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
        const QString folder = path(QString::fromLatin1(variable).toLower());
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv(variable, folder.toUtf8());
    }
}

void TestSecrets::initTestCase()
{
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-secrets-test"_qs);
    QDesktopServices::setUrlHandler(u"file"_qs, this, "view");
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void TestSecrets::init()
{
    QSettings().clear();
    QDir(path(u"data"_qs)).removeRecursively();
    m_secret = newSecret(qHash(QByteArray(QTest::currentTestFunction()) + QTest::currentDataTag()));
    m_server.setAnswer("HTTP/1.1 307 Temporary Redirect\r\nLocation: /end?x=1\r\n"
                       "Content-Length: 0\r\n\r\n");
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestSecrets::cleanup()
{
    m_window.reset();
    QDir(path(u"data"_qs)).removeRecursively();
    for (const QString &name : files(QString(), u"saved*"_qs)) {
        QFile::remove(path(name));
    }
    QGuiApplication::clipboard()->clear();
}

RequestDraft TestSecrets::plainDraft() const
{
    RequestDraft draft;
    draft.method = "POST";
    draft.address = u"http://SERVER/start"_qs;
    draft.client = u"curl"_qs;
    return draft;
}

/// What a crash would leave. Saved at once, because the first save waits for nothing.
void TestSecrets::autosave(const RequestDraft &draft)
{
    editor()->setDraft(draft);
    m_window->keepIn(path(u"data"_qs));
    checkAutosaved();
}

void TestSecrets::checkAutosaved()
{
    QTRY_VERIFY([this] {
        QFile file(path(u"data/sessions/1/session.json"_qs));
        const Result<SessionState> state =
            readSession(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        return state && state->tabs.constFirst().draft == redactedDraft(editor()->draft());
    }());
    QCOMPARE(found().join(u", "_qs), QString());
}

void TestSecrets::keepInHistory()
{
    QTRY_VERIFY_WITH_TIMEOUT(!session()->isRunning(), 10'000);
    QVERIFY(!session()->trace().hops.isEmpty());
    QTRY_VERIFY(!files(u"data/history"_qs, u"*.hoplens"_qs).isEmpty());
    QCOMPARE(found().join(u", "_qs), QString());
}

/// Its copy of what is not in the history.
void TestSecrets::keepInSession()
{
    find<QCheckBox>(u"keepHistory"_qs)->setChecked(false);
    session()->sendAgain();
    QTRY_VERIFY_WITH_TIMEOUT(!session()->isRunning(), 10'000);
    QTRY_VERIFY(!files(u"data/sessions/1"_qs, u"*.hoplens"_qs).isEmpty());
    QCOMPARE(found().join(u", "_qs), QString());
}

void TestSecrets::saveEverywhere()
{
    const Trace trace = session()->trace();
    QVERIFY(m_window->saveTrace(path(u"saved.hoplens"_qs), Secrets::Redact));
    QVERIFY(m_window->saveTrace(path(u"saved.har"_qs), Secrets::Redact));
    const PictureChoice svg{PictureFormat::Svg, 1, false};
    QVERIFY(writePicture(trace, {path(u"saved.svg"_qs), svg, Secrets::Redact}));
    const int viewed = m_viewed;
    find<QAction>(u"printPicture"_qs)->trigger();
    QCOMPARE(m_viewed, viewed + 1);
    find<QAction>(u"copyPicture"_qs)->trigger();
    find<QAction>(u"copyRequestAsCurl"_qs)->trigger();
    QCOMPARE(found().join(u", "_qs), QString());
}

void TestSecrets::end()
{
    QVERIFY(m_window->close());
    QCOMPARE(found().join(u", "_qs), QString());
    m_window.reset();
    QCOMPARE(found().join(u", "_qs), QString());
}

void TestSecrets::walk(const RequestDraft &draft)
{
    autosave(draft);
    if (QTest::currentTestFailed()) {
        return;
    }
    find<QAction>(u"send"_qs)->trigger();
    if (session()->isRunning() || !session()->trace().hops.isEmpty()) {
        keepInHistory();
        saveEverywhere();
    }
    end();
}

void TestSecrets::searchFindsWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("spelling");
    const QByteArray secret = newSecret(1);
    QByteArray wide;
    for (const char c : secret) {
        wide += QByteArray(1, c) + '\0';
    }
    QTest::newRow("plain") << "x" + secret + "y" << u"utf-8"_qs;
    QTest::newRow("other case") << secret.toUpper() << u"utf-8"_qs;
    QTest::newRow("wide") << wide << u"utf-16"_qs;
    QTest::newRow("percent") << secret.toPercentEncoding({}, secret) << u"percent"_qs;
    QTest::newRow("base64") << secret.toBase64() << u"base64-0"_qs;
    QTest::newRow("of a pair") << ("ann:" + secret).toBase64() << u"base64-1"_qs;
    QTest::newRow("of another pair") << ("anna:" + secret).toBase64() << u"base64-2"_qs;
}

void TestSecrets::searchFindsWhatIsThere()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, spelling);
    QFile file(path(u"xdg_cache_home/found"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const QStringList found = findings(newSecret(1));
    QVERIFY(file.remove());
    QVERIFY2(found.contains(u"/xdg_cache_home/found: "_qs + spelling),
             qPrintable(found.join(u", "_qs)));
}

/// The same walk, and the file for which the user wants it holds what was sent.
void TestSecrets::keptOnlyWhereTheUserSaysSo()
{
    RequestDraft draft = plainDraft();
    draft.headers = {{true, {"Authorization", "Basic ann:MARK"}}};
    fillMarks(draft, m_secret, m_server.authority());
    autosave(draft);
    find<QAction>(u"send"_qs)->trigger();
    keepInHistory();
    keepInSession();
    QVERIFY(m_window->saveTrace(path(u"saved.hoplens"_qs), Secrets::Show));
    QVERIFY(!found().isEmpty());
    for (const QString &place : found()) {
        QVERIFY2(place.startsWith(u"/saved.hoplens: base64"_qs), qPrintable(place));
    }
}

void TestSecrets::requestSecretsStayOut_data()
{
    QTest::addColumn<Fill>("fill");
    const auto row = [](const char *name, const Fill &fill) { QTest::newRow(name) << fill; };
    const auto address = [&](const char *name, const QString &text) {
        row(name, [text](RequestDraft &draft) { draft.address = text; });
    };
    const auto field = [&](const char *name, const QByteArray &of, const QByteArray &value,
                           bool sent = true) {
        row(name, [=](RequestDraft &draft) { draft.headers.append({sent, {of, value}}); });
    };
    const auto body = [&](const char *name, const std::function<void(BodyDraft &)> &fill) {
        row(name, [fill](RequestDraft &draft) { fill(draft.body); });
    };
    const auto auth = [&](const char *name, const AuthDraft &wanted) {
        row(name, [wanted](RequestDraft &draft) { draft.auth = wanted; });
    };

    field("bearer", "Authorization", "Bearer MARK");
    field("basic", "Authorization", "Basic ann:MARK");
    field("basic user", "Authorization", "Basic MARK:x");
    field("no scheme", "authorization", "MARK");
    field("switched off", "Authorization", "Bearer MARK", false);
    field("proxy basic", "Proxy-Authorization", "Basic ann:MARK");
    field("cookie", "Cookie", "sid=MARK; theme=dark");
    field("cookie without name", "Cookie", "MARK");
    field("api key", "X-Api-Key", "MARK");
    field("referer query", "Referer", "http://a.test/?access_token=MARK");
    field("referer user", "Referer", "http://ann:MARK@a.test/");
    field("field in the name", "Authorization: Bearer MARK", "");

    address("password", u"http://ann:MARK@SERVER/start"_qs);
    address("user", u"http://MARK@SERVER/start"_qs);
    address("no scheme", u"ann:MARK@SERVER/start"_qs);
    address("encoded password", u"http://ann:%4d%2fMARK@SERVER/start"_qs);
    address("token", u"http://SERVER/start?token=MARK"_qs);
    address("access_token", u"http://SERVER/start?a=1&access_token=MARK&b=2"_qs);
    address("api_key", u"http://SERVER/start?api_key=MARK"_qs);
    address("encoded name", u"http://SERVER/start?%74oken=MARK"_qs);
    address("fragment", u"http://SERVER/start#access_token=MARK"_qs);
    address("nested", u"http://SERVER/start?next=https%3A%2F%2Fa.test%2F%3Ftoken%3DMARK"_qs);
    address("nested user", u"http://SERVER/start?next=https://ann:MARK@a.test/"_qs);
    address("session in the path", u"http://SERVER/start;jsessionid=MARK"_qs);
    address("half typed", u"http://ann:MARK"_qs);
    address("half typed, no scheme", u"ann:MARK"_qs);
    address("half typed, slash", u"http://ann:MARK/x"_qs);
    address("no URL", u"http://ann:MARK@exa mple/"_qs);
    address("no port", u"http://ann:MARK@a.test:99999999/"_qs);
    address("nobody there", u"http://ann:MARK@127.0.0.1:1/?token=MARK"_qs);
    address("user of no host", u"http://MARK@"_qs);
    address("backslashes", u"http:\\\\ann:MARK@SERVER\\start"_qs);

    auth("auth basic", authDraft(AuthKind::Basic, "ann", "MARK"));
    auth("auth bearer", authDraft(AuthKind::Bearer, "", "", "MARK"));
    auth("auth custom", authDraft(AuthKind::Custom, "", "", "", "X-Api-Key"));
    auth("auth custom, own name", authDraft(AuthKind::Custom, "", "", "", "X-Company"));
    auth("auth left behind", authDraft(AuthKind::None, "ann", "MARK", "MARK", "X-Company"));
    row("cookies page", [](RequestDraft &draft) { draft.cookies.field = "sid=MARK; a=b"; });
    row("proxy", [](RequestDraft &draft) {
        draft.options.proxy = ProxyUse::Address;
        draft.options.proxyAddress = u"http://ann:MARK@SERVER"_qs;
    });
    row("tunnel", [](RequestDraft &draft) {
        draft.address = u"https://a.test/start?token=MARK"_qs;
        draft.options.proxy = ProxyUse::Address;
        draft.options.proxyAddress = u"http://ann:MARK@SERVER"_qs;
    });
    row("Qt's stack", [](RequestDraft &draft) {
        draft.address = u"http://ann:MARK@SERVER/start?token=MARK"_qs;
        draft.options.stack = NetworkStack::Qt;
    });
    row("Qt's stack, proxy", [](RequestDraft &draft) {
        draft.options.stack = NetworkStack::Qt;
        draft.options.proxy = ProxyUse::Address;
        draft.options.proxyAddress = u"http://ann:MARK@SERVER"_qs;
    });
    row("Qt's stack, nobody there", [](RequestDraft &draft) {
        draft.address = u"http://ann:MARK@127.0.0.1:1/?token=MARK"_qs;
        draft.options.stack = NetworkStack::Qt;
    });
    row("proxy without scheme", [](RequestDraft &draft) {
        draft.options.proxy = ProxyUse::Address;
        draft.options.proxyAddress = u"ann:MARK@SERVER"_qs;
    });
    row("proxy half typed", [](RequestDraft &draft) {
        draft.options.proxy = ProxyUse::Address;
        draft.options.proxyAddress = u"socks5://ann:MARK"_qs;
    });
    row("proxy left behind", [](RequestDraft &draft) {
        draft.options.proxyAddress = u"http://ann:MARK@a.test:3128"_qs;
    });

    body("form", [](BodyDraft &draft) {
        draft.kind = BodyKind::Form;
        draft.fields = {{true, "user", "ann"}, {true, "password", "MARK"}};
    });
    body("form field switched off", [](BodyDraft &draft) {
        draft.kind = BodyKind::Form;
        draft.fields = {{true, "user", "ann"}, {false, "token", "MARK"}};
    });
    body("multipart", [](BodyDraft &draft) {
        draft.kind = BodyKind::Multipart;
        draft.parts = {part("user", "ann"), part("password", "MARK")};
    });
    body("multipart JSON", [](BodyDraft &draft) {
        draft.kind = BodyKind::Multipart;
        draft.parts = {part("login", R"({"password":"MARK"})")};
    });
    body("JSON", [](BodyDraft &draft) {
        draft.kind = BodyKind::Text;
        draft.textType = "application/json";
        draft.text = bodyOf(R"({"user":"ann","client_secret":"MARK"})");
    });
    body("form as text", [](BodyDraft &draft) {
        draft.kind = BodyKind::Text;
        draft.textType = "application/x-www-form-urlencoded";
        draft.text = bodyOf("user=ann&password=MARK");
    });
    row("form by hand", [](RequestDraft &draft) {
        draft.headers = {{true, {"Content-Type", "application/x-www-form-urlencoded"}}};
        draft.body.kind = BodyKind::Text;
        draft.body.text = bodyOf("user=ann&password=MARK");
    });
    row("multipart as text", [](RequestDraft &draft) {
        draft.headers = {{true, {"Content-Type", "multipart/form-data; boundary=\"-x\""}}};
        draft.body.kind = BodyKind::Text;
        draft.body.text = bodyOf("---x\r\nContent-Disposition: form-data; name=\"api_key\"\r\n\r\n"
                                 "MARK\r\n---x--\r\n");
    });
}

void TestSecrets::requestSecretsStayOut()
{
    QFETCH(Fill, fill);
    RequestDraft draft = plainDraft();
    fill(draft);
    fillMarks(draft, m_secret, m_server.authority());
    walk(draft);
}

void TestSecrets::pastedSecretsStayOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("raw request") << u"POST /start HTTP/1.1\nHost: SERVER\nAuthorization: Bearer "
                                    "MARK\nCookie: a=MARK\n"
                                    "Content-Type: application/x-www-form-urlencoded\n\n"
                                    "password=MARK"_qs;
    QTest::newRow("raw request, absolute") << u"GET http://ann:MARK@SERVER/start HTTP/1.1\n\n"_qs;
    QTest::newRow("curl -u") << u"curl -u ann:MARK http://SERVER/start"_qs;
    QTest::newRow("curl -b") << u"curl -b 'sid=MARK' http://SERVER/start"_qs;
    QTest::newRow("curl -H") << u"curl -H 'Authorization: Bearer MARK' http://SERVER/start"_qs;
    QTest::newRow("curl -F") << u"curl -F password=MARK -F user=ann http://SERVER/start"_qs;
    QTest::newRow("curl -d") << u"curl -d password=MARK -d user=ann http://SERVER/start"_qs;
    QTest::newRow("curl --json") << u"curl --json '{\"token\":\"MARK\"}' http://SERVER/start"_qs;
    QTest::newRow("curl bearer") << u"curl --oauth2-bearer MARK http://SERVER/start"_qs;
    QTest::newRow("curl -x") << u"curl -x http://ann:MARK@SERVER http://SERVER/start"_qs;
    QTest::newRow("curl -U") << u"curl -x http://SERVER -U ann:MARK http://SERVER/start"_qs;
    QTest::newRow("curl -e") << u"curl -e http://ann:MARK@a.test/ http://SERVER/start"_qs;
    QTest::newRow("curl unknown") << u"curl --pass MARK --wrong MARK http://SERVER/start"_qs;
}

void TestSecrets::pastedSecretsStayOut()
{
    QFETCH(QString, text);
    QGuiApplication::clipboard()->setText(filled(text, m_secret, m_server.authority()));
    find<QAction>(u"pasteRequest"_qs)->trigger();
    QCOMPARE(editor()->draft().address.section(u'/', -1), u"start"_qs);
    walk(editor()->draft());
}

void TestSecrets::answeredSecretsStayOut_data()
{
    QTest::addColumn<QByteArray>("answer");
    const auto redirect = [](const char *name, const QByteArray &lines,
                             const QByteArray &location = "/end") {
        QTest::newRow(name) << "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n" + lines
                + "Content-Length: 0\r\n\r\n";
    };
    const auto ok = [](const char *name, const QByteArray &type, const QByteArray &body) {
        QTest::newRow(name) << "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n" + body;
    };
    redirect("cookie", "Set-Cookie: sid=MARK; Path=/\r\n");
    redirect("cookie of an interim answer",
             "Set-Cookie: other=1\r\nX-Auth-Token: MARK\r\nAuthentication-Info: "
             "nextnonce=\"1\"\r\n");
    redirect("location user", {}, "http://ann:MARK@SERVER/end");
    redirect("location user, encoded", {}, "http://ann:%4d%2fMARK@SERVER/end");
    redirect("location token", {}, "/end?token=MARK");
    redirect("location fragment", {}, "/end#id_token=MARK");
    redirect("location code", {}, "/end?code=MARK&state=1");
    redirect("location nested", {}, "/end?next=http%3A%2F%2Fann%3AMARK%40a.test%2F");
    redirect("location not followed", {}, "ftp://ann:MARK@a.test/");
    redirect("two locations", "Location: http://ann:MARK@a.test/x\r\n");
    redirect("link", "Link: </next?token=MARK>; rel=next\r\n");
    redirect("refresh", "Refresh: 0; url=/end?token=MARK\r\n");
    redirect("content location", "Content-Location: /x?access_token=MARK\r\n");
    QTest::newRow("early hints") << QByteArray(
        "HTTP/1.1 103 Early Hints\r\nSet-Cookie: a=MARK\r\n\r\n"
        "HTTP/1.1 302 Found\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("trailer") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: /end\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\nSet-Cookie: a=MARK\r\n\r\n");
    QTest::newRow("body of a redirect") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: /end?token=MARK\r\nContent-Type: text/html\r\n\r\n"
        "<a href=\"http://SERVER/end?token=MARK\">here</a>");
    ok("JSON", "application/json", R"({"access_token":"MARK","n":[{"password":"MARK"}]})");
    ok("JSON of another type", "text/plain", R"({"access_token":"MARK"})");
    ok("form", "application/x-www-form-urlencoded", "oauth_token=MARK&oauth_token_secret=MARK");
    ok("meta refresh", "text/html", "<meta http-equiv=refresh content='0;url=/end?token=MARK'>");
    QTest::newRow("broken head") << QByteArray("HTTP/1.1 302 Found\r\nSet-Cookie: a=MARK\r\n");
    QTest::newRow("folded") << QByteArray(
        "HTTP/1.1 302 Found\r\nSet-Cookie:\r\n a=MARK\r\nLocation: /end\r\n\r\n");
    QTest::newRow("space before colon")
        << QByteArray("HTTP/1.1 302 Found\r\nSet-Cookie : a=MARK\r\nLocation: /end\r\n\r\n");
    QTest::newRow("no HTTP") << QByteArray("Set-Cookie: a=MARK\r\n\r\n");
}

void TestSecrets::answeredSecretsStayOut()
{
    QFETCH(QByteArray, answer);
    m_server.setAnswer(filled(answer, m_secret, m_server.authority()));
    RequestDraft draft = plainDraft();
    draft.method = "GET";
    fillMarks(draft, m_secret, m_server.authority());
    walk(draft);
}

/// What is typed for the next request while the trace stands still.
void TestSecrets::editedStepStaysOut()
{
    RequestDraft draft = plainDraft();
    fillMarks(draft, m_secret, m_server.authority());
    autosave(draft);
    find<QAction>(u"step"_qs)->trigger();
    QTRY_VERIFY(session()->pausedStep() != nullptr);
    find<QAction>(u"editNext"_qs)->trigger();
    HeaderModel *headers = find<HeaderTable>(u"nextHeaders"_qs)->headers();
    headers->setRows({{true, {"Authorization", "Bearer " + m_secret}}});
    auto *address = find<QLineEdit>(u"nextAddress"_qs);
    address->setText(
        filled(u"http://ann:MARK@SERVER/end?token=MARK"_qs, m_secret, m_server.authority()));
    draft.address += u"?changed"_qs;
    editor()->setDraft(draft);
    checkAutosaved();
    find<QAction>(u"step"_qs)->trigger();
    keepInHistory();
    saveEverywhere();
    end();
}

QTEST_MAIN(TestSecrets)
#include "tst_secrets.moc"
