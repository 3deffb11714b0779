// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/boxed.h"

#include <QString>
#include <QTest>

using namespace hoplens;

static_assert(sizeof(Boxed<QString>) == sizeof(void *));

class TestBoxed : public QObject {
    Q_OBJECT

private slots:
    void isAbsentAtFirst();
    void isAValue();
    void goesToAndFroAsOptional();
    void comparesValues();
};

void TestBoxed::isAbsentAtFirst()
{
    const Boxed<QString> none;
    QVERIFY(!none);
    QVERIFY(!none.has_value());
    QVERIFY(none == Boxed<QString>(std::nullopt));
}

void TestBoxed::isAValue()
{
    Boxed<QString> first = QStringLiteral("a");
    Boxed<QString> second = first;
    *second += u'b';
    second->append(u'c');
    QCOMPARE(*std::as_const(first), QStringLiteral("a"));
    QCOMPARE(*std::as_const(second), QStringLiteral("abc"));
    second.reset();
    QVERIFY(!second);
    QVERIFY(first.has_value());
}

void TestBoxed::goesToAndFroAsOptional()
{
    const std::optional<QString> text = QStringLiteral("a");
    const Boxed<QString> boxed = text;
    QCOMPARE(std::optional<QString>(boxed), text);
    const Boxed<QString> none = std::optional<QString>();
    QCOMPARE(std::optional<QString>(none), std::optional<QString>());
}

void TestBoxed::comparesValues()
{
    const Boxed<QString> a = QStringLiteral("a");
    QVERIFY(a == Boxed<QString>(QStringLiteral("a")));
    QVERIFY(a != Boxed<QString>(QStringLiteral("b")));
    QVERIFY(a != Boxed<QString>());
    QVERIFY(Boxed<QString>() != a);
}

QTEST_GUILESS_MAIN(TestBoxed)
#include "tst_boxed.moc"
