// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/bodypreview.h"
#include "ui/inspector/octets.h"
#include "ui/inspector/pages.h"
#include "ui/inspector/pageview.h"
#include "ui/inspector/picture.h"

#include "inspectorsamples.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QPainter>
#include <QtEndian>
#include <QTest>

using namespace hoplens;

Q_DECLARE_METATYPE(hoplens::BodyForm)

class TestBodyPreview : public QObject {
    Q_OBJECT

private slots:
    void contentChoosesTheForm_data();
    void contentChoosesTheForm();
    void anotherFormCanBeChosen();
    void aFormThatDoesNotSuitIsPassedOver();
    void bodies_data();
    void bodies();
    void codedBodiesAreRead();
    void picturesAreMeasuredBeforeTheyAreUnpacked_data();
    void picturesAreMeasuredBeforeTheyAreUnpacked();
    void truncatedPicturesDoNoHarm_data();
    void truncatedPicturesDoNoHarm();
    void largePicturesAreMadeSmaller();
    void onlyTheFirstFrameIsShown();
    void rawOctetsAreUnambiguous_data();
    void rawOctetsAreUnambiguous();
    void hexadecimalHasItsPlace();
    void hostileBodiesAreBounded_data();
    void hostileBodiesAreBounded();
    void wholeShowsWhatWasKept();
};

namespace {

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool written = image.save(&buffer, format);
    Q_ASSERT(written);
    return bytes;
}

QImage checkered(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.setPixel(x, y, qRgb(x * 7 % 256, y * 5 % 256, (x ^ y) % 256));
        }
    }
    return image;
}

/// A PNG whose header claims a size, with the check sum that makes a reader believe it.
QByteArray pngClaiming(quint32 width, quint32 height)
{
    QByteArray png = encoded(checkered(8, 8), "png");
    qToBigEndian(width, png.data() + 16);
    qToBigEndian(height, png.data() + 20);
    quint32 crc = 0xffffffff; // of chunk type and data, PNG §5.3
    for (qsizetype at = 12; at < 29; ++at) {
        crc ^= static_cast<unsigned char>(png.at(at));
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 1) != 0 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }
    }
    qToBigEndian(crc ^ 0xffffffff, png.data() + 29);
    return png;
}

/// Two frames of one pixel, 2 x 1 pixels in all: first red, then blue.
QByteArray animatedGif()
{
    const QByteArray frame("\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02", 12);
    return QByteArray("GIF89a\x02\0\x01\0\x80\0\0\xff\0\0\0\0\xff", 19) + frame
        + QByteArray("\x04\x0a\0", 3) + frame + QByteArray("\x4c\x0a\0", 3) + ';';
}

BodyPreview previewOf(const QByteArray &bytes, const BodyChoice &choice = {})
{
    return bodyPreview(bodyOf(bytes), u"Body"_qs, {}, choice);
}

bool hasPicture(const BodyPreview &preview)
{
    return std::any_of(preview.block.lines.begin(), preview.block.lines.end(),
                       [](const PageLine &line) { return !line.picture.isNull(); });
}

} // namespace

void TestBodyPreview::contentChoosesTheForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<BodyForm>("form");
    QTest::newRow("text") << QByteArray("hello\n") << BodyForm::Text;
    QTest::newRow("empty") << QByteArray() << BodyForm::Text;
    QTest::newRow("JSON object") << QByteArray("{\"a\":1}") << BodyForm::Json;
    QTest::newRow("JSON array") << QByteArray(" [1]\r\n") << BodyForm::Json;
    QTest::newRow("broken JSON") << QByteArray("{\"a\":") << BodyForm::Text;
    QTest::newRow("PNG") << encoded(checkered(3, 2), "png") << BodyForm::Picture;
    QTest::newRow("JPEG") << encoded(checkered(16, 16), "jpeg") << BodyForm::Picture;
    QTest::newRow("GIF") << animatedGif() << BodyForm::Picture;
    QTest::newRow("WebP by its name")
        << QByteArray("RIFF\x10\0\0\0WEBPVP8 ", 16) << BodyForm::Picture;
    QTest::newRow("SVG is text") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>")
                                 << BodyForm::Text;
    QTest::newRow("BMP is octets") << encoded(checkered(2, 2), "bmp") << BodyForm::Hex;
    QTest::newRow("NUL") << QByteArray("text\0text", 9) << BodyForm::Hex;
    QTest::newRow("invalid UTF-8 without controls") << QByteArray("caf\xe9") << BodyForm::Text;
    QTest::newRow("RTL override") << QByteArray("a\xe2\x80\xae"
                                                "b")
                                  << BodyForm::Text;
}

