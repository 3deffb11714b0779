// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/draft/authdraft.h"
#include "core/draft/bodydraft.h"
#include "core/draft/cookiedraft.h"
#include "core/draft/headerrows.h"
#include "core/draft/optionsdraft.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hoplens;

namespace {

QString written(const QTemporaryDir &folder, const char *name, const QByteArray &bytes)
{
    QString path = folder.filePath(QLatin1String(name));
    QFile file(path);
    const bool opened = file.open(QIODevice::WriteOnly);
    Q_ASSERT(opened);
    file.write(bytes);
    return path;
}

} // namespace

class TestDraftParts : public QObject {
    Q_OBJECT

private slots:
    void headerTextComesBack_data();
    void headerTextComesBack();
    void headerTextIsRead_data();
    void headerTextIsRead();

    void formComesBackOctetForOctet_data();
    void formComesBackOctetForOctet();
    void sizeIsWhatIsSent_data();
    void sizeIsWhatIsSent();
    void boundaryStandsInNoPart();
    void boundaryByHandIsUsed();
    void missingFileIsOneSentence_data();
    void missingFileIsOneSentence();
    void partOfABodyIsSentAsAll();

    void authFields_data();
    void authFields();
    void authProblems_data();
    void authProblems();
    void cookieFields();

    void optionsComeBack();
    void optionProblems_data();
    void optionProblems();
};

void TestDraftParts::headerTextComesBack_data()
{
    QTest::addColumn<QList<HeaderRow>>("rows");

    using Rows = QList<HeaderRow>;
    QTest::newRow("none") << Rows{};
    QTest::newRow("on and off, twice, empty value")
        << Rows{{true, {"A", "1"}}, {false, {"A", "2"}}, {true, {"B", ""}}, {true, {"A", "1"}}};
    QTest::newRow("by an option") << Rows{{true, {"A", "1", SetBy::Option}}, {true, {"A", "1"}}};
    QTest::newRow("line break in a value") << Rows{{true, {"A", "1\r\nB: 2"}}, {true, {"C", "3"}}};
    QTest::newRow("no UTF-8") << Rows{{true, {"A", "caf\xe9"}}, {true, {"A", "caf\xc3\xa9"}}};
    QTest::newRow("names that cannot be") << Rows{{true, {"# A", "1"}},
                                                  {false, {"A", "1"}},
                                                  {true, {":x", "1"}},
                                                  {true, {"a:b", ""}},
                                                  {true, {"", "only a value"}}};
    QTest::newRow("a blank row between") << Rows{{true, {"A", "1"}}, {}, {true, {"B", "2"}}};
}

void TestDraftParts::headerTextComesBack()
{
    QFETCH(QList<HeaderRow>, rows);
    QVERIFY(readHeaderText(headerText(rows), rows) == rows);
}

void TestDraftParts::headerTextIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<HeaderRow>>("rows");

    using Rows = QList<HeaderRow>;
    const auto row = [](const char *text, const Rows &rows) {
        QTest::newRow(text) << QString::fromUtf8(text) << rows;
    };
    row("A: 1", {{true, {"A", "1"}}});
    row("A:1\n\n  B :  2  \n", {{true, {"A", "1"}}, {true, {"B", "2"}}});
    row("# A: 1", {{false, {"A", "1"}}});
    row("#A:1", {{false, {"A", "1"}}});
    row("A: b: c", {{true, {"A", "b: c"}}});
    row("no colon", {{true, {"no colon", ""}}});
    row(":authority: a.test", {{true, {":authority", "a.test"}}});
    row("", {});
}

void TestDraftParts::headerTextIsRead()
{
    QFETCH(QString, text);
    QFETCH(QList<HeaderRow>, rows);
    QVERIFY(readHeaderText(text, {}) == rows);
}

void TestDraftParts::formComesBackOctetForOctet_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isForm");

    const auto row = [](const char *bytes, bool isForm) {
        QTest::newRow(bytes) << QByteArray(bytes) << isForm;
    };
    row("a=1&b=2", true);
    row("a=&=b", true);
    row("a+b=%26%3D%2B%25&c=%C3%BC", true);
    row("a=*-._", true);
    row("a=~", false); // would come back as %7E
    row("a=%c3", false); // small letters
    row("a", false);
    row("a=1&&b=2", false);
    row("{\"a\":1}", false);
    row("a b=1", false);
}

