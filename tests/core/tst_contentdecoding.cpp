// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/contentdecoding.h"
#include "core/trace/bodycontent.h"
#include "tests/core/compressed.h"

#include <QTest>

#include <brotli/encode.h>
#include <zstd.h>

using namespace hoplens;
using State = DecodingState;

namespace {

QByteArray brotli(const QByteArray &text)
{
    std::size_t size = BrotliEncoderMaxCompressedSize(static_cast<std::size_t>(text.size())) + 64;
    QByteArray out(static_cast<qsizetype>(size), '\0');
    BrotliEncoderCompress(5, 22, BROTLI_MODE_GENERIC, static_cast<std::size_t>(text.size()),
                          reinterpret_cast<const quint8 *>(text.constData()), &size,
                          reinterpret_cast<quint8 *>(out.data()));
    out.truncate(static_cast<qsizetype>(size));
    return out;
}

QByteArray zstd(const QByteArray &text, int windowLog = 0)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog);
    QByteArray out(
        static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(text.size()))), '\0');
    ZSTD_inBuffer in{text.constData(), static_cast<std::size_t>(text.size()), 0};
    ZSTD_outBuffer to{out.data(), static_cast<std::size_t>(out.size()), 0};
    ZSTD_compressStream2(context, &to, &in, ZSTD_e_flush); // no content size, so the window counts
    ZSTD_compressStream2(context, &to, &in, ZSTD_e_end);
    ZSTD_freeCCtx(context);
    out.truncate(static_cast<qsizetype>(to.pos));
    return out;
}

QByteArray prose(qsizetype size)
{
    QByteArray text;
    for (int i = 0; text.size() < size; ++i) {
        text += "line " + QByteArray::number(i * 7919 % 10007) + " of a page\n";
    }
    return text.left(size);
}

} // namespace

class TestContentDecoding : public QObject {
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void nothingToDecode();
    void everyCutIsSaid_data();
    void everyCutIsSaid();
    void damageIsSaid_data();
    void damageIsSaid();
    void bombsAreBounded_data();
    void bombsAreBounded();
    void limits();
    void wordsForPeople();
};

void TestContentDecoding::decodes_data()
{
    QTest::addColumn<QByteArrayList>("fields");
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<State>("state");
    const QByteArray text = prose(40'000);
    const auto row = [](const char *name, const QByteArrayList &fields, const QByteArray &kept,
                        const QByteArray &wanted, State state = State::Complete) {
        QTest::newRow(name) << fields << kept << wanted << state;
    };
    row("gzip", {"gzip"}, gzip(text), text);
    row("x-gzip", {"x-gzip"}, gzip(text), text);
    row("any case", {"GZip"}, gzip(text), text);
    row("empty gzip", {"gzip"}, gzip(""), "");
    row("deflate as the standard wants it", {"deflate"}, deflated(text, 15), text);
    row("bare deflate", {"deflate"}, deflated(text, -15), text);
    row("bare deflate, stored", {"deflate"}, deflated("abc", -15, 0), "abc");
    row("br", {"br"}, brotli(text), text);
    row("empty br", {"br"}, brotli(""), "");
    row("zstd", {"zstd"}, zstd(text), text);
    row("identity besides", {"identity, gzip"}, gzip(text), text);
    row("empty list elements", {", gzip ,,"}, gzip(text), text);
    row("two codings in one field", {"gzip, br"}, brotli(gzip(text)), text);
    row("two codings in two fields", {"zstd", "gzip"}, gzip(zstd(text)), text);
    row("four layers", {"gzip, gzip, br, deflate"}, deflated(brotli(gzip(gzip(text))), 15), text);
    row("five layers", {"gzip, gzip, gzip, gzip, gzip"}, gzip(text), "", State::LimitReached);
    row("gzip members", {"gzip"}, gzip("one ") + gzip("") + gzip("three"), "one three");
    row("gzip members within br", {"gzip, br"}, brotli(gzip(text) + gzip("x")), text + "x");
    row("zeros after gzip", {"gzip"}, gzip("x") + QByteArray(500, '\0'), "x");
    row("text after gzip", {"gzip"}, gzip("x") + "more", "x");
    row("half a magic number after gzip", {"gzip"}, gzip("x") + "\x1f", "x", State::CutOff);
    row("text after br", {"br"}, brotli("x") + "more", "x");
    row("zstd frames", {"zstd"}, zstd("one ") + zstd("two"), "one two");
    row("text after zstd", {"zstd"}, zstd("x") + "more text", "x");
    row("unknown", {"exi"}, "abc", "", State::UnknownCoding);
    row("unknown behind a known one", {"exi, gzip"}, gzip("abc"), "", State::UnknownCoding);
    row("no gzip at all", {"gzip"}, "hello, this is text", "", State::Damaged);
    row("no br at all", {"br"}, "\xff\xff\xff hello", "", State::Damaged);
    row("no zstd at all", {"zstd"}, "hello, this is text", "", State::Damaged);
    row("one octet of deflate", {"deflate"}, "\x78", "", State::CutOff);
}

void TestContentDecoding::decodes()
{
    QFETCH(QByteArrayList, fields);
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, text);
    QFETCH(State, state);
    const auto content = decodeContent(fields, kept);
    QVERIFY(content);
    QCOMPARE(content->state, state);
    QCOMPARE(content->bytes, text);
    QCOMPARE(content->size, text.size());
    const bool bare = QByteArrayView(QTest::currentDataTag()).startsWith("bare");
    QCOMPARE(content->rawDeflate, bare);
}

