// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/formatting.h"
#include "ui/isolation.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <array>
#include <cmath>

using namespace hoplens;

namespace {

QPalette palette(const QColor &window, const QColor &base, const QColor &text)
{
    QPalette made(window, window);
    made.setColor(QPalette::Base, base);
    made.setColor(QPalette::Text, text);
    made.setColor(QPalette::WindowText, text);
    return made;
}

struct NamedColor {
    const char *name;
    QColor color;
};

QList<NamedColor> inks(const Theme &theme)
{
    return {{"text", theme.text},
            {"mutedText", theme.mutedText},
            {"accent", theme.accent},
            {"kept", theme.kept},
            {"changed", theme.changed},
            {"dropped", theme.dropped},
            {"redirect", theme.redirect},
            {"finalOk", theme.finalOk},
            {"clientError", theme.clientError},
            {"error", theme.error}};
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

using Matrix = std::array<std::array<double, 3>, 3>;

/// CIELAB of a colour seen through a matrix over linear RGB.
std::array<double, 3> labThrough(const Matrix &eye, const QColor &color)
{
    const std::array rgb{linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    std::array<double, 3> seen{};
    for (size_t i = 0; i < 3; ++i) {
        const auto &row = eye.at(i);
        seen.at(i) = std::clamp(row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2], 0.0, 1.0);
    }
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
    const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const std::array<double, 3> &a, const std::array<double, 3> &b)
{
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

} // namespace

class TestTheme final : public QObject {
    Q_OBJECT
private slots:
    void contrastIsWcag_data();
    void contrastIsWcag();
    void textIsReadable_data();
    void textIsReadable();
    void meaningsDifferForEveryEye_data();
    void meaningsDifferForEveryEye();
    void surfacesFollowThePalette();
    void choiceAppliesAndGoesBack();
    void facesFollowTheFont_data();
    void facesFollowTheFont();
    void statusHasItsInk_data();
    void statusHasItsInk();
    void hostileTextBecomesVisible_data();
    void hostileTextBecomesVisible();
    void longUrlKeepsHostAndEnd_data();
    void longUrlKeepsHostAndEnd();
    void elidedUrlFitsEveryWidth();
    void toolTipIsPlain();
    void linesBeginAtTheLeadingEdge_data();
    void linesBeginAtTheLeadingEdge();
    void isolatedTextStaysTogether();
    void disabledButtonsAreLegible_data();
    void disabledButtonsAreLegible();
};

void TestTheme::contrastIsWcag_data()
{
    QTest::addColumn<QColor>("a");
    QTest::addColumn<QColor>("b");
    QTest::addColumn<double>("ratio");
    QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
    QTest::newRow("white on white") << QColor(Qt::white) << QColor(Qt::white) << 1.0;
    QTest::newRow("#777777 on white, just too little")
        << QColor(0x77, 0x77, 0x77) << QColor(Qt::white) << 4.48;
    QTest::newRow("#767676 on white, just enough")
        << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
    QTest::newRow("red on black") << QColor(Qt::red) << QColor(Qt::black) << 5.25;
}

void TestTheme::contrastIsWcag()
{
    QFETCH(QColor, a);
    QFETCH(QColor, b);
    QFETCH(double, ratio);
    QVERIFY(std::abs(contrastRatio(a, b) - ratio) < 0.01);
    QCOMPARE(contrastRatio(a, b), contrastRatio(b, a));
}

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<bool>("dark");
    QTest::newRow("Light") << paletteOf(ThemeChoice::Light) << false;
    QTest::newRow("Dark") << paletteOf(ThemeChoice::Dark) << true;
    QTest::newRow("Fusion") << palette(QColor(0xef, 0xef, 0xef), Qt::white, Qt::black) << false;
    QTest::newRow("Fusion, dark") << palette(QColor(50, 50, 50), QColor(36, 36, 36), Qt::white)
                                  << true;
    QTest::newRow("sepia") << palette(QColor(0xe8, 0xdc, 0xc0), QColor(0xf5, 0xec, 0xd7),
                                      QColor(0x3b, 0x2f, 0x1e))
                           << false;
    QTest::newRow("high contrast") << palette(Qt::black, Qt::black, Qt::white) << true;
    QTest::newRow("yellow on black") << palette(Qt::black, Qt::black, Qt::yellow) << true;
    QTest::newRow("black on white") << palette(Qt::white, Qt::white, Qt::black) << false;
    QTest::newRow("dark window, light fields")
        << palette(QColor(40, 40, 40), Qt::white, Qt::black) << true;
    QTest::newRow("light window, dark fields")
        << palette(Qt::white, QColor(30, 30, 30), Qt::white) << false;
    QTest::newRow("unreadable itself")
        << palette(QColor(200, 200, 200), Qt::white, QColor(180, 180, 180)) << false;
    for (int grey = 0; grey < 256; grey += 15) {
        const QColor window(grey, grey, grey);
        const bool dark = contrastRatio(window, Qt::white) > contrastRatio(window, Qt::black);
        QTest::addRow("grey %d", grey)
            << palette(window, window, dark ? Qt::white : Qt::black) << dark;
    }
}

void TestTheme::textIsReadable()
{
    QFETCH(QPalette, palette);
    QFETCH(bool, dark);
    const Theme theme = themeFor(palette);
    QCOMPARE(theme.dark, dark);
    const QList<NamedColor> surfaces{
        {"background", theme.background}, {"card", theme.card}, {"chip", theme.chip}};
    for (const NamedColor &ink : inks(theme)) {
        for (const NamedColor &surface : surfaces) {
            const double ratio = contrastRatio(ink.color, surface.color);
            QVERIFY2(ratio >= 4.5,
                     qPrintable(u"%1 on %2: %3"_qs
                                    .arg(QLatin1String(ink.name), QLatin1String(surface.name))
                                    .arg(ratio)));
        }
        if (ink.color != theme.text) {
            const double ratio = contrastRatio(ink.color, theme.onColor);
            QVERIFY2(ratio >= 4.5,
                     qPrintable(u"onColor on %1: %2"_qs.arg(QLatin1String(ink.name)).arg(ratio)));
        }
    }
}

void TestTheme::meaningsDifferForEveryEye_data()
{
    QTest::addColumn<Matrix>("eye");
    // Machado, Oliveira, Fernandes 2009, severity 1.
    QTest::newRow("three kinds of cones") << Matrix{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    QTest::newRow("protanopia") << Matrix{{{0.152286, 1.052583, -0.204868},
                                           {0.114503, 0.786281, 0.099216},
                                           {-0.003882, -0.048116, 1.051998}}};
    QTest::newRow("deuteranopia") << Matrix{{{0.367322, 0.860646, -0.227968},
                                             {0.280085, 0.672501, 0.047413},
                                             {-0.011820, 0.042940, 0.968881}}};
    QTest::newRow("tritanopia") << Matrix{{{1.255528, -0.076749, -0.178779},
                                           {-0.078411, 0.930809, 0.147602},
                                           {0.004733, 0.691367, 0.303900}}};
}

void TestTheme::meaningsDifferForEveryEye()
{
    QFETCH(Matrix, eye);
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        const Theme theme = themeFor(paletteOf(choice));
        const QList<NamedColor> meanings{{"kept", theme.kept},
                                         {"changed", theme.changed},
                                         {"dropped", theme.dropped},
                                         {"redirect", theme.redirect}};
        for (const NamedColor &a : meanings) {
            for (const NamedColor &b : meanings) {
                const double apart = difference(labThrough(eye, a.color), labThrough(eye, b.color));
                QVERIFY2(
                    a.name == b.name || apart >= 14,
                    qPrintable(u"%1 and %2: %3"_qs.arg(QLatin1String(a.name), QLatin1String(b.name))
                                   .arg(apart)));
            }
        }
    }
}

void TestTheme::surfacesFollowThePalette()
{
    const QColor window(0xe8, 0xdc, 0xc0);
    const QColor base(0xf5, 0xec, 0xd7);
    const QColor text(0x3b, 0x2f, 0x1e);
    const Theme sepia = themeFor(palette(window, base, text));
    QCOMPARE(sepia.background, window);
    QCOMPARE(sepia.card, base);
    QCOMPARE(sepia.text, text);
    // Cards stand out by being lighter, also where a dark scheme has it the other way round.
    const Theme dark = themeFor(palette(QColor(50, 50, 50), QColor(36, 36, 36), Qt::white));
    QCOMPARE(dark.card, QColor(50, 50, 50));
    QCOMPARE(dark.background, QColor(36, 36, 36));
    // Where both are the same, the background gives way.
    const Theme flat = themeFor(palette(Qt::white, Qt::white, Qt::black));
    QVERIFY(flat.background != flat.card);
}

void TestTheme::choiceAppliesAndGoesBack()
{
    const QString style = QApplication::style()->objectName();
    const QPalette before = QApplication::palette();
    applyTheme(*qApp, ThemeChoice::Dark);
    QVERIFY(themeFor(QApplication::palette()).dark);
    QCOMPARE(QApplication::style()->objectName().toLower(), u"fusion"_qs);
    applyTheme(*qApp, ThemeChoice::Light);
    QVERIFY(!themeFor(QApplication::palette()).dark);
    applyTheme(*qApp, ThemeChoice::System);
    QCOMPARE(QApplication::style()->objectName(), style);
    QCOMPARE(QApplication::palette().color(QPalette::Window), before.color(QPalette::Window));
}

void TestTheme::facesFollowTheFont_data()
{
    QTest::addColumn<QFont>("font");
    for (int points = 8; points <= 24; points += 4) {
        QFont font = QApplication::font();
        font.setPointSize(points);
        QTest::addRow("%d pt", points) << font;
    }
    QFont pixels = QApplication::font();
    pixels.setPixelSize(15);
    QTest::newRow("15 px") << pixels;
}

void TestTheme::facesFollowTheFont()
{
    QFETCH(QFont, font);
    const auto height = [](const QFont &face) { return QFontMetricsF(face).height(); };
    const TextFaces faces = textFaces(font);
    QCOMPARE(height(faces.normal), height(font));
    QVERIFY(height(faces.large) > height(faces.normal));
    QVERIFY(height(faces.small) <= height(faces.normal));
    const TextFaces zoomed = textFaces(font, 2);
    for (const Face face : {Face::Normal, Face::Strong, Face::Small, Face::Mono, Face::Large}) {
        const double growth = height(zoomed.of(face)) / height(faces.of(face));
        QVERIFY2(growth > 1.7 && growth < 2.3, qPrintable(QString::number(growth)));
    }
}

void TestTheme::statusHasItsInk_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Ink>("ink");
    QTest::newRow("103") << 103 << Ink::Muted;
    QTest::newRow("200") << 200 << Ink::FinalOk;
    QTest::newRow("299") << 299 << Ink::FinalOk;
    QTest::newRow("300") << 300 << Ink::Redirect;
    QTest::newRow("399") << 399 << Ink::Redirect;
    QTest::newRow("404") << 404 << Ink::ClientError;
    QTest::newRow("503") << 503 << Ink::Error;
    QTest::newRow("999") << 999 << Ink::Muted;
}

