// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/bodyreader.h"

#include <QTest>

using namespace hoplens;
using Kind = Framing::Kind;
using State = BodyReader::State;

namespace {

using Oddities = QList<Oddity>;

Headers fields(const QByteArrayList &lines)
{
    Headers headers;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    return headers;
}

Framing chunked()
{
    Framing framing;
    framing.kind = Kind::Chunked;
    return framing;
}

Framing length(qint64 octets)
{
    Framing framing;
    framing.kind = Kind::Length;
    framing.length = octets;
    return framing;
}

Framing untilClose()
{
    Framing framing;
    framing.kind = Kind::UntilClose;
    return framing;
}

void feedSingly(BodyReader &reader, const QByteArray &bytes)
{
    for (const char &c : bytes) {
        reader.feed(QByteArrayView(&c, 1));
    }
}

} // namespace

class TestBodyReader : public QObject {
    Q_OBJECT

private slots:
    void framing_data();
    void framing();
    void noBodyForStatus();
    void chunks_data();
    void chunks();
    void badChunks_data();
    void badChunks();
    void trailers_data();
    void trailers();
    void cutChunks();
    void endless_data();
    void endless();
    void lengthIsExact();
    void cutBodyIsAFailure();
    void lastsUntilClose();
    void countsWhatItDoesNotKeep();
    void stopsAtTheLimit_data();
    void stopsAtTheLimit();
};

void TestBodyReader::framing_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qint64>("octets");
    QTest::addColumn<bool>("fails");
    QTest::addColumn<Oddities>("oddities");
    const auto row = [](const char *name, const QByteArray &method, int status,
                        const QByteArrayList &lines, Kind kind, qint64 octets = 0,
                        const Oddities &oddities = {}, bool fails = false) {
        QTest::newRow(name) << method << status << lines << kind << octets << fails << oddities;
    };
    const auto bad = [&](const char *value) {
        row(value, "GET", 302, {QByteArray("Content-Length: ") + value}, Kind::Length, 0, {}, true);
    };
    row("nothing said", "GET", 200, {}, Kind::UntilClose);
    row("a length", "GET", 302, {"content-length: 5"}, Kind::Length, 5);
    row("no octet", "GET", 302, {"Content-Length: 0"}, Kind::Length, 0);
    row("leading zeros", "GET", 302, {"Content-Length: 005"}, Kind::Length, 5);
    row("twice the same", "GET", 302, {"Content-Length: 5", "Content-Length: 5"}, Kind::Length, 5,
        {Oddity::RepeatedContentLength});
    row("a list of the same", "GET", 302, {"Content-Length: 5, 5"}, Kind::Length, 5,
        {Oddity::RepeatedContentLength});
    row("twice, different", "GET", 302, {"Content-Length: 5", "Content-Length: 6"}, Kind::Length, 0,
        {}, true);
    bad("5, 6");
    bad("");
    bad("-1");
    bad("+5");
    bad("5 5");
    bad("0x5");
    bad("5,");
    bad("five");
    bad("9999999999999999999999");
    row("chunked", "GET", 200, {"transfer-encoding: Chunked"}, Kind::Chunked);
    row("gzip, chunked", "GET", 200, {"Transfer-Encoding: gzip, chunked"}, Kind::Chunked);
    row("two fields", "GET", 200, {"Transfer-Encoding: gzip", "Transfer-Encoding: chunked"},
        Kind::Chunked);
    row("chunked with a parameter", "GET", 200, {"Transfer-Encoding: chunked;a=b,"}, Kind::Chunked);
    row("chunked, gzip", "GET", 200, {"Transfer-Encoding: chunked, gzip"}, Kind::UntilClose);
    row("identity", "GET", 200, {"Transfer-Encoding: identity"}, Kind::UntilClose);
    row("length and chunked", "GET", 200, {"Content-Length: 5", "Transfer-Encoding: chunked"},
        Kind::Chunked, 0, {Oddity::LengthAndChunked});
    row("bad length and chunked", "GET", 200, {"Content-Length: x", "Transfer-Encoding: chunked"},
        Kind::Chunked, 0, {Oddity::LengthAndChunked});
    row("HEAD", "HEAD", 200, {"Content-Length: 5"}, Kind::None);
    row("HEAD, chunked", "HEAD", 302, {"Transfer-Encoding: chunked"}, Kind::None);
    row("CONNECT", "CONNECT", 200, {"Content-Length: 5"}, Kind::None);
    row("CONNECT refused", "CONNECT", 403, {"Content-Length: 5"}, Kind::Length, 5);
    row("304 with a length", "GET", 304, {"Content-Length: 5"}, Kind::None);
    row("204 with a length", "GET", 204, {"Content-Length: 5"}, Kind::None);
}