void TestBodyPreview::contentChoosesTheForm()
{
    QFETCH(QByteArray, bytes);
    QFETCH(BodyForm, form);
    const BodyPreview preview = previewOf(bytes);
    QCOMPARE(preview.form, form);
    QCOMPARE(preview.forms.constFirst(), form);
    QVERIFY(preview.forms.contains(BodyForm::Hex)); // octets can always be looked at
    QVERIFY(preview.forms.contains(BodyForm::Text));
    QVERIFY(!preview.isCut);
}

void TestBodyPreview::anotherFormCanBeChosen()
{
    const QByteArray json("{\"a\":[1,2]}");
    QVERIFY(plainText(previewOf(json).block).contains(u"\n  \"a\": [\n"_qs));
    QVERIFY(plainText(previewOf(json, {BodyForm::Text}).block).contains(u"\n{\"a\":[1,2]}"_qs));
    QVERIFY(plainText(previewOf(json, {BodyForm::Hex}).block).contains(u"7b 22 61 22"_qs));
    const QByteArray png = encoded(checkered(3, 2), "png");
    QVERIFY(hasPicture(previewOf(png)));
    const BodyPreview hex = previewOf(png, {BodyForm::Hex});
    QVERIFY(!hasPicture(hex));
    QVERIFY(plainText(hex.block).contains(u"89 50 4e 47"_qs));
}

void TestBodyPreview::aFormThatDoesNotSuitIsPassedOver()
{
    QCOMPARE(previewOf("plain", {BodyForm::Picture}).form, BodyForm::Text);
    QCOMPARE(previewOf("plain", {BodyForm::Json}).form, BodyForm::Text);
}