void TestTheme::statusHasItsInk()
{
    QFETCH(int, status);
    QFETCH(Ink, ink);
    QCOMPARE(statusInk(status), ink);
}

void TestTheme::hostileTextBecomesVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Found"_qs << u"Found"_qs;
    QTest::newRow("markup stays what it is") << u"<b>Found</b>"_qs << u"<b>Found</b>"_qs;
    QTest::newRow("Arabic and Chinese stay") << u"تم النقل 永久移動"_qs << u"تم النقل 永久移動"_qs;
    QTest::newRow("emoji with joiner stays") << u"👩‍💻"_qs << u"👩‍💻"_qs;
    QTest::newRow("escape sequence") << u"a\x1b[31mb"_qs << u"a\\x1b[31mb"_qs;
    QTest::newRow("line break") << u"a\nb"_qs << u"a\\x0ab"_qs;
    QTest::newRow("NUL") << QString(QChar(0)) << u"\\x00"_qs;
    QTest::newRow("C1 control") << QString(QChar(0x9b)) << u"\\x9b"_qs;
    QTest::newRow("right-to-left override")
        << u"exe"_qs + QChar(0x202e) + u"gpj"_qs << u"exe\\u202egpj"_qs;
    QTest::newRow("isolate") << QString(QChar(0x2067)) << u"\\u2067"_qs;
    QTest::newRow("zero width space") << QString(QChar(0x200b)) << u"\\u200b"_qs;
    QTest::newRow("line separator") << QString(QChar(0x2028)) << u"\\u2028"_qs;
    QTest::newRow("tag character") << QString(u"\U000e0041"_qs) << u"\\u{e0041}"_qs;
}