void TestDraftParts::formComesBackOctetForOctet()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isForm);
    const auto fields = readFormUrlEncoded(bytes);
    QCOMPARE(fields.has_value(), isForm);
    if (fields) {
        QCOMPARE(formUrlEncoded(*fields), bytes);
    }
    const BodyDraft draft = bodyDraftOf(bodyOf(bytes), "application/x-www-form-urlencoded");
    QCOMPARE(draft.kind, isForm ? BodyKind::Form : BodyKind::Text);
    QCOMPARE(makeBody(draft)->body->bytes, bytes);
}

void TestDraftParts::sizeIsWhatIsSent_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= static_cast<int>(BodyKind::File); ++kind) {
        QTest::addRow("kind %d", kind) << kind;
    }
}

void TestDraftParts::sizeIsWhatIsSent()
{
    QFETCH(int, kind);
    const QTemporaryDir folder;
    BodyDraft draft;
    draft.kind = static_cast<BodyKind>(kind);
    draft.text = bodyOf("hello");
    draft.fields = {{true, "a b", "\xc3\xbc&"}, {false, "off", "x"}, {true, "", ""}};
    draft.file = written(folder, "f.json", QByteArray(1000, '\0'));
    draft.parts = {{true, "text", false, "caf\xc3\xa9", {}, {}, {}},
                   {true, "typed", false, "x", {}, {}, "text/x"},
                   {true, "file", true, {}, draft.file, {}, {}},
                   {true, "file", true, {}, draft.file, "other \"name\"", "image/png"},
                   {false, "gone", true, {}, QStringLiteral("/nowhere"), {}, {}},
                   {}};
    for (const QByteArray &typeByHand : {QByteArray(), QByteArray("multipart/mixed; boundary=x")}) {
        const Result<MadeBody> made = makeBody(draft, typeByHand);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        const Result<std::optional<qint64>> size = bodySize(draft, typeByHand);
        QVERIFY(size);
        QCOMPARE(size->has_value(), made->body.has_value());
        if (made->body) {
            QCOMPARE(**size, made->body->bytes.size());
            QCOMPARE(made->body->size, made->body->bytes.size());
        }
        QVERIFY(made->contentType.startsWith(bodyMediaType(draft)));
    }
}

void TestDraftParts::boundaryStandsInNoPart()
{
    const QTemporaryDir folder;
    BodyDraft draft;
    draft.kind = BodyKind::Multipart;
    draft.parts = {{true, "a", false, "x", {}, {}, {}}};
    const QByteArray type = makeBody(draft)->contentType;
    const QByteArray boundary = type.mid(type.indexOf('=') + 1);
    // A file that holds the very boundary these parts would have had.
    draft.parts.append({true, "b", true, {}, written(folder, "b", "--" + boundary), {}, {}});
    const Result<MadeBody> made = makeBody(draft);
    QVERIFY(made);
    const QByteArray other = made->contentType.mid(made->contentType.indexOf('=') + 1);
    QCOMPARE(made->body->bytes.count("--" + other), 3);
}

void TestDraftParts::boundaryByHandIsUsed()
{
    BodyDraft draft;
    draft.kind = BodyKind::Multipart;
    draft.parts = {{true, "a", false, "x", {}, {}, {}}};
    const Result<MadeBody> made = makeBody(draft, "multipart/form-data; Boundary=\"mine; all\"");
    QVERIFY(made);
    QVERIFY(made->body->bytes.startsWith("--mine; all\r\n"));
    draft.parts[0].text = "--mine";
    const Result<MadeBody> clash = makeBody(draft, "multipart/form-data; boundary=mine");
    QVERIFY(!clash);
    QVERIFY(clash.error().detail.contains(QLatin1String("boundary")));
}

void TestDraftParts::missingFileIsOneSentence_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says");

    QTest::newRow("missing") << QStringLiteral("/no such folder/x") << QStringLiteral("not there");
    QTest::newRow("a folder") << QDir::tempPath() << QStringLiteral("no ordinary file");
    QTest::newRow("a device") << QStringLiteral("/dev/zero") << QStringLiteral("no ordinary file");
    QTest::newRow("none") << QString() << QStringLiteral("Choose");
}

