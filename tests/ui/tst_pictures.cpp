// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "core/redirect/explain.h"
#include "tests/ui/pdfpages.h"
#include "tests/ui/samples.h"
#include "ui/pictures/picturefiles.h"

#include <QLocale>
#include <QPainter>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace hoplens;

namespace {

/// What an SVG says, and whether it is XML at all.
struct SvgText {
    QString error;
    QStringList texts; ///< each piece, in the order it was drawn
    QStringList elements;
    QStringList families;

    QString joined() const { return texts.join(QString()).remove(u' '); }
};

SvgText read(const QByteArray &svg)
{
    SvgText result;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        const QString name = reader.name().toString();
        result.elements += name;
        const QString family = reader.attributes().value(u"font-family"_qs).toString();
        if (!family.isEmpty()) {
            result.families += family;
        }
        if (name == u"text"_qs) {
            result.texts += reader.readElementText();
        }
    }
    result.error = reader.hasError() ? reader.errorString() : QString();
    return result;
}

Trace hostile()
{
    const QByteArray evil = "/<script>alert(1)</script>?a=1&b=\"'>" + QByteArray("\x01\x1b[31m")
        + QStringLiteral("\u202egnp.exe\uffff").toUtf8();
    SampleTrace sample;
    sample.request("GET", evil).answer(302, "<b>&amp;\x02</b>", evil).decide("GET", false, evil);
    sample.because(About::Location, u"</text><image href=\"x\"/>"_qs, u"]]>"_qs);
    sample.request("GET", "/").answer(200, "OK");
    return sample.end(OutcomeKind::Final).trace();
}

} // namespace

class TestPictures final : public QObject {
    Q_OBJECT
private slots:
    void imageIsThePictureAtEachScale();
    void imageShowsEveryCard();
    void bandsLeaveNoSeam();
    void colorsAreChosen();
    void tooLargeImageIsSaid();
    void svgHoldsEverySentence_data();
    void svgHoldsEverySentence();
    void hostileTextStaysText();
    void twentyHopsAreOnePage();
    void pagesBreakBetweenHops_data();
    void pagesBreakBetweenHops();
    void highHopBreaksBetweenDecisions();
    void pdfHasThePages();
    void pictureIsMirrored();
    void headSaysWhatWhereWhoAndWhen();
};

void TestPictures::imageIsThePictureAtEachScale()
{
    const Picture picture(eatenBody(), {});
    for (int scale = 1; scale <= 4; ++scale) {
        const Result<QByteArray> png = picturePng(picture, scale);
        QVERIFY(png);
        const QImage image = QImage::fromData(*png, "PNG");
        QCOMPARE(image.size(), picture.size() * scale);
        QCOMPARE(image.text(u"Title"_qs), picture.title());
    }
}

/// Each card has its frame on all four sides, in its own place.
void TestPictures::imageShowsEveryCard()
{
    const Picture picture(longChain(20), {});
    const QImage image = *pictureImage(picture, 2);
    const Theme theme = themeFor(paletteOf(ThemeChoice::Light));
    for (const Section &section : picture.timeline().sections()) {
        const QRect card = section.card.rect.translated(0, picture.headHeight());
        const auto colorAt = [&image](int x, int y) { return image.pixelColor(2 * x, 2 * y); };
        const QPoint middle = card.center();
        for (const QPoint edge :
             {QPoint(middle.x(), card.top()), QPoint(middle.x(), card.bottom()),
              QPoint(card.left(), middle.y()), QPoint(card.right(), middle.y())}) {
            QCOMPARE(colorAt(edge.x(), edge.y()), theme.cardBorder);
        }
        QCOMPARE(colorAt(card.left() + 4, middle.y()), theme.card);
        QCOMPARE(colorAt(card.right() + 4, middle.y()), theme.background);
    }
}

void TestPictures::bandsLeaveNoSeam()
{
    // Painted in bands; a picture at scale 1 of the same place must look the same as one painted
    // around the seam alone.
    const Picture picture(longChain(80), {});
    const Result<QImage> whole = pictureImage(picture, 1);
    QVERIFY(whole);
    constexpr int seam = 8000;
    QVERIFY(whole->height() > seam + 200);
    QImage around(picture.size().width(), 200, QImage::Format_RGB32);
    QPainter painter(&around);
    painter.translate(0, -(seam - 100));
    picture.paint(painter, QRect(0, seam - 100, around.width(), 200));
    painter.end();
    int different = 0;
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < around.width(); ++x) {
            const QColor a = around.pixelColor(x, y);
            const QColor b = whole->pixelColor(x, seam - 100 + y);
            const int distance = std::abs(a.red() - b.red()) + std::abs(a.green() - b.green())
                + std::abs(a.blue() - b.blue());
            different += distance > 24 ? 1 : 0;
        }
    }
    QCOMPARE(different, 0);
}