void TestTheme::hostileTextBecomesVisible()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visibleText(text), shown);
    QCOMPARE(visibleText(text.toUtf8()), shown);
}

void TestTheme::longUrlKeepsHostAndEnd_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("characters"); // of room
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    const QString filler(2000, u'a');
    QTest::newRow("short") << u"http://a.test/x"_qs << 40 << u"http://a.test/x"_qs
                           << u"http://a.test/x"_qs;
    QTest::newRow("long path") << u"http://a.test/start/"_qs + filler + u"/end?x=1"_qs << 40
                               << u"http://a.test/start"_qs << u"/end?x=1"_qs;
    QTest::newRow("long query, little room")
        << u"https://shop.example.com:8443/?q="_qs + filler + u"#end"_qs << 38
        << u"https://shop.example.com:8443"_qs << u"#end"_qs;
    QTest::newRow("no room for the scheme") << u"https://shop.example.com/"_qs + filler + u"end"_qs
                                            << 26 << u"…shop.example.com"_qs << u"end"_qs;
    QTest::newRow("long user name hides no host") << u"http://www.bank.example."_qs + filler
            + u"@evil.test/x"_qs << 30 << u"…"_qs << u"@evil.test/x"_qs;
    QTest::newRow("long host shows its end")
        << u"http://"_qs + filler + u".evil.test/"_qs << 20 << u"…"_qs << u".evil.test/"_qs;
    QTest::newRow("path only") << u"/start/"_qs + filler + u"/end"_qs << 20 << u"/star"_qs
                               << u"/end"_qs;
    QTest::newRow("URL inside a query is no host")
        << u"/login?next=https://a.test/"_qs + filler + u"/end"_qs << 16 << u"/lo"_qs << u"/end"_qs;
}