void TestDraftParts::missingFileIsOneSentence()
{
    QFETCH(QString, path);
    QFETCH(QString, says);
    BodyDraft draft;
    draft.file = path;
    draft.parts = {{true, "f", true, {}, path, {}, {}}};
    for (const BodyKind kind : {BodyKind::File, BodyKind::Multipart}) {
        draft.kind = kind;
        const Result<MadeBody> made = makeBody(draft);
        QVERIFY(!made);
        QVERIFY2(made.error().detail.contains(says), qPrintable(made.error().detail));
        QVERIFY(made.error().detail.endsWith(QLatin1Char('.')));
        QVERIFY(!bodySize(draft));
    }
}

void TestDraftParts::partOfABodyIsSentAsAll()
{
    Body part = bodyOf("0123");
    part.size = 100;
    part.truncated = true;
    const BodyDraft draft = bodyDraftOf(part, "text/plain");
    QVERIFY(draft.text.truncated);
    QVERIFY(*makeBody(draft)->body == bodyOf("0123"));
    QCOMPARE(**bodySize(draft), 4);
}

void TestDraftParts::authFields_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("kind");

    const auto row = [](const char *value, AuthKind kind) {
        QTest::newRow(value) << QByteArray(value) << static_cast<int>(kind);
    };
    row("Basic bWU6cHc=", AuthKind::Basic); // me:pw
    row("Basic bWU6", AuthKind::Basic); // me:
    row("Basic bWU6YTpi", AuthKind::Basic); // me:a:b
    row("Basic x", AuthKind::None); // no Base64
    row("Basic bWU=", AuthKind::None); // no colon
    row("basic bWU6cHc=", AuthKind::None); // would come back with a capital
    row("Bearer abc.def", AuthKind::Bearer);
    row("Bearer ", AuthKind::None);
    row("Digest x", AuthKind::None);
}

void TestDraftParts::authFields()
{
    QFETCH(QByteArray, value);
    QFETCH(int, kind);
    const Field field{"Authorization", value, SetBy::Option};
    const AuthDraft draft = authDraftOf(field);
    QCOMPARE(static_cast<int>(draft.kind), kind);
    if (draft.kind != AuthKind::None) {
        QVERIFY(authField(draft) == field);
    }
}

void TestDraftParts::authProblems_data()
{
    QTest::addColumn<AuthDraft>("draft");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const AuthDraft &draft, const char *says) {
        QTest::newRow(name) << draft << QString::fromLatin1(says);
    };
    row("none", {}, "");
    row("Basic", {AuthKind::Basic, "me", "p:w", {}, {}, {}}, "");
    row("Basic without a name", {AuthKind::Basic, {}, {}, {}, {}, {}}, "user name");
    row("colon in the name", {AuthKind::Basic, "a:b", {}, {}, {}, {}}, "colon");
    row("line break in the password", {AuthKind::Basic, "a", "b\n", {}, {}, {}}, "line breaks");
    row("Bearer", {AuthKind::Bearer, {}, {}, "t", {}, {}}, "");
    row("Bearer without a token", {AuthKind::Bearer, {}, {}, {}, {}, {}}, "token");
    row("Bearer with a line break", {AuthKind::Bearer, {}, {}, "a\r\nX: 1", {}, {}}, "line breaks");
    row("custom", {AuthKind::Custom, {}, {}, {}, "X-Key", "v"}, "");
    row("custom without a name", {AuthKind::Custom, {}, {}, {}, {}, "v"}, "needs a name");
    row("custom with a bad name", {AuthKind::Custom, {}, {}, {}, "X Key", "v"}, "X Key");
    row("custom without a value", {AuthKind::Custom, {}, {}, {}, "X-Key", {}}, "needs a value");
}

void TestDraftParts::authProblems()
{
    QFETCH(AuthDraft, draft);
    QFETCH(QString, says);
    const QString problem = authProblem(draft);
    QCOMPARE(problem.isEmpty(), says.isEmpty());
    QVERIFY2(problem.contains(says), qPrintable(problem));
}

