// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/trace/moment.h"

#include <QTest>

using namespace hoplens;

static_assert(sizeof(Moment) == sizeof(double));

class TestMoment : public QObject {
    Q_OBJECT

private slots:
    void isAbsentAtFirst();
    void holdsANumber();
    void goesToAndFroAsOptional();
    void comparesAsOptionalDoes();
};

void TestMoment::isAbsentAtFirst()
{
    const Moment none;
    QVERIFY(!none);
    QVERIFY(!none.has_value());
    QCOMPARE(none.value_or(7), 7.0);
}

void TestMoment::holdsANumber()
{
    Moment moment = 0.0; // which is not absent
    QVERIFY(moment.has_value());
    QCOMPARE(*moment, 0.0);
    QCOMPARE(moment.value_or(7), 0.0);
    moment.reset();
    QVERIFY(!moment);
}

void TestMoment::goesToAndFroAsOptional()
{
    const std::optional<double> number = 1.5;
    const Moment moment = number;
    QCOMPARE(std::optional<double>(moment), number);
    const Moment none = std::optional<double>();
    QVERIFY(!std::optional<double>(none).has_value());
}

void TestMoment::comparesAsOptionalDoes()
{
    QVERIFY(Moment(1.5) == Moment(1.5));
    QVERIFY(Moment(1.5) != Moment(2.5));
    QVERIFY(Moment() == Moment(std::nullopt));
    QVERIFY(Moment() != Moment(0.0));
}

QTEST_GUILESS_MAIN(TestMoment)
#include "tst_moment.moc"