void TestBodyReader::framing()
{
    QFETCH(const QByteArray, method);
    Response response;
    QFETCH(const int, status);
    response.status = status;
    QFETCH(const QByteArrayList, lines);
    response.headers = fields(lines);
    const Framing result = framingOf(method, response);
    QTEST(result.kind, "kind");
    QTEST(result.length, "octets");
    QTEST(result.failure.has_value(), "fails");
    QTEST(result.oddities, "oddities");
    if (result.failure) {
        QCOMPARE(result.failure->code, FailureCode::BadFraming);
        QCOMPARE(BodyReader(result, {}).state(), State::Failed);
    }
}

void TestBodyReader::noBodyForStatus()
{
    for (int status = 100; status <= 999; ++status) {
        Response response;
        response.status = status;
        response.headers = fields({"Content-Length: 5"});
        const bool none = status < 200 || status == 204 || status == 304;
        QCOMPARE(framingOf("GET", response).kind, none ? Kind::None : Kind::Length);
    }
}

void TestBodyReader::chunks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Oddities>("oddities");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &body,
                        const Oddities &oddities = {}) {
        QTest::newRow(name) << bytes << body << oddities;
    };
    row("empty", "0\r\n\r\n", "");
    row("one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello");
    row("two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world");
    row("hexadecimal of both cases", "A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n",
        "01234567890123456789a");
    row("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", "hello");
    row("extensions", "5;a=b;c=\"d\"\r\nhello\r\n0;last\r\n\r\n", "hello");
    row("blanks after the size", "5 \r\nhello\r\n0 ; x\r\n\r\n", "hello");
    row("trailers", "5\r\nhello\r\n0\r\nLocation: /x\r\nB: 1\r\n\r\n", "hello");
    row("line ends as data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n");
    row("bare line feeds", "5\nhello\n0\n\n", "hello", {Oddity::BareLineFeed});
    row("bytes after the end", "5\r\nhello\r\n0\r\n\r\nmore", "hello", {Oddity::ExcessBytes});
}

void TestBodyReader::chunks()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, body);
    // Cut into two at every place, and into single octets.
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        BodyReader reader(chunked(), {});
        if (cut == 0) {
            feedSingly(reader, bytes);
        } else {
            reader.feed(QByteArrayView(bytes).first(cut));
            reader.feed(QByteArrayView(bytes).sliced(cut));
        }
        QCOMPARE(reader.state(), State::Ended);
        QCOMPARE(reader.body(), bodyOf(body));
        QTEST(reader.oddities(), "oddities");
    }
}

void TestBodyReader::badChunks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const QByteArray &bytes :
         {QByteArray("zz\r\n"), QByteArray("\r\n"), QByteArray("-5\r\nhello\r\n"),
          QByteArray("0x5\r\nhello"), QByteArray("5 5\r\nhello\r\n"), QByteArray("5\r\nhello!\r\n"),
          QByteArray("5\r\nhello0\r\n\r\n"), QByteArray("10000000000000000\r\n"),
          QByteArray("ffffffffffffffff\r\n"), QByteArray("5\rhello\r\n"), QByteArray(" 5\r\nhello"),
          QByteArray("5\r\nhello!\n")}) {
        QTest::newRow(bytes.toPercentEncoding(" ").constData()) << bytes;
    }
}

void TestBodyReader::badChunks()
{
    QFETCH(const QByteArray, bytes);
    BodyReader whole(chunked(), {});
    whole.feed(bytes);
    BodyReader singly(chunked(), {});
    feedSingly(singly, bytes);
    QCOMPARE(whole.state(), State::Failed);
    QCOMPARE(singly.state(), State::Failed);
    QCOMPARE(whole.failure()->code, FailureCode::BadFraming);
    QCOMPARE(whole.failure()->kind, FailureKind::Protocol);
    QCOMPARE(singly.failure()->code, FailureCode::BadFraming);
    QCOMPARE(singly.oddities(), whole.oddities());
}

