// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "tests/ui/samples.h"
#include "ui/timeline/motion.h"
#include "ui/timeline/timelineview.h"

#include <QApplication>
#include <QFile>
#include <QHelpEvent>
#include <QProxyStyle>
#include <QStandardPaths>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

#include <cmath>

using namespace hoplens;

namespace {

Times timesOf(std::optional<double> start, std::optional<double> dns, std::optional<double> connect,
              std::optional<double> tls, std::optional<double> sent,
              std::optional<double> firstByte, std::optional<double> end)
{
    Times times;
    times.start = start;
    times.dns = dns;
    times.connect = connect;
    times.tls = tls;
    times.sent = sent;
    times.firstByte = firstByte;
    times.end = end;
    return times;
}

QString described(const QList<PhaseSpan> &spans)
{
    static const QStringList names{u"dns"_qs,  u"tcp"_qs,  u"tls"_qs,
                                   u"send"_qs, u"wait"_qs, u"receive"_qs};
    QStringList parts;
    for (const PhaseSpan &span : spans) {
        parts += u"%1 %2-%3"_qs.arg(names.at(static_cast<int>(span.phase)))
                     .arg(span.begin)
                     .arg(span.end);
    }
    return parts.join(u", "_qs);
}

class AnimatedStyle final : public QProxyStyle {
public:
    AnimatedStyle()
        : QProxyStyle(QStyleFactory::create(u"fusion"_qs))
    {
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration
            ? 200
            : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestPhases final : public QObject {
    Q_OBJECT
private slots:
    void phasesFollowOneAnother_data();
    void phasesFollowOneAnother();
    void phasesDifferInHeightOrColor();
    void toolTipListsThemAligned();
    void toolTipComesOnBarAndDuration();
    void hoverMovesNothing();
    void lessMotionIsAskedForInSeveralPlaces_data();
    void lessMotionIsAskedForInSeveralPlaces();
};

void TestPhases::phasesFollowOneAnother_data()
{
    QTest::addColumn<Times>("times");
    QTest::addColumn<QString>("expected");
    const auto none = std::nullopt;
    const double nan = std::nan("");
    QTest::newRow("all") << timesOf(0, 1, 2, 5, 6, 9, 10)
                         << u"dns 0-1, tcp 1-2, tls 2-5, send 5-6, wait 6-9, receive 9-10"_qs;
    QTest::newRow("kept connection")
        << timesOf(4, none, none, none, 5, 9, 10) << u"send 4-5, wait 5-9, receive 9-10"_qs;
    QTest::newRow("a moment was not seen")
        << timesOf(0, none, 2, none, none, 9, 10) << u"tcp 0-2, wait 2-9, receive 9-10"_qs;
    QTest::newRow("still waiting")
        << timesOf(0, 1, 2, none, 3, none, none) << u"dns 0-1, tcp 1-2, send 2-3"_qs;
    QTest::newRow("not begun") << timesOf(none, 1, 2, 5, 6, 9, 10) << QString();
    QTest::newRow("no times") << Times() << QString();
    QTest::newRow("backwards") << timesOf(0, 3, 2, none, 4, 9, -5)
                               << u"dns 0-3, send 3-4, wait 4-9"_qs;
    QTest::newRow("no number") << timesOf(0, nan, 2, none, nan, 9, 10)
                               << u"tcp 0-2, wait 2-9, receive 9-10"_qs;
}

void TestPhases::phasesFollowOneAnother()
{
    QFETCH(Times, times);
    QFETCH(QString, expected);
    QCOMPARE(described(phasesOf(times)), expected);
}

void TestPhases::phasesDifferInHeightOrColor()
{
    SampleTrace sample;
    sample.request("GET", "/").answer(200, "OK");
    sample.last().exchange.times = timesOf(0, 10, 20, 30, 40, 50, 60);
    TimelineView view;
    view.resize(1000, 300);
    view.setTrace(sample.end(OutcomeKind::Final).trace());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage picture = view.viewport()->grab().toImage();
    const QList<PhaseBar> bars = view.timelineLayout().phases(0);
    QCOMPARE(bars.size(), 6);
    QSet<QString> looks;
    for (const PhaseBar &bar : bars) {
        QVERIFY(bar.rect.width() >= 4);
        QString look = QString::number(bar.rect.height());
        for (int x = 0; x < 4; ++x) {
            look += picture.pixelColor(bar.rect.left() + x, bar.rect.center().y()).name();
        }
        looks += look;
    }
    QCOMPARE(looks.size(), 6);
}

void TestPhases::toolTipListsThemAligned()
{
    const QString tip = phasesToolTip(timesOf(0, 1, 2, 5, 6, 9, 10.5));
    QTextDocument document;
    document.setHtml(tip);
    const QString plain = document.toPlainText();
    for (const QString &name : {u"DNS"_qs, u"TCP"_qs, u"TLS"_qs, u"Sending"_qs, u"Waiting"_qs,
                                u"Receiving"_qs, u"Together"_qs}) {
        QVERIFY2(plain.contains(name), qPrintable(name));
    }
    QCOMPARE(tip.count(u"<tr>"_qs), 7);
    QCOMPARE(tip.count(u"align='right'"_qs), 7);
    QVERIFY(plain.contains(u"10.5 ms"_qs));
    QVERIFY(phasesToolTip({}).isEmpty());
}

void TestPhases::toolTipComesOnBarAndDuration()
{
    TimelineView view;
    view.resize(1000, 600);
    view.setTrace(eatenBody());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const Card &card = view.timelineLayout().sections().first().card;
    const auto duration = std::find_if(card.texts.begin(), card.texts.end(), [](const auto &text) {
        return text.part == Part::Duration;
    });
    QVERIFY(duration != card.texts.end());
    for (const QPoint place : {card.track.center(), duration->rect.center()}) {
        const QPoint position = view.toViewport(QRect(place, QSize(1, 1))).topLeft();
        QHelpEvent help(QEvent::ToolTip, position, view.viewport()->mapToGlobal(position));
        QApplication::sendEvent(view.viewport(), &help);
        QVERIFY(QToolTip::text().contains(u"Waiting"_qs));
        QToolTip::hideText();
    }
}

void TestPhases::hoverMovesNothing()
{
    TimelineView view;
    view.resize(1000, 600);
    view.setTrace(eatenBody());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::mouseMove(view.viewport(), {1, 1});
    const QImage before = view.viewport()->grab().toImage();
    const QRect card = view.toViewport(view.timelineLayout().sections().at(1).card.rect);
    const int height = view.timelineLayout().height();
    QTest::mouseMove(view.viewport(), card.center());
    const QImage hovered = view.viewport()->grab().toImage();
    QVERIFY(hovered != before);
    QCOMPARE(view.timelineLayout().height(), height);
    const QRect changed = card.adjusted(-1, -1, 1, 1);
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            if (!changed.contains(x, y)) {
                QCOMPARE(hovered.pixel(x, y), before.pixel(x, y));
            }
        }
    }
    QTest::mouseMove(view.viewport(), {1, 1});
    QCOMPARE(view.viewport()->grab().toImage(), before);
}

void TestPhases::lessMotionIsAskedForInSeveralPlaces_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("still");
    QTest::newRow("nowhere") << QString() << QByteArray() << false;
    QTest::newRow("KDE, as usual")
        << u"kdeglobals"_qs << QByteArray("[KDE]\nAnimationDurationFactor=1\n") << false;
    QTest::newRow("KDE, none") << u"kdeglobals"_qs
                               << QByteArray("[KDE]\nAnimationDurationFactor=0\n") << true;
    QTest::newRow("GTK, as usual")
        << u"gtk-3.0/settings.ini"_qs << QByteArray("[Settings]\ngtk-enable-animations=true\n")
        << false;
    QTest::newRow("GTK, none") << u"gtk-3.0/settings.ini"_qs
                               << QByteArray("[Settings]\ngtk-enable-animations=false\n") << true;
    QTest::newRow("GTK, 0") << u"gtk-3.0/settings.ini"_qs
                            << QByteArray("[Settings]\ngtk-enable-animations=0\n") << true;
}

void TestPhases::lessMotionIsAskedForInSeveralPlaces()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(bool, still);
    const QTemporaryDir config;
    const QByteArray before = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
    if (!file.isEmpty()) {
        QVERIFY(QDir(config.path()).mkpath(u"gtk-3.0"_qs));
        write(config.filePath(file), content);
    }
    AnimatedStyle style;
    QWidget widget;
    widget.setStyle(&style);
    QCOMPARE(wantsLessMotion(widget), still);
    qputenv("HOPLENS_REDUCE_MOTION", "1");
    QVERIFY(wantsLessMotion(widget));
    qunsetenv("HOPLENS_REDUCE_MOTION");
    qputenv("XDG_CONFIG_HOME", before);
}

QTEST_MAIN(TestPhases)
#include "tst_phases.moc"
