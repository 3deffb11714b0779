// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/refresh.h"
#include "core/trace/findings.h"
#include "tests/core/chain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

class TestRefresh : public QObject {
    Q_OBJECT

private slots:
    void publicCases_data();
    void publicCases();
    void ownCases_data();
    void ownCases();
    void isAFindingWhereItIsNotFollowed();
    void isFollowedByAClientThatDoes();
};

void TestRefresh::publicCases_data()
{
    QTest::addColumn<QJsonObject>("fact");
    QFile file(QStringLiteral(TEST_DATA "/refresh-cases.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll())[u"cases"].toArray();
    QCOMPARE(cases.size(), 35);
    for (const auto &value : cases) {
        QTest::newRow(qPrintable(value[u"id"].toString())) << value.toObject();
    }
}

void TestRefresh::publicCases()
{
    QFETCH(QJsonObject, fact);
    const QJsonValue wanted = QJsonValue(fact)[u"expected"][u"refresh"];
    const Url document = urlOf(QJsonValue(fact)[u"request"][u"url"].toString().toUtf8());
    const auto refresh =
        parseRefresh(fact.value(QStringLiteral("input")).toString().toUtf8(), document, document);
    QCOMPARE(refresh.has_value(), !wanted.isNull());
    if (refresh) {
        QCOMPARE(refresh->seconds, wanted[u"time"].toInt());
        QCOMPARE(serializeUrl(refresh->url), wanted[u"url"].toString().toUtf8());
    }
}

void TestRefresh::ownCases_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("wanted"); // "seconds url", empty: ignored
    QTest::newRow("javascript") << QByteArray("0;url=javascript:alert(1)") << QByteArray();
    QTest::newRow("no such host") << QByteArray("0;url=http://") << QByteArray();
    QTest::newRow("dot alone") << QByteArray(".;x") << QByteArray("0 http://a.test/d/x");
    QTest::newRow("huge number") << QByteArray("99999999999999999999;x")
                                 << QByteArray("86400 http://a.test/d/x");
    QTest::newRow("quote without an end")
        << QByteArray("1;url='x y") << QByteArray("1 http://a.test/d/x%20y");
    QTest::newRow("URL= in capitals") << QByteArray("1;URL=/x") << QByteArray("1 http://a.test/x");
}

void TestRefresh::ownCases()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, wanted);
    const Url document = urlOf("http://a.test/d/p");
    const auto refresh = parseRefresh(value, document, document);
    QCOMPARE(refresh ? QByteArray::number(refresh->seconds) + ' ' + serializeUrl(refresh->url)
                     : QByteArray(),
             wanted);
}

void TestRefresh::isAFindingWhereItIsNotFollowed()
{
    for (const ClientProfile &profile : clientProfiles()) {
        const Chain chain = play(requestTo("GET", "http://a.test/"),
                                 {answer(200, Headers{{"Refresh", "3; url=/next"}})}, profile);
        QVERIFY(!chain.ranOut);
        Trace trace;
        trace.hops = chain.hops;
        const QList<Finding> list = findings(trace);
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.first().id, QStringLiteral("refresh-not-followed"));
        QVERIFY(list.first().text.contains(QStringLiteral("http://a.test/next")));
    }
}

void TestRefresh::isFollowedByAClientThatDoes()
{
    ClientProfile page = clientProfiles().first();
    page.followsRefresh = true;
    const Response refreshing = answer(200, Headers{{"Refresh", "0; url=http://b.test/next"}});
    const Chain chain = play(requestTo("POST", "http://a.test/", {{"Authorization", "t"}}, "hello"),
                             {refreshing}, page);
    QVERIFY(chain.ranOut);
    QCOMPARE(chain.lastRequest().method, QByteArray("GET")); // a navigation, never a repeat
    QVERIFY(!chain.lastRequest().body);
    QVERIFY(!contains(chain.lastRequest().headers, "Authorization"));
    QCOMPARE(chain.hops.first().redirect->why.first().rule, page.refreshRule.id);
    // A redirect with a Location wins over the field.
    Response both = answer(302, "/by-location");
    both.headers.append(Field{"Refresh", "0; url=/by-refresh"});
    QCOMPARE(play(requestTo("GET", "http://a.test/"), {both}, page).lastRequest().target,
             QByteArray("/by-location"));
    const Chain loop =
        play(requestTo("GET", "http://a.test/"), {answer(200, Headers{{"Refresh", "5"}})}, page);
    QCOMPARE(serializeUrl(loop.lastRequest().url), QByteArray("http://a.test/"));
}

QTEST_GUILESS_MAIN(TestRefresh)
#include "tst_refresh.moc"