void TestPictures::colorsAreChosen()
{
    for (const bool dark : {false, true}) {
        const QImage image = *pictureImage(Picture(eatenBody(), {dark, Qt::LeftToRight, false}), 1);
        const Theme theme = themeFor(paletteOf(dark ? ThemeChoice::Dark : ThemeChoice::Light));
        QCOMPARE(image.pixelColor(1, 1), theme.background);
        QCOMPARE(image.pixelColor(1, image.height() - 2), theme.background);
    }
    const Picture paper(eatenBody(), {false, Qt::LeftToRight, true});
    QCOMPARE(pictureImage(paper, 1)->pixelColor(1, 1), QColor(Qt::white));
}

void TestPictures::tooLargeImageIsSaid()
{
    const Picture picture(longChain(1000), {});
    const Result<QByteArray> png = picturePng(picture, 4);
    QVERIFY(!png);
    QVERIFY2(png.error().detail.contains(u"Choose a smaller scale, or SVG or PDF."_qs),
             qPrintable(png.error().detail));
    QVERIFY(png.error().detail.contains(QLocale().toString(picture.size().width() * 4)));
    QVERIFY(!pictureSvg(picture).isEmpty());
}

void TestPictures::svgHoldsEverySentence_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::newRow("body eaten") << eatenBody();
    QTest::newRow("everything") << everything();
    QTest::newRow("twenty hops") << longChain(20);
    SampleTrace broken;
    broken.request("PUT", "/a", "hello");
    QTest::newRow("timeout") << broken.end(OutcomeKind::Timeout, u"No answer in time."_qs).trace();
}

void TestPictures::svgHoldsEverySentence()
{
    QFETCH(Trace, trace);
    const Picture picture(trace, {});
    const SvgText svg = read(pictureSvg(picture));
    QCOMPARE(svg.error, QString());
    QVERIFY(!svg.elements.contains(u"image"_qs)); // nothing was turned into pixels
    const QString said = svg.joined();
    const auto holds = [&said](const QString &text) {
        return said.contains(QString(text).remove(u' '));
    };
    QVERIFY(holds(picture.title().left(30)));
    for (const Section &section : picture.timeline().sections()) {
        for (const TextBox &text : section.card.texts) {
            if (!text.text.isRightToLeft()) {
                QVERIFY2(holds(text.text), qPrintable(text.text));
            }
        }
        for (const DecisionRow &row : section.decisions) {
            QVERIFY(holds(row.chip.label.text));
            for (const TextBox &text : row.texts) {
                QVERIFY2(holds(text.text), qPrintable(text.text));
            }
        }
    }
    if (picture.timeline().outcome()) {
        for (const TextBox &text : picture.timeline().outcome()->texts) {
            QVERIFY2(holds(text.text), qPrintable(text.text));
        }
    }
    QVERIFY(!svg.families.isEmpty());
    for (const QString &family : svg.families) {
        QVERIFY(family.endsWith(u", sans-serif"_qs) || family.endsWith(u", monospace"_qs));
    }
}

void TestPictures::hostileTextStaysText()
{
    const QByteArray bytes = pictureSvg(Picture(hostile(), {}));
    const SvgText svg = read(bytes);
    QCOMPARE(svg.error, QString());
    QVERIFY(!svg.elements.contains(u"script"_qs));
    QVERIFY(!svg.elements.contains(u"b"_qs));
    QVERIFY(!svg.elements.contains(u"image"_qs));
    QVERIFY(svg.joined().contains(u"<script>alert(1)</script>"_qs));
    QVERIFY(svg.joined().contains(u"<b>&amp;\\x02</b>"_qs));
    const QString all = QString::fromUtf8(bytes);
    QVERIFY(!all.contains(QChar(0x202e)));
    QVERIFY(!all.contains(QChar(0xffff)));
    QVERIFY(!all.contains(QChar(0x1b)));
    QVERIFY(pictureImage(Picture(hostile(), {}), 1));
    QVERIFY(picturePdf(Picture(hostile(), {}), Paper::AsNeeded).startsWith("%PDF"));
}

void TestPictures::twentyHopsAreOnePage()
{
    const Picture picture(longChain(20), {});
    QCOMPARE(pagesOf(picturePdf(picture, Paper::AsNeeded)), 1);
    QCOMPARE(picture.pages(picture.size().height()).size(), 1);
}