void TestBodyReader::trailers_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("fields"); // "Name=value|..."
    QTest::addColumn<Oddities>("oddities");
    QTest::newRow("none") << QByteArray() << QByteArray() << Oddities{};
    QTest::newRow("two") << QByteArray("Expires: 0\r\nX-Sum: a b \r\n")
                         << QByteArray("Expires=0|X-Sum=a b") << Oddities{};
    QTest::newRow("folded") << QByteArray("X: a\r\n b\r\n") << QByteArray("X=a b")
                            << Oddities{Oddity::ObsoleteFolding};
    QTest::newRow("no colon") << QByteArray("nonsense\r\nX: 1\r\n") << QByteArray("X=1")
                              << Oddities{Oddity::LineWithoutColon};
    QTest::newRow("space in the name")
        << QByteArray("A B: 1\r\n") << QByteArray("A B=1") << Oddities{Oddity::InvalidFieldName};
}

void TestBodyReader::trailers()
{
    QFETCH(const QByteArray, lines);
    QFETCH(const QByteArray, fields);
    QFETCH(const Oddities, oddities);
    BodyReader reader(chunked(), {});
    feedSingly(reader, "2\r\nhi\r\n0\r\n" + lines + "\r\n");
    QCOMPARE(reader.state(), State::Ended);
    QByteArrayList shown;
    for (const Field &field : reader.trailers()) {
        shown.append(field.name + '=' + field.value);
    }
    QCOMPARE(shown.join('|'), fields);
    QCOMPARE(reader.oddities(), oddities);

    BodyLimits limits;
    limits.trailers = 2;
    BodyReader few(chunked(), limits);
    few.feed("0\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n");
    QCOMPARE(few.state(), State::Failed);
    QCOMPARE(few.failure()->code, FailureCode::TooManyFields);
    QCOMPARE(few.trailers().size(), 2);
}

void TestBodyReader::cutChunks()
{
    const QByteArray bytes = "5;x\r\nhello\r\n0\r\nA: b\r\n\r\n";
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        BodyReader reader(chunked(), {});
        reader.feed(QByteArrayView(bytes).first(size));
        QCOMPARE(reader.state(), State::NeedsMore);
        QVERIFY(reader.body().sha256.isEmpty());
        reader.close();
        QCOMPARE(reader.state(), State::Failed);
        QCOMPARE(reader.failure()->code, FailureCode::ClosedInBody);
        QCOMPARE(reader.oddities(), Oddities{Oddity::BodyShort});
        QVERIFY(QByteArray("hello").startsWith(reader.body().bytes));
    }
}

void TestBodyReader::endless_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("endless");
    QTest::addColumn<FailureCode>("code");
    QTest::newRow("one extension")
        << QByteArray("5;") << QByteArray("a") << FailureCode::BadFraming;
    QTest::newRow("extensions of many chunks")
        << QByteArray() << QByteArray("1;aaaaaaaaaa\r\nx\r\n") << FailureCode::BadFraming;
    QTest::newRow("zeros") << QByteArray() << QByteArray("0") << FailureCode::BadFraming;
    QTest::newRow("one trailer") << QByteArray("0\r\nA: ") << QByteArray("a")
                                 << FailureCode::HeadTooLarge;
    QTest::newRow("many trailers")
        << QByteArray("0\r\n") << QByteArray("A: a\r\n") << FailureCode::HeadTooLarge;
}

void TestBodyReader::endless()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, endless);
    BodyLimits limits;
    limits.overhead = 1000;
    BodyReader reader(chunked(), limits);
    reader.feed(start);
    qsizetype fed = 0;
    while (reader.state() == State::NeedsMore && fed < 100'000) {
        reader.feed(endless);
        fed += endless.size();
    }
    QCOMPARE(reader.state(), State::Failed);
    QTEST(reader.failure()->code, "code");
    QVERIFY2(fed < 3000, qPrintable(QString::number(fed)));
}

void TestBodyReader::lengthIsExact()
{
    BodyReader reader(length(5), {});
    reader.feed("hel");
    QCOMPARE(reader.state(), State::NeedsMore);
    QCOMPARE(reader.body().bytes, "hel");
    reader.feed("lo");
    QCOMPARE(reader.state(), State::Ended);
    QVERIFY(reader.oddities().isEmpty());
    reader.feed("!");
    reader.close();
    QCOMPARE(reader.state(), State::Ended);
    QCOMPARE(reader.body(), bodyOf("hello"));
    QCOMPARE(reader.oddities(), Oddities{Oddity::ExcessBytes});
    QCOMPARE(BodyReader(length(0), {}).state(), State::Ended);
}