void TestTheme::longUrlKeepsHostAndEnd()
{
    QFETCH(QString, url);
    QFETCH(int, characters);
    QFETCH(QString, start);
    QFETCH(QString, end);
    const QFontMetricsF metrics(textFaces(QApplication::font()).mono);
    const double width = metrics.horizontalAdvance(QString(characters, u'0'));
    const QString shown = elidedUrl(url, metrics, width);
    QVERIFY2(shown.startsWith(start), qPrintable(shown));
    QVERIFY2(shown.endsWith(end), qPrintable(shown));
    QVERIFY(metrics.horizontalAdvance(shown) <= width);
    const QString shortened = shortenedUrl(url, characters);
    QCOMPARE(shortened.size(), std::min<qsizetype>(characters, url.size()));
    QVERIFY2(shortened.endsWith(end), qPrintable(shortened));
    QVERIFY2(shortened.contains(start.mid(start.startsWith(u'…') ? 1 : 0)), qPrintable(shortened));
}

void TestTheme::elidedUrlFitsEveryWidth()
{
    const QFontMetricsF metrics(textFaces(QApplication::font()).mono);
    const QString filler(500, u'a');
    const QStringList urls{u"http://a.test/"_qs + filler,
                           u"http://"_qs + filler + u"/x"_qs,
                           filler,
                           u"//"_qs,
                           u"http://"_qs,
                           u"http://a.test"_qs,
                           QString(),
                           u"http://a.test/"_qs + QString(u"😀"_qs).repeated(100)};
    for (const QString &url : urls) {
        for (int width = 20; width < 700; width += 7) {
            const QString shown = elidedUrl(url, metrics, width);
            QVERIFY2(metrics.horizontalAdvance(shown) <= width, qPrintable(shown));
            QVERIFY(!shown.toUtf8().contains('?')); // no half of a surrogate pair
        }
    }
}

void TestTheme::toolTipIsPlain()
{
    const QString hostile = u"<img src='http://evil.test/x'><b>&amp; Found</b>"_qs;
    QTextDocument document;
    document.setHtml(toolTipText(hostile));
    QCOMPARE(document.toPlainText(), hostile);
    document.setHtml(toolTipText(QString(2000, u'a')));
    const QStringList lines =
        document.toPlainText().split(QRegularExpression(u"[\\n\\x{2028}]"_qs));
    QCOMPARE(lines.size(), 20);
    QCOMPARE(lines.join(QString()).size(), 2000);
}

