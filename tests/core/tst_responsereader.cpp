// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/responsereader.h"

#include <QTest>

using namespace hoplens;
using Stage = ResponseReader::Stage;

namespace {

const QByteArray hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
const QByteArray found = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nok";

QList<int> statuses(const Response &response)
{
    QList<int> all;
    for (const Response &interim : response.interim) {
        all.append(interim.status);
    }
    all.append(response.status);
    return all;
}

} // namespace

class TestResponseReader : public QObject {
    Q_OBJECT

private slots:
    void passesInterimOver_data();
    void passesInterimOver();
    void limitsInterim();
    void keepsASwitch();
    void tellsHowItEnded_data();
    void tellsHowItEnded();
    void badFramingKeepsTheHead();
    void notesOddities();
    void limitsHoldForEachHead();
    void takesWhatItTells_data();
    void takesWhatItTells();
    void readsAlikeWhateverIsExpected_data();
    void readsAlikeWhateverIsExpected();
    void holdsEqualTextsOnce();
};

void TestResponseReader::passesInterimOver_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("none") << found << QList{302};
    QTest::newRow("103") << hints + found << QList{103, 302};
    QTest::newRow("100 and 103") << "HTTP/1.1 100 Continue\r\n\r\n" + hints + found
                                 << QList{100, 103, 302};
    QTest::newRow("102 and 199") << "HTTP/1.1 102 \r\n\r\nHTTP/1.1 199 Odd\r\n\r\n" + found
                                 << QList{102, 199, 302};
    QTest::newRow("100 with a length")
        << "HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n" + found << QList{100, 302};
}

void TestResponseReader::passesInterimOver()
{
    QFETCH(const QByteArray, bytes);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        ResponseReader reader("GET", {});
        reader.feed(QByteArrayView(bytes).first(cut));
        QCOMPARE(reader.hasFinalHead(), reader.status() == 302);
        QVERIFY(!reader.hasFinalHead() || reader.response()->status == 302);
        reader.feed(QByteArrayView(bytes).sliced(cut));
        QCOMPARE(reader.stage(), Stage::Ended);
        QTEST(statuses(*reader.response()), "expected");
        QCOMPARE(reader.response()->body, bodyOf("ok"));
        QVERIFY(reader.oddities().isEmpty());
    }
}

void TestResponseReader::limitsInterim()
{
    ReadLimits limits;
    limits.interim = 3;
    ResponseReader enough("GET", limits);
    enough.feed(hints.repeated(3) + found);
    QCOMPARE(enough.stage(), Stage::Ended);
    ResponseReader reader("GET", limits);
    reader.feed(hints.repeated(1000));
    QCOMPARE(reader.stage(), Stage::Failed);
    QCOMPARE(reader.failure()->code, FailureCode::TooManyInterim);
    QVERIFY(!reader.hasFinalHead());
    QCOMPARE(statuses(*reader.response()), (QList{103, 103, 103, 103}));
}

void TestResponseReader::keepsASwitch()
{
    ResponseReader reader("GET", {});
    reader.feed(hints + "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x01\x02");
    QCOMPARE(reader.failure()->code, FailureCode::SwitchedProtocols);
    QCOMPARE(statuses(*reader.response()), (QList{103, 101}));
    QCOMPARE(*firstValue(reader.response()->headers, "Upgrade"), "x");
}

void TestResponseReader::tellsHowItEnded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("broken");
    QTest::addColumn<int>("code"); // -1: none
    const auto row = [](const char *name, const QByteArray &bytes, bool broken,
                        std::optional<FailureCode> code) {
        QTest::newRow(name) << bytes << broken << (code ? static_cast<int>(*code) : -1);
    };
    const QByteArray endless = "HTTP/1.1 200 OK\r\n\r\nabc";
    row("nothing", "", false, FailureCode::ClosedBeforeAnswer);
    row("nothing, reset", "", true, FailureCode::Reset);
    row("status line", "HTTP/1.1 2", false, FailureCode::ClosedInHead);
    row("head, reset", "HTTP/1.1 200 OK\r\nA: ", true, FailureCode::ClosedInHead);
    row("after an interim answer", hints, false, FailureCode::ClosedInHead);
    row("body", found.chopped(1), false, FailureCode::ClosedInBody);
    row("until close", endless, false, std::nullopt);
    row("until close, reset", endless, true, FailureCode::ClosedInBody);
    row("complete", found, true, std::nullopt);
}

void TestResponseReader::tellsHowItEnded()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, broken);
    ResponseReader reader("GET", {});
    reader.feed(bytes);
    reader.close(broken ? ConnectionEnd::Broken : ConnectionEnd::InOrder);
    QVERIFY(reader.isOver());
    const std::optional<Failure> failure = reader.failure();
    QTEST(failure ? static_cast<int>(failure->code) : -1, "code");
}