void TestPictures::pagesBreakBetweenHops_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<int>("height");
    for (const int height : {500, 800, 1400}) {
        QTest::addRow("twenty hops, %d px", height) << longChain(20) << height;
        QTest::addRow("a thousand hops, %d px", height) << longChain(1000) << height;
        QTest::addRow("body eaten, %d px", height) << eatenBody() << height;
        QTest::addRow("forty headers, %d px", height) << strippedHeaders(40) << height;
    }
}

void TestPictures::pagesBreakBetweenHops()
{
    QFETCH(Trace, trace);
    QFETCH(int, height);
    const Picture picture(trace, {});
    const QList<PicturePage> pages = picture.pages(height);
    int top = 0;
    for (const PicturePage &page : pages) {
        QCOMPARE(page.top, top); // nothing is left out, nothing comes twice
        QVERIFY(page.bottom > page.top);
        QVERIFY(page.bottom - page.top <= height);
        top = page.bottom;
    }
    QCOMPARE(top, picture.size().height());
    for (const Section &section : picture.timeline().sections()) {
        const QRect card = section.card.rect.translated(0, picture.headHeight());
        const auto cutters = std::count_if(pages.begin(), pages.end(), [&card](const auto &page) {
            return page.bottom > card.top() && page.bottom <= card.bottom();
        });
        QCOMPARE(cutters, 0);
        for (const DecisionRow &row : section.decisions) {
            const QRect rect = row.rect.translated(0, picture.headHeight());
            QVERIFY(std::none_of(pages.begin(), pages.end(), [&rect](const PicturePage &page) {
                return page.bottom > rect.top() && page.bottom <= rect.bottom();
            }));
        }
    }
}

void TestPictures::highHopBreaksBetweenDecisions()
{
    const Picture picture(strippedHeaders(40), {});
    const Section &first = picture.timeline().sections().first();
    const int height = picture.headHeight() + first.card.rect.bottom() + 4;
    QVERIFY(first.bottom + picture.headHeight() > height);
    const QList<PicturePage> pages = picture.pages(height);
    QVERIFY(pages.size() > 2);
    QVERIFY(std::any_of(pages.begin(), pages.end(), [&](const PicturePage &page) {
        const int end = page.bottom - picture.headHeight();
        return end > first.card.rect.bottom() && end < first.bottom;
    }));
    // A card that is higher than a page keeps together all the same.
    const QList<PicturePage> tiny = picture.pages(40);
    const QRect card =
        picture.timeline().sections().first().card.rect.translated(0, picture.headHeight());
    for (const PicturePage &page : tiny) {
        QVERIFY(page.bottom <= card.top() || page.bottom > card.bottom());
    }
}

void TestPictures::pdfHasThePages()
{
    const Picture picture(longChain(200), {});
    const int pages = pagesOf(picturePdf(picture, Paper::Sheets));
    QVERIFY2(pages > 10 && pages < 60, qPrintable(QString::number(pages)));
    QCOMPARE(pagesOf(picturePdf(picture, Paper::AsNeeded)), pages); // too long for one page
    QCOMPARE(pagesOf(picturePdf(Picture(eatenBody(), {}), Paper::Sheets)), 1);
}

void TestPictures::pictureIsMirrored()
{
    const Picture left(longChain(3), {});
    const Picture right(longChain(3), {false, Qt::RightToLeft, false});
    QCOMPARE(right.size(), left.size());
    const QRect usual = left.timeline().sections().first().card.rect;
    const QRect other = right.timeline().sections().first().card.rect;
    QCOMPARE(other.left(), Picture::width - usual.left() - usual.width());
    QVERIFY(*pictureImage(left, 1) != *pictureImage(right, 1));
}

void TestPictures::headSaysWhatWhereWhoAndWhen()
{
    Trace trace = eatenBody();
    trace.client = {u"curl"_qs, u"curl"_qs, u"7.88.1"_qs};
    trace.started = QDateTime({2026, 11, 22}, {14, 2}, Qt::UTC);
    const QString said = read(pictureSvg(Picture(trace, {}))).joined();
    QVERIFY(said.contains(headline(trace).remove(u' ')));
    QVERIFY(said.contains(u"http://127.0.0.1:8307/legacy/upload"_qs));
    QVERIFY(said.contains(u"curl(7.88.1)"_qs));
    QVERIFY(said.contains(
        QLocale().toString(trace.started.toLocalTime(), QLocale::ShortFormat).remove(u' ')));
    QVERIFY(said.contains(u"Hoplens"_qs));
}

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