void TestTheme::linesBeginAtTheLeadingEdge_data()
{
    QTest::addColumn<Qt::LayoutDirection>("layout");
    QTest::addColumn<Qt::LayoutDirection>("painting");
    for (const auto layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        for (const auto painting : {Qt::LeftToRight, Qt::RightToLeft, Qt::LayoutDirectionAuto}) {
            QTest::addRow("layout %d, painter %d", layout, painting) << layout << painting;
        }
    }
}

/// Whatever a painter thinks of directions: at the edge where the line begins, and an address as
/// addresses are read.
void TestTheme::linesBeginAtTheLeadingEdge()
{
    QFETCH(Qt::LayoutDirection, layout);
    QFETCH(Qt::LayoutDirection, painting);
    const QString address = u"/301/x?a=1()"_qs;
    const auto drawn = [&address](Qt::LayoutDirection painterDirection, int flags) {
        QImage image(400, 40, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(QApplication::font());
        painter.setLayoutDirection(painterDirection);
        painter.drawText(image.rect(), flags, address);
        return image;
    };
    const int width = QFontMetrics(QApplication::font()).horizontalAdvance(address);
    const QImage plain = drawn(Qt::LeftToRight, Qt::AlignLeft | Qt::AlignVCenter);
    const QImage image = drawn(painting, leadingLine(layout, Qt::LeftToRight));
    if (layout == Qt::LeftToRight) {
        QCOMPARE(image, plain);
        return;
    }
    QImage left = image.copy(0, 0, 400 - width - 4, 40);
    QImage nothing = left;
    nothing.fill(Qt::white);
    QCOMPARE(left, nothing);
    const auto inkColumns = [](const QImage &of) {
        int columns = 0;
        for (int x = 0; x < of.width(); ++x) {
            bool isInked = false;
            for (int y = 0; y < of.height(); ++y) {
                isInked = isInked || of.pixelColor(x, y) != Qt::white;
            }
            columns += int(isInked);
        }
        return columns;
    };
    QVERIFY(inkColumns(image) > 0);
    QVERIFY(std::abs(inkColumns(image) - inkColumns(plain)) <= 2);
}

void TestTheme::isolatedTextStaysTogether()
{
    // "as" in a language that runs from the right, and a product's name that ends in brackets.
    const QString line = u"\u0643\u0640 "_qs + keptTogether(u"Browser, fetch()"_qs);
    QTextOption option;
    option.setTextDirection(Qt::RightToLeft);
    QTextLayout layout(line, QApplication::font());
    layout.setTextOption(option);
    layout.beginLayout();
    const QTextLine row = layout.createLine();
    layout.endLayout();
    const auto at = [&](const QString &what) {
        return row.cursorToX(static_cast<int>(line.indexOf(what) + 1));
    };
    QVERIFY(at(u"Browser"_qs) < at(u"fetch"_qs));
    QVERIFY(at(u"fetch"_qs) < at(u"("_qs));
}

void TestTheme::disabledButtonsAreLegible_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("Fusion's own") << QStyleFactory::create(u"fusion"_qs)->standardPalette();
    QPalette pale = palette(QColor(0xef, 0xef, 0xef), Qt::white, Qt::black);
    pale.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0xd0, 0xd0, 0xd0));
    QTest::newRow("pale") << pale;
    QPalette dark = palette(QColor(0x20, 0x22, 0x26), QColor(0x18, 0x1a, 0x1d), Qt::white);
    dark.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0x40, 0x42, 0x46));
    QTest::newRow("dark") << dark;
    QTest::newRow("ours, light") << paletteOf(ThemeChoice::Light);
    QTest::newRow("ours, dark") << paletteOf(ThemeChoice::Dark);
}

void TestTheme::disabledButtonsAreLegible()
{
    QFETCH(QPalette, palette);
    applyTheme(*qApp, ThemeChoice::System);
    const auto restore = qScopeGuard([] { QApplication::setPalette(QPalette()); });
    QApplication::setPalette(palette);
    QPushButton button;
    button.setEnabled(false);
    QCoreApplication::sendPostedEvents();
    const QColor words = button.palette().color(QPalette::ButtonText);
    const QColor surface = button.palette().color(QPalette::Button);
    QVERIFY(contrastRatio(words, surface) >= 3);
    button.setEnabled(true); // and it is seen that they are disabled
    QVERIFY(contrastRatio(button.palette().color(QPalette::ButtonText), surface)
            > contrastRatio(words, surface));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