void TestResponseReader::badFramingKeepsTheHead()
{
    ResponseReader reader("GET", {});
    reader.feed(
        "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    QCOMPARE(reader.stage(), Stage::Failed);
    QCOMPARE(reader.failure()->code, FailureCode::BadFraming);
    QVERIFY(reader.hasFinalHead());
    QCOMPARE(reader.response()->status, 302);
    QCOMPARE(*firstValue(reader.response()->headers, "Location"), "/x");
    QCOMPARE(reader.response()->body.size, 0);
}

void TestResponseReader::notesOddities()
{
    ResponseReader reader("GET", {});
    reader.feed("HTTP/1.0 100 Continue\n\nHTTP/1.1 200 OK\r\nA : b\r\nContent-Length: 0\r\n\r\n");
    QCOMPARE(reader.stage(), Stage::Ended);
    reader.feed("x");
    QCOMPARE(reader.oddities(),
             (QList{Oddity::BareLineFeed, Oddity::OldVersion, Oddity::SpaceBeforeColon,
                    Oddity::ExcessBytes}));
}

void TestResponseReader::limitsHoldForEachHead()
{
    ReadLimits limits;
    limits.head.fields = 2;
    ResponseReader reader("GET", limits);
    const QByteArray fields = "A: 1\r\nB: 2\r\n";
    reader.feed("HTTP/1.1 103 Hints\r\n" + fields + "\r\nHTTP/1.1 204 None\r\n" + fields + "\r\n");
    QCOMPARE(reader.stage(), Stage::Ended);
    QVERIFY(!reader.response()->body.truncated);
}

void TestResponseReader::takesWhatItTells_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("a body") << found;
    QTest::newRow("an interim head") << hints + found;
    QTest::newRow("trailers") << chunked + "2\r\nok\r\n0\r\nX-Sum: 1\r\nX-Sum: 2\r\n\r\n";
    QTest::newRow("a cut body") << chunked + "5\r\nok";
    QTest::newRow("a cut head") << QByteArray("HTTP/1.1 302 Found\r\nLocation: /x\r\n");
    QTest::newRow("a cut head after another") << hints + "HTTP/1.1 302 Fou";
    QTest::newRow("nothing") << QByteArray();
}

void TestResponseReader::takesWhatItTells()
{
    QFETCH(const QByteArray, bytes);
    ResponseReader reader("GET", {});
    reader.feed(bytes);
    if (!reader.isOver()) {
        reader.close();
    }
    const std::optional<Response> told = reader.response();
    const std::optional<Response> taken = reader.takeResponse();
    QCOMPARE(taken.has_value(), told.has_value());
    if (!told) {
        return;
    }
    QCOMPARE(taken->version, told->version);
    QCOMPARE(statuses(*taken), statuses(*told));
    QCOMPARE(taken->reason, told->reason);
    QCOMPARE(taken->headers, told->headers);
    QCOMPARE(taken->body, told->body);
    QCOMPARE(taken->trailers, told->trailers);
    QCOMPARE(taken->rawHead, told->rawHead);
    QVERIFY(bytes.contains(taken->rawHead));
}

void TestResponseReader::readsAlikeWhateverIsExpected_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("the same") << found;
    QTest::newRow("nothing") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("other order") << QByteArray(
        "HTTP/1.1 302 Found\r\nContent-Length: 2\r\nLocation: /x\r\n\r\nno");
    QTest::newRow("other case") << QByteArray(
        "HTTP/1.1 302 Found\r\nlocation: /X\r\ncontent-length: 2\r\n\r\nOK");
    QTest::newRow("more fields") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 3\r\nA: b\r\n\r\nokay");
}

void TestResponseReader::readsAlikeWhateverIsExpected()
{
    QFETCH(const QByteArray, before);
    ResponseReader earlier("GET", {});
    earlier.feed(before);
    for (const QByteArray &bytes : {found, hints + found}) {
        ResponseReader plain("GET", {});
        plain.feed(bytes);
        ResponseReader expecting("GET", {});
        expecting.expect(earlier.texts());
        expecting.feed(bytes);
        QCOMPARE(expecting.response()->headers, plain.response()->headers);
        QCOMPARE(expecting.response()->body, plain.response()->body);
        QCOMPARE(expecting.response()->rawHead, plain.response()->rawHead);
    }
}

void TestResponseReader::holdsEqualTextsOnce()
{
    const QByteArray bytes = "HTTP/1.1 200 OK\r\nX: some text\r\nContent-Length: 2\r\n\r\nok";
    ResponseReader earlier("GET", {});
    earlier.feed(bytes);
    ResponseReader later("GET", {});
    later.expect(earlier.texts());
    later.feed(bytes);
    const Response first = *earlier.response();
    const Response second = *later.response();
    QCOMPARE(static_cast<const void *>(second.headers.at(0).value.constData()),
             static_cast<const void *>(first.headers.at(0).value.constData()));
    QCOMPARE(static_cast<const void *>(second.body.bytes.constData()),
             static_cast<const void *>(first.body.bytes.constData()));
}

QTEST_GUILESS_MAIN(TestResponseReader)
#include "tst_responsereader.moc"