void TestContentDecoding::nothingToDecode()
{
    QVERIFY(!decodeContent({}, "abc"));
    QVERIFY(!decodeContent({"identity"}, "abc"));
    QVERIFY(!decodeContent({"", " , "}, "abc"));
    QVERIFY(!decodeContent({"gzip"}, {})); // a HEAD request, a 304
}

void TestContentDecoding::everyCutIsSaid_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("whole");
    const QByteArray text = prose(600);
    QTest::newRow("gzip") << QByteArray("gzip") << gzip(text);
    QTest::newRow("deflate") << QByteArray("deflate") << deflated(text, 15);
    QTest::newRow("bare deflate") << QByteArray("deflate") << deflated(text, -15);
    QTest::newRow("br") << QByteArray("br") << brotli(text);
    QTest::newRow("zstd") << QByteArray("zstd") << zstd(text);
}

void TestContentDecoding::everyCutIsSaid()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, whole);
    const QByteArray text = prose(600);
    for (qsizetype size = 1; size < whole.size(); ++size) {
        const auto content = decodeContent({coding}, whole.left(size));
        QCOMPARE(content->state, State::CutOff);
        QVERIFY(text.startsWith(content->bytes));
    }
}

void TestContentDecoding::damageIsSaid_data()
{
    everyCutIsSaid_data();
}

void TestContentDecoding::damageIsSaid()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, whole);
    int damaged = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray broken = whole;
        broken[at] = static_cast<char>(broken.at(at) ^ 0x55);
        const auto content = decodeContent({coding}, broken); // ends, whatever comes out
        QVERIFY(content->bytes.size() <= content->size);
        damaged += content->state == State::Damaged ? 1 : 0;
    }
    QVERIFY(damaged > 0);
}

void TestContentDecoding::bombsAreBounded_data()
{
    QTest::addColumn<QByteArray>("codings");
    QTest::addColumn<QByteArray>("bomb");
    const QByteArray zeros(64 << 20, '\0');
    QTest::newRow("gzip") << QByteArray("gzip") << gzip(zeros);
    QTest::newRow("br") << QByteArray("br") << brotli(zeros);
    QTest::newRow("zstd") << QByteArray("zstd") << zstd(zeros);
    QTest::newRow("gzip in gzip") << QByteArray("gzip, gzip") << gzip(gzip(zeros));
    QTest::newRow("br in br in br") << QByteArray("br,br,br") << brotli(brotli(brotli(zeros)));
}

void TestContentDecoding::bombsAreBounded()
{
    QFETCH(QByteArray, codings);
    QFETCH(QByteArray, bomb);
    const DecodingLimits limits;
    const auto content = decodeContent({codings}, bomb);
    QCOMPARE(content->state, State::LimitReached);
    QVERIFY(content->size >= limits.preview);
    QVERIFY(content->size <= std::max(limits.preview, bomb.size() * limits.ratio));
    QVERIFY(content->size <= limits.counted);
    QCOMPARE(content->bytes.size(), limits.preview);
}

void TestContentDecoding::limits()
{
    DecodingLimits few;
    few.preview = 100;
    few.counted = 1000;
    const QByteArray text = prose(999);
    auto content = decodeContent({"gzip"}, gzip(text), few);
    QCOMPARE(content->state, State::Complete);
    QCOMPARE(content->bytes, text.left(100));
    QCOMPARE(content->size, 999);
    content = decodeContent({"gzip"}, gzip(prose(1001)), few);
    QCOMPARE(content->state, State::LimitReached);
    QCOMPARE(content->size, 1000);
    // A window of 128 MiB would be memory for nothing.
    QCOMPARE(decodeContent({"zstd"}, zstd(prose(50'000), 27))->state, State::LimitReached);
    QCOMPARE(decodeContent({"zstd"}, zstd(prose(50'000), 23))->state, State::Complete);
    QCOMPARE(decodeContent({QByteArray("gzip,").repeated(5000)}, "x")->codings.size(), 5);
}

void TestContentDecoding::wordsForPeople()
{
    Body body = bodyOf(gzip(prose(8400)));
    const Headers headers{{"Content-Encoding", "gzip"}};
    const auto content = contentOf(body, headers);
    QCOMPARE(bodySizeText(body, content),
             QStringLiteral("%1 on the wire, 8.4 kB decoded (gzip)")
                 .arg(body.size < 1000 ? QStringLiteral("%1 B").arg(body.size)
                                       : QStringLiteral("%1 kB").arg(
                                           static_cast<double>(body.size) / 1000, 0, 'f', 1)));
    QCOMPARE(decodingSentence(body, *content), QString());
    QCOMPARE(readableOctets(body, headers), prose(8400));
    QCOMPARE(bodySizeText(body, contentOf(body, {})).count(QStringLiteral("wire")), 0);
    body = bodyOf(deflated("hello", -15));
    const auto raw = contentOf(body, {{"Content-Encoding", "deflate"}});
    QVERIFY(bodySizeText(body, raw).contains(QStringLiteral("(raw deflate)")));
    QVERIFY(!decodingSentence(body, *raw).isEmpty());
    for (const auto &[coding, words] : {std::pair{"exi", "exi"}, std::pair{"br", "not coded"}}) {
        const auto none = contentOf(bodyOf("\xff\xff\xff"), {{"Content-Encoding", coding}});
        QVERIFY(decodingSentence(body, *none).contains(QLatin1String(words)));
        QVERIFY(bodySizeText(body, none).contains(QStringLiteral("not decoded")));
    }
}

QTEST_GUILESS_MAIN(TestContentDecoding)
#include "tst_contentdecoding.moc"