void TestBodyPreview::bodies_data()
{
    QTest::addColumn<Body>("body");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("notExpected");

    QTest::newRow("text keeps its lines")
        << bodyOf("one\r\ntwo\n") << u"one\ntwo"_qs << u"\\x0d"_qs;
    QTest::newRow("tabs stay tabs") << bodyOf("a\tb") << u"a\tb"_qs << u"\\x09"_qs;
    QTest::newRow("binary is hexadecimal")
        << bodyOf(QByteArray("\x00\x01\xff", 3)) << u"00 01 ff"_qs << QString();
    QTest::newRow("escape sequences are seen")
        << bodyOf("\x1b[31mred") << u"\\x1b[31mred"_qs << u"\x1b"_qs;
    QTest::newRow("overrides are seen") << bodyOf("a\xe2\x80\xae"
                                                  "b")
                                        << u"a\\u202eb"_qs << QString(QChar(0x202e));
    QTest::newRow("long text is cut")
        << bodyOf(QByteArray(100'000, 'x')) << u"The first 65.5 kB of 100.0 kB."_qs
        << QString(70'000, u'x');
    Body part = bodyOf("part");
    part.size = 4000;
    part.truncated = true;
    QTest::newRow("a part says so") << part << u"The first 4 B of 4.0 kB."_qs << QString();
    part.size = 4;
    QTest::newRow("ended by a limit") << part << u"Not complete."_qs << QString();
}

void TestBodyPreview::bodies()
{
    QFETCH(Body, body);
    QFETCH(QString, expected);
    QFETCH(QString, notExpected);
    const QString text = plainText(bodyPreview(body, u"Body"_qs).block);
    QVERIFY2(text.contains(expected), qPrintable(text.left(300)));
    QVERIFY(notExpected.isEmpty() || !text.contains(notExpected));
}

void TestBodyPreview::codedBodiesAreRead()
{
    Trace trace = lostBody();
    Response &response = *trace.hops.last().exchange.response;
    const auto text = [&trace] { return plainText(responseBody(trace, 1)->block); };
    response.headers = {{"Content-Encoding", "deflate"}};
    response.body = bodyOf(qCompress(QByteArray("page ").repeated(1680)).mid(4));
    const QString size = QString::number(response.body.bytes.size());
    QVERIFY2(text().contains(u"Body · %1 B on the wire, 8.4 kB decoded (deflate)"_qs.arg(size)),
             qPrintable(text().left(300)));
    QVERIFY(text().contains(u"page page"_qs));
    response.headers = {{"Content-Encoding", "exi"}};
    QVERIFY(text().contains(u"not decoded (exi)"_qs));
    QVERIFY(text().contains(u"78 9c"_qs)); // the octets of the wire
    response.body.bytes.clear();
    response.body.decoded = DecodedContent{{"gzip"}, "sid=REDACTED", 20, DecodingState::Complete};
    response.body.redacted = true;
    QVERIFY(text().contains(u"sid=REDACTED"_qs));
}

void TestBodyPreview::picturesAreMeasuredBeforeTheyAreUnpacked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QSize>("size");
    QTest::newRow("PNG of 100,000 x 100,000")
        << pngClaiming(100'000, 100'000) << QSize(100'000, 100'000);
    QTest::newRow("PNG of 2,000,000,000 x 1")
        << pngClaiming(2'000'000'000, 1) << QSize(2'000'000'000, 1);
    QTest::newRow("PNG just over the limit") << pngClaiming(4'096, 3'073) << QSize(4'096, 3'073);
}

void TestBodyPreview::picturesAreMeasuredBeforeTheyAreUnpacked()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QSize, size);
    const DecodedPicture picture = decodePicture(bytes);
    QVERIFY(picture.image.isNull());
    QVERIFY(!picture.problem.isEmpty());
    if (!picture.size.isEmpty()) { // some readers refuse such a header by themselves
        QCOMPARE(picture.size, size);
    }
    const BodyPreview preview = previewOf(bytes);
    QVERIFY(!hasPicture(preview));
    QVERIFY(plainText(preview.block).contains(picture.problem));
    QVERIFY(plainText(preview.block).contains(u"89 50 4e 47"_qs)); // its octets in its place
}

void TestBodyPreview::truncatedPicturesDoNoHarm_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::newRow("JPEG") << encoded(checkered(64, 48), "jpeg");
    QTest::newRow("PNG") << encoded(checkered(64, 48), "png");
    QTest::newRow("GIF") << animatedGif();
}

void TestBodyPreview::truncatedPicturesDoNoHarm()
{
    QFETCH(QByteArray, whole);
    const qsizetype step = std::max<qsizetype>(1, whole.size() / 40);
    for (qsizetype length = 0; length < whole.size(); length += step) {
        const BodyPreview preview = previewOf(whole.left(length));
        QVERIFY(!preview.block.lines.isEmpty());
        QVERIFY(preview.form != BodyForm::Picture || preview.block.lines.size() >= 2);
    }
}