void TestBodyReader::cutBodyIsAFailure()
{
    for (const ConnectionEnd end :
         {ConnectionEnd::InOrder, ConnectionEnd::Unconfirmed, ConnectionEnd::Broken}) {
        BodyReader reader(length(5), {});
        reader.feed("hell");
        reader.close(end);
        QCOMPARE(reader.failure()->code, FailureCode::ClosedInBody);
        QCOMPARE(reader.failure()->kind, FailureKind::Network);
        QCOMPARE(reader.oddities(), Oddities{Oddity::BodyShort});
        QCOMPARE(reader.body(), bodyOf("hell"));
    }
}

void TestBodyReader::lastsUntilClose()
{
    BodyReader orderly(untilClose(), {});
    orderly.feed("hello");
    QCOMPARE(orderly.state(), State::NeedsMore);
    orderly.close();
    QCOMPARE(orderly.state(), State::Ended);
    QCOMPARE(orderly.body(), bodyOf("hello"));
    QVERIFY(orderly.oddities().isEmpty());
    BodyReader unconfirmed(untilClose(), {});
    unconfirmed.feed("hello");
    unconfirmed.close(ConnectionEnd::Unconfirmed);
    QCOMPARE(unconfirmed.state(), State::Ended);
    QCOMPARE(unconfirmed.body(), bodyOf("hello"));
    QCOMPARE(unconfirmed.oddities(), Oddities{Oddity::EndUnconfirmed});
    BodyReader complete(length(5), {});
    complete.feed("hello");
    complete.close(ConnectionEnd::Unconfirmed);
    QVERIFY(complete.oddities().isEmpty());
    BodyReader broken(untilClose(), {});
    broken.feed("hello");
    broken.close(ConnectionEnd::Broken);
    QCOMPARE(broken.failure()->code, FailureCode::ClosedInBody);
}

void TestBodyReader::countsWhatItDoesNotKeep()
{
    BodyLimits limits;
    limits.preview = 3;
    BodyReader reader(length(5), limits);
    reader.feed("hello");
    Body expected = bodyOf("hello");
    expected.sha256 = sha256Of(expected);
    expected.bytes = "hel";
    expected.truncated = true;
    QCOMPARE(reader.body(), expected);
    QVERIFY(reader.oddities().isEmpty());
}

void TestBodyReader::stopsAtTheLimit_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qint64>("octets");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("limited");
    QTest::newRow("length below") << Kind::Length << qint64(5) << QByteArray("01234") << false;
    QTest::newRow("length at it") << Kind::Length << qint64(10) << QByteArray("0123456789")
                                  << false;
    QTest::newRow("length above") << Kind::Length << qint64(11) << QByteArray("0123456789a")
                                  << true;
    QTest::newRow("chunks at it") << Kind::Chunked << qint64(10)
                                  << QByteArray("5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n") << false;
    QTest::newRow("chunk above") << Kind::Chunked << qint64(0)
                                 << QByteArray("f\r\n0123456789abcde\r\n0\r\n\r\n") << true;
    QTest::newRow("chunks above") << Kind::Chunked << qint64(0)
                                  << QByteArray("a\r\n0123456789\r\n1\r\na\r\n0\r\n\r\n") << true;
    QTest::newRow("close at it") << Kind::UntilClose << qint64(0) << QByteArray("0123456789")
                                 << false;
    QTest::newRow("close above") << Kind::UntilClose << qint64(0) << QByteArray("0123456789a")
                                 << true;
}

void TestBodyReader::stopsAtTheLimit()
{
    QFETCH(const Kind, kind);
    QFETCH(const qint64, octets);
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, limited);
    BodyLimits limits;
    limits.body = 10;
    for (const bool singly : {false, true}) {
        Framing framing;
        framing.kind = kind;
        framing.length = octets;
        BodyReader reader(framing, limits);
        if (singly) {
            feedSingly(reader, bytes);
        } else {
            reader.feed(bytes);
        }
        reader.close();
        QCOMPARE(reader.state(), State::Ended);
        QVERIFY(!reader.failure());
        QCOMPARE(reader.body().truncated, limited);
        QCOMPARE(reader.oddities(), limited ? Oddities{Oddity::BodyLimit} : Oddities{});
        QVERIFY(reader.body().size <= 10);
        QCOMPARE(reader.body().sha256, QByteArray()); // it is here whole
    }
}

QTEST_GUILESS_MAIN(TestBodyReader)
#include "tst_bodyreader.moc"
