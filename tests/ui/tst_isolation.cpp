// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/isolation.h"

#include <QGlyphRun>
#include <QTest>
#include <QTextLayout>

#include <algorithm>

using namespace hoplens;

namespace {

/// `[` and `]` stand for the isolates.
QString bracketed(QString text)
{
    return text.replace(QChar(0x2068), u'[').replace(QChar(0x2069), u']');
}

/// The characters of a line as they are painted, from left to right, without the isolates.
QString onScreen(const QString &line)
{
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    QTextLayout layout(line);
    layout.setTextOption(option);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    QList<std::pair<double, QChar>> places;
    for (int i = 0; i < line.size(); ++i) {
        const QList<QGlyphRun> glyphs = layout.glyphRuns(i, 1);
        if (!glyphs.isEmpty() && !glyphs.constFirst().positions().isEmpty()) {
            places.append({glyphs.constFirst().positions().constFirst().x(), line.at(i)});
        }
    }
    std::stable_sort(places.begin(), places.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QString seen;
    for (const auto &[x, c] : places) {
        seen += c;
    }
    seen.removeIf(isIsolate);
    return seen;
}

} // namespace

class TestIsolation final : public QObject {
    Q_OBJECT
private slots:
    void whatOthersWroteIsIsolated_data();
    void whatOthersWroteIsIsolated();
    void stretchesAreIsolated_data();
    void stretchesAreIsolated();
    void ourWordsStayInOrder_data();
    void ourWordsStayInOrder();
};

void TestIsolation::whatOthersWroteIsIsolated_data()
{
    QTest::addColumn<QString>("foreign");
    QTest::addColumn<Qt::LayoutDirection>("around");
    QTest::addColumn<QString>("expected");
    const auto ltr = Qt::LeftToRight;
    const auto rtl = Qt::RightToLeft;
    QTest::newRow("empty") << u""_qs << ltr << u""_qs;
    QTest::newRow("latin") << u"Found"_qs << ltr << u"Found"_qs;
    QTest::newRow("chinese") << u"重定向"_qs << ltr << u"重定向"_qs;
    QTest::newRow("digits") << u"302 (!)"_qs << ltr << u"302 (!)"_qs;
    QTest::newRow("hebrew") << u"נמצא"_qs << ltr << u"[נמצא]"_qs;
    QTest::newRow("arabic") << u"انتقل"_qs << ltr << u"[انتقل]"_qs;
    QTest::newRow("arabic digits") << u"٣٠٢"_qs << ltr << u"[٣٠٢]"_qs;
    QTest::newRow("mixed") << u"/a/ב"_qs << ltr << u"[/a/ב]"_qs;
    QTest::newRow("beyond the first plane") << u"\U00010900"_qs << ltr << u"[\U00010900]"_qs;
    QTest::newRow("latin in hebrew") << u"Found"_qs << rtl << u"[Found]"_qs;
    QTest::newRow("hebrew in hebrew") << u"נמצא"_qs << rtl << u"נמצא"_qs;
    QTest::newRow("digits in hebrew") << u"302"_qs << rtl << u"302"_qs;
    // What reorders text by itself is spelled out, and then is plain Latin.
    for (const ushort control : {0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,
                                 0x2066, 0x2067, 0x2068, 0x2069}) {
        const QString code = QString::number(control, 16).rightJustified(4, u'0');
        QTest::newRow(qPrintable(code))
            << u'a' + QString(QChar(control)) + u'b' << ltr << u"a\\u%1b"_qs.arg(code);
    }
    QTest::newRow("override over hebrew")
        << u"\u202eנמצא\u2069"_qs << ltr << u"[\\u202eנמצא\\u2069]"_qs;
}

void TestIsolation::whatOthersWroteIsIsolated()
{
    QFETCH(QString, foreign);
    QFETCH(Qt::LayoutDirection, around);
    QFETCH(QString, expected);
    QCOMPARE(bracketed(isolated(foreign, around)), expected);
    QCOMPARE(bracketed(isolated(foreign.toUtf8(), around)), expected);
}

void TestIsolation::stretchesAreIsolated_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Qt::LayoutDirection>("around");
    QTest::addColumn<QString>("expected");
    const auto ltr = Qt::LeftToRight;
    const auto rtl = Qt::RightToLeft;
    QTest::newRow("empty") << u""_qs << ltr << u""_qs;
    QTest::newRow("latin") << u"302 Found → POST kept"_qs << ltr << u"302 Found → POST kept"_qs;
    QTest::newRow("one word") << u"302 נמצא → POST kept"_qs << ltr << u"302 [נמצא] → POST kept"_qs;
    QTest::newRow("a sentence of theirs")
        << u"302 נמצא 1, שם. → kept"_qs << ltr << u"302 [נמצא 1, שם]. → kept"_qs;
    QTest::newRow("two between our words")
        << u"נמצא became שם."_qs << ltr << u"[נמצא] became [שם]."_qs;
    QTest::newRow("vowel points") << u"שָׁ. a"_qs << ltr << u"[שָׁ]. a"_qs;
    QTest::newRow("isolated already")
        << u"\u2068שם: a\u2069: \u2068שם\u2069 1 שם"_qs << ltr << u"[שם: a]: [שם] 1 [שם]"_qs;
    QTest::newRow("isolate without an end") << u"שם \u2068שם"_qs << ltr << u"[שם] [שם"_qs;
    QTest::newRow("beyond the first plane")
        << u"a \U00010900\U00010901 b"_qs << ltr << u"a [\U00010900\U00010901] b"_qs;
    QTest::newRow("latin in hebrew")
        << u"נמצא GET a.test 302 שם"_qs << rtl << u"נמצא [GET a.test] 302 שם"_qs;
}

void TestIsolation::stretchesAreIsolated()
{
    QFETCH(QString, line);
    QFETCH(Qt::LayoutDirection, around);
    QFETCH(QString, expected);
    QCOMPARE(bracketed(inOrder(line, around)), expected);
    QCOMPARE(inOrder(inOrder(line, around), around), inOrder(line, around));
}

void TestIsolation::ourWordsStayInOrder_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("turned");
    QTest::addColumn<QString>("seen");
    // Words of theirs are in reverse, because that is how they are painted from left to right.
    QTest::newRow("number behind a reason")
        << u"302 שם, 12 B"_qs << u"302 12 ,םש B"_qs << u"302 םש, 12 B"_qs;
    QTest::newRow("arabic digits") << u"٣: ٤"_qs << u"٤ :٣"_qs << u"٣: ٤"_qs;
    QTest::newRow("name and value") << u"אב: שם"_qs << u"םש :בא"_qs << u"בא: םש"_qs;
}

void TestIsolation::ourWordsStayInOrder()
{
    QFETCH(QString, line);
    QFETCH(QString, turned);
    QFETCH(QString, seen);
    QCOMPARE(onScreen(line), turned); // if nothing is done about it
    QCOMPARE(wordsDirection(), Qt::LeftToRight);
    const QStringList parts = line.split(u": "_qs);
    QStringList shown;
    std::transform(parts.begin(), parts.end(), std::back_inserter(shown),
                   [](const QString &part) { return inOrder(part); });
    QCOMPARE(onScreen(shown.join(u": "_qs)), seen);
    QVERIFY(!inOrder(u"שם → POST"_qs).isRightToLeft());
}

QTEST_MAIN(TestIsolation)
#include "tst_isolation.moc"