void TestDraftParts::cookieFields()
{
    QVERIFY(cookieFieldProblem({}).isEmpty());
    QVERIFY(cookieFieldProblem("a=1; b=2").isEmpty());
    QVERIFY(!cookieFieldProblem("a").isEmpty());
    QVERIFY(!cookieFieldProblem("a=1\r\nX: 1").isEmpty());
    QCOMPARE(cookieCount("a=1; b=2;"), 2);
    QCOMPARE(cookieCount({}), 0);
    QVERIFY(loadCookies({})->isEmpty());
    QVERIFY(!loadCookies(QStringLiteral("/nowhere")));
    const QTemporaryDir folder;
    QVERIFY(
        loadCookies(written(folder, "c", "a.test\tFALSE\t/\tFALSE\t0\tn\tv\n"))->cookies().size()
        == 1);
}

void TestDraftParts::optionsComeBack()
{
    OptionsDraft draft;
    draft.maxHops = 0;
    draft.timeout = std::chrono::milliseconds(2500);
    draft.connectTimeout = std::chrono::milliseconds(1);
    draft.tlsTimeout = std::chrono::milliseconds(0);
    draft.firstByteTimeout = std::chrono::milliseconds(2);
    draft.idleTimeout = std::chrono::milliseconds(3);
    draft.followRefresh = true;
    draft.freshConnections = true;
    draft.resends = false;
    draft.stack = NetworkStack::Qt;
    draft.trust = TlsTrust::Anything;
    draft.proxy = ProxyUse::Address;
    draft.proxyAddress = QStringLiteral("http://me:p%40w@proxy.test:3128");
    draft.resolve = QStringLiteral("a.test:443:127.0.0.1,::1\n[::1]:80:127.0.0.2");
    QVERIFY(optionsDraftOf(traceOptions(draft)) == draft);
    draft.proxy = ProxyUse::None;
    draft.proxyAddress.clear();
    QVERIFY(optionsDraftOf(traceOptions(draft)) == draft);
    QVERIFY(optionsDraftOf(traceOptions({})) == OptionsDraft());
    QVERIFY(traceOptions({}).send == SendOptions());
}

void TestDraftParts::optionProblems_data()
{
    QTest::addColumn<OptionsDraft>("draft");
    QTest::addColumn<QString>("says");

    OptionsDraft draft;
    draft.proxyAddress = QStringLiteral("ftp://x"); // not chosen, so it does not matter
    draft.authorityFile = QStringLiteral("/nowhere");
    QTest::newRow("fine") << draft << QString();
    OptionsDraft proxy = draft;
    proxy.proxy = ProxyUse::Address;
    QTest::newRow("proxy") << proxy << QStringLiteral("http://host:3128");
    OptionsDraft authority = draft;
    authority.trust = TlsTrust::OwnAuthority;
    QTest::newRow("authority") << authority << QStringLiteral("/nowhere");
    OptionsDraft resolve = draft;
    resolve.resolve = QStringLiteral("a.test:443:127.0.0.1\n\nb.test");
    QTest::newRow("resolve") << resolve << QStringLiteral("b.test");
    OptionsDraft http2 = draft;
    http2.stack = NetworkStack::Qt;
    QTest::newRow("HTTP/2") << http2 << QString();
    OptionsDraft elsewhere = http2;
    elsewhere.resolve = QStringLiteral("a.test:443:127.0.0.1");
    QTest::newRow("HTTP/2 elsewhere") << elsewhere << QStringLiteral("Connect to");
    OptionsDraft tls = http2;
    tls.tlsTimeout = std::chrono::milliseconds(1);
    QTest::newRow("HTTP/2 with a time for TLS") << tls << QStringLiteral("TLS alone");
    OptionsDraft resend = http2;
    resend.resends = false;
    QTest::newRow("HTTP/2 without resending") << resend << QStringLiteral("sends again");
}

void TestDraftParts::optionProblems()
{
    QFETCH(OptionsDraft, draft);
    QFETCH(QString, says);
    const std::optional<OptionsProblem> problem = optionsProblem(draft);
    QCOMPARE(problem.has_value(), !says.isEmpty());
    if (problem) {
        QVERIFY2(problem->detail.contains(says), qPrintable(problem->detail));
    }
}

QTEST_GUILESS_MAIN(TestDraftParts)
#include "tst_draftparts.moc"