void TestBodyPreview::largePicturesAreMadeSmaller()
{
    const DecodedPicture picture =
        decodePicture(encoded(QImage(3'000, 200, QImage::Format_Mono), "png"));
    QCOMPARE(picture.size, QSize(3'000, 200));
    QVERIFY(!picture.image.isNull());
    QVERIFY(picture.image.width() <= 1'600);
    const DecodedPicture thin =
        decodePicture(encoded(QImage(30'000, 1, QImage::Format_Mono), "png"));
    QVERIFY(!thin.image.isNull());
    QVERIFY(thin.image.height() >= 1);
}

void TestBodyPreview::onlyTheFirstFrameIsShown()
{
    const DecodedPicture picture = decodePicture(animatedGif());
    QCOMPARE(picture.size, QSize(2, 1));
    QVERIFY2(picture.problem.isEmpty(), qPrintable(picture.problem));
    QCOMPARE(QColor(picture.image.pixel(0, 0)), QColor(Qt::red));
}

void TestBodyPreview::rawOctetsAreUnambiguous_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("line ends") << QByteArray("a\r\nb\n") << u"a\\x0d\\x0a\nb\\x0a"_qs;
    QTest::newRow("tab and NUL") << QByteArray("a\t\0", 3) << u"a\\x09\\x00"_qs;
    QTest::newRow("UTF-8 is text") << QByteArray("caf\xc3\xa9") << u"café"_qs;
    QTest::newRow("Latin-1 is octets") << QByteArray("caf\xe9") << u"caf\\xe9"_qs;
    QTest::newRow("cut UTF-8") << QByteArray("\xe2\x80") << u"\\xe2\\x80"_qs;
    QTest::newRow("overlong") << QByteArray("\xc0\xaf") << u"\\xc0\\xaf"_qs;
    QTest::newRow("override") << QByteArray("\xe2\x80\xae") << u"\\u202e"_qs;
    QTest::newRow("a written escape") << QByteArray("\\x0d") << u"\\x5cx0d"_qs;
    QTest::newRow("a lone backslash") << QByteArray("a\\b\\") << u"a\\b\\"_qs;
}

void TestBodyPreview::rawOctetsAreUnambiguous()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    QCOMPARE(plainText(PageBlock{{}, octetLines(bytes)}), expected);
}

void TestBodyPreview::hexadecimalHasItsPlace()
{
    const QString text = plainText(PageBlock{{}, hexLines("Hoplens.\x01ok")});
    QCOMPARE(text,
             u"00000  48 6f 70 6c 65 6e 73 2e  Hoplens.\n00008  01 6f 6b"
             u"                 .ok"_qs);
}

void TestBodyPreview::hostileBodiesAreBounded_data()
{
    constexpr qsizetype megabyte = 1'048'576;
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("JSON nested 100,000 deep")
        << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("a line of 1 MiB") << QByteArray(megabyte, 'x');
    QTest::newRow("1 MiB of line feeds") << QByteArray(megabyte, '\n');
    QTest::newRow("1 MiB of NUL") << QByteArray(megabyte, '\0');
    QTest::newRow("1 MiB of escapes") << QByteArray(megabyte, '\x1b');
    QTest::newRow("1 MiB of invalid UTF-8") << QByteArray(megabyte, '\xff');
    QTest::newRow("1 MiB of overrides") << QByteArray("\xe2\x80\xae").repeated(megabyte / 3);
    QTest::newRow("1 MiB of Arabic") << QByteArray("\xd8\xb3\xd9\x84").repeated(megabyte / 4);
    QTest::newRow("1 MiB of combining marks") << QByteArray("\xcc\x81").repeated(megabyte / 2);
    QTest::newRow("1 MiB of JSON") << '[' + QByteArray("0,").repeated(megabyte / 2 - 2) + "0]";
}

/// What the page costs is what its first sight costs: writing it, and laying out what is seen.
void TestBodyPreview::hostileBodiesAreBounded()
{
    QFETCH(QByteArray, bytes);
    PageView view;
    view.resize(300, 400);
    view.show();
    for (const bool whole : {false, true}) {
        QElapsedTimer timer;
        timer.start();
        const BodyPreview preview = previewOf(bytes, {{}, whole});
        QVERIFY(preview.block.lines.size() <= (whole ? 20'010 : 2'010));
        view.setPage({preview.block});
        QVERIFY(!view.grab().isNull());
        const qint64 took = timer.elapsed();
        qInfo("%s: %lld ms", whole ? "whole" : "beginning", took);
        QVERIFY(took < 60'000); // a hang; a busy machine is none
    }
}

void TestBodyPreview::wholeShowsWhatWasKept()
{
    const QByteArray bytes = QByteArray(200'000, 'x') + "end";
    QVERIFY(previewOf(bytes).isCut);
    const BodyPreview whole = previewOf(bytes, {{}, true});
    QVERIFY(!whole.isCut);
    QVERIFY(plainText(whole.block).endsWith(u"xend"_qs));
}

QTEST_MAIN(TestBodyPreview)
#include "tst_bodypreview.moc"
