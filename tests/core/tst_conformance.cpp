// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Every case of tests/data/fetch-cases.json (facts of public test suites, each with its source)
// through the rules of browser-fetch.

#include "tests/core/chain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

class TestConformance : public QObject {
    Q_OBJECT

private slots:
    void fetchCase_data();
    void fetchCase();
};

namespace {

using namespace Qt::StringLiterals;

QByteArray bytesAt(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString().toUtf8();
}

Headers headersOf(const QJsonArray &pairs)
{
    Headers headers;
    for (const auto &pair : pairs) {
        headers.append(
            {pair.toArray().at(0).toString().toUtf8(), pair.toArray().at(1).toString().toUtf8()});
    }
    return headers;
}

/// fetch() adds a Content-Type to a string body (Fetch §5.3, "extract a body").
Request requestOf(const QJsonObject &object)
{
    Request request;
    request.method = bytesAt(object, "method");
    request.url = urlOf(bytesAt(object, "url"));
    request.headers = headersOf(object.value("headers"_L1).toArray());
    if (object.contains("body"_L1)) {
        const QJsonObject body = object.value("body"_L1).toObject();
        request.body = bodyOf(bytesAt(body, "text").repeated(body.value("repeat"_L1).toInt(1)));
        request.body->replayable = bytesAt(body, "source") != "stream";
        if (bytesAt(body, "source") == "string" && !contains(request.headers, "Content-Type")) {
            request.headers.append({"Content-Type", "text/plain;charset=UTF-8", SetBy::Option});
        }
    }
    return request;
}

QList<Response> answersOf(const QJsonArray &array)
{
    QList<Response> answers;
    for (const auto &value : array) {
        const QJsonObject object = value.toObject();
        Response response = answer(object.value("status"_L1).toInt(200),
                                   headersOf(object.value("headers"_L1).toArray()));
        if (object.contains("location_bytes_hex"_L1)) {
            setField(response.headers,
                     {"Location", QByteArray::fromHex(bytesAt(object, "location_bytes_hex"))});
        }
        answers.append(response);
    }
    return answers;
}

void compareRequest(const QJsonObject &wanted, const Request &sent, const Request &first)
{
    QCOMPARE(sent.method, bytesAt(wanted, "method"));
    if (wanted.contains("url"_L1)) {
        const Url url = withoutUserinfo(urlOf(bytesAt(wanted, "url")));
        QCOMPARE(serializeUrl(withoutUserinfo(sent.url), Fragment::Exclude),
                 serializeUrl(url, Fragment::Exclude));
    }
    const QJsonObject headers = wanted.value("headers"_L1).toObject();
    const QJsonObject present = headers.value("present"_L1).toObject();
    for (auto it = present.begin(); it != present.end(); ++it) {
        const auto value = firstValue(sent.headers, it.key().toUtf8());
        QVERIFY2(value, qPrintable(it.key()));
        if (!it.value().toString().startsWith(u'(')) {
            QCOMPARE(*value, it.value().toString().toUtf8());
        }
    }
    const QJsonArray absent = headers.value("absent"_L1).toArray();
    for (const auto &name : absent) {
        QVERIFY2(!contains(sent.headers, name.toString().toUtf8()), qPrintable(name.toString()));
    }
    const QByteArray body = bytesAt(wanted, "body");
    if (body == "none") {
        QVERIFY(!sent.body || sent.body->size == 0);
    } else if (body == "kept") {
        QCOMPARE(sent.body->bytes, first.body->bytes);
    } else if (body == "sent") {
        QVERIFY(sent.body);
    }
}

} // namespace

void TestConformance::fetchCase_data()
{
    QTest::addColumn<QJsonObject>("fact");
    QFile file(QStringLiteral(TEST_DATA "/fetch-cases.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases =
        QJsonDocument::fromJson(file.readAll()).object().value("cases"_L1).toArray();
    QCOMPARE(cases.size(), 125);
    for (const auto &value : cases) {
        QTest::newRow(qPrintable(value.toObject().value("id"_L1).toString())) << value.toObject();
    }
}

void TestConformance::fetchCase()
{
    QFETCH(QJsonObject, fact);
    const QJsonObject wanted = fact.value("expected"_L1).toObject();
    const Request first = requestOf(fact.value("request"_L1).toObject());
    QList<Response> answers = answersOf(fact.value("responses"_L1).toArray());
    const Chain chain = play(first, answers, *findProfile(QStringLiteral("browser-fetch")));

    const QByteArray outcome = bytesAt(wanted, "outcome");
    if (outcome == "ok") {
        QVERIFY(chain.ranOut || chain.outcome == OutcomeKind::Final);
    } else if (outcome == "error:too-many-redirects") {
        QCOMPARE(chain.outcome, OutcomeKind::Limit);
    } else if (outcome == "error:network") {
        QVERIFY(chain.ranOut); // the redirect is accepted; the network fails after it
    } else {
        QCOMPARE(outcome, QByteArray("error:unsupported-scheme"));
        QCOMPARE(chain.outcome, OutcomeKind::Refused);
        QCOMPARE(chain.hops.last().redirect->why.last().rule, QStringLiteral("scheme-not-http"));
    }
    if (wanted.contains("redirects_followed"_L1)) {
        QCOMPARE(chain.followed(), wanted.value("redirects_followed"_L1).toInt());
    }
    if (wanted.contains("final_url"_L1)) {
        QCOMPARE(serializeUrl(chain.lastRequest().url), bytesAt(wanted, "final_url"));
    }
    const QJsonArray requests = wanted.value("requests"_L1).toArray();
    QVERIFY(chain.hops.size() >= requests.size());
    for (qsizetype i = 0; i < requests.size(); ++i) {
        compareRequest(requests.at(i).toObject(), chain.hops.at(i).exchange.request, first);
    }
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
