// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/clientprofile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hoplens;

class TestClientProfile : public QObject {
    Q_OBJECT

private slots:
    void builtIn();
    void unknownClient();
    void everyRuleIdIsUnique();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void readsEveryKindOfRule();
};

namespace {

using namespace Qt::StringLiterals;

QByteArray fileOf(const QString &id)
{
    QFile file(u":/clients/%1.json"_s.arg(id));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestClientProfile::builtIn()
{
    const QStringList files = QDir(u":/clients"_s).entryList();
    QCOMPARE(clientProfiles().size(), files.size()); // every file reads
    QCOMPARE(clientProfiles().first().id, u"browser-fetch"_s); // the default of the command line
    for (const ClientProfile &profile : clientProfiles()) {
        QVERIFY(files.contains(profile.id + u".json"_s));
        QVERIFY(!profile.name.isEmpty() && !profile.version.isEmpty()
                && !profile.summary.isEmpty());
        QVERIFY(findProfile(profile.id) == &profile);
        QVERIFY(!profile.follow.isEmpty() && !profile.method.isEmpty());
    }
}

void TestClientProfile::unknownClient()
{
    QVERIFY(findProfile(u"mosaic"_s) == nullptr);
    const QString sentence = hoplens::unknownClient(u"mosaic"_s).detail;
    QVERIFY(sentence.contains(u"mosaic"_s) && sentence.contains(u"browser-fetch"_s));
}

void TestClientProfile::everyRuleIdIsUnique()
{
    // An id stands in the trace for words and source, so one profile may not use it twice.
    for (const ClientProfile &profile : clientProfiles()) {
        QStringList ids;
        const auto add = [&](const auto &rules) {
            for (const auto &rule : rules) {
                ids.append(rule.rule.id);
            }
        };
        add(profile.follow);
        add(profile.refuse);
        add(profile.method);
        add(profile.fields);
        add(profile.adds);
        ids.append({profile.limit.rule.id, profile.loop.rule.id, profile.cookies.rule.id});
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    }
}

void TestClientProfile::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("find");
    QTest::addColumn<QByteArray>("put");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *tag, const char *find, const char *put, const char *names) {
        QTest::newRow(tag) << QByteArray(find) << QByteArray(put) << QString::fromLatin1(names);
    };
    row("not JSON", "{", "", "JSON");
    row("another format", "hoplens-client", "other", "format");
    row("a newer version", "\"version\": 1", "\"version\": 2", "format");
    row("no id", "\"id\"", "\"di\"", "id");
    row("unknown key", "\"limit\"", "\"limits\"", "limit");
    row("unknown key in a rule", "\"redirects\"", "\"redirect\"", "limit.redirect");
    row("unknown word", "\"then\": \"hand-back\"", "\"then\": \"shrug\"", "shrug");
    row("unknown relation", "!same-origin", "!some-origin", "some-origin");
    row("rule without a source", "\"source\": \"Fetch §2.2.3\"", "\"sauce\": \"x\"", "source");
    row("status out of range", "[301, 302, 303, 307, 308]", "[30, 302]", "status");
    row("limit out of range", "\"redirects\": 20", "\"redirects\": -1", "redirects");
    row("other way to resolve", "\"by\": \"url-standard\"", "\"by\": \"guess\"", "guess");
    row("other way to join cookies", "\"before-jar\"", "\"in-jar\"", "cookies.byHand");
    row("unknown key about cookies", "\"sameName\"", "\"sameNames\"", "cookies.sameNames");
    row("field that ends its line", "\"*/*\"", "\"a\\r\\nb\"", "sends");
}

void TestClientProfile::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, find);
    QFETCH(QByteArray, put);
    QFETCH(QString, names);
    QByteArray json = fileOf(u"browser-fetch"_s);
    QVERIFY(readProfile(json));
    QVERIFY(json.contains(find));
    json.replace(find, put);
    const Result<ClientProfile> profile = readProfile(json);
    QVERIFY(!profile);
    QVERIFY2(profile.error().detail.contains(names), qPrintable(profile.error().detail));
}

void TestClientProfile::readsEveryKindOfRule()
{
    // Words that no profile here uses yet, but that measured clients need.
    QJsonObject root = QJsonDocument::fromJson(fileOf(u"rfc9110"_s)).object();
    const auto rule = [](QJsonObject object) {
        for (const char *key : {"rule", "text", "source"}) {
            object.insert(QLatin1String(key), QLatin1String(key));
        }
        return object;
    };
    root["follow"_L1] = QJsonArray{rule({{"when"_L1, QJsonObject{{"status"_L1, QJsonArray{305}}}},
                                         {"then"_L1, "follow"_L1},
                                         {"as"_L1, 302}})};
    root["method"_L1] =
        QJsonArray{rule({{"methodFrom"_L1, "first"_L1}, {"bodyFrom"_L1, "first"_L1}}),
                   rule({{"body"_L1, "empty"_L1}})};
    root["adds"_L1] =
        QJsonArray{rule({{"name"_L1, "Referer"_L1}, {"value"_L1, "previous-url"_L1}})};
    root["fields"_L1] = QJsonArray{rule({{"names"_L1, QJsonArray{"X"_L1}},
                                         {"then"_L1, "set"_L1},
                                         {"value"_L1, "v"_L1},
                                         {"comesBack"_L1, true},
                                         {"when"_L1,
                                          QJsonObject{{"setBy"_L1, "option"_L1},
                                                      {"compareWith"_L1, "first"_L1},
                                                      {"hosts"_L1, "bytes"_L1},
                                                      {"hasBody"_L1, true}}}})};
    root["limit"_L1] =
        rule({{"redirects"_L1, 5}, {"per"_L1, "url"_L1}, {"then"_L1, "hand-back"_L1}});
    root["loop"_L1] = rule({{"repeats"_L1, 3}, {"same"_L1, "url"_L1}, {"then"_L1, "hand-back"_L1}});
    root["cookies"_L1] = rule({{"jar"_L1, true},
                               {"byHand"_L1, "after-jar"_L1},
                               {"sameName"_L1, "both"_L1},
                               {"secure"_L1, "https-or-loopback"_L1}});
    const Result<ClientProfile> profile = readProfile(QJsonDocument(root).toJson());
    QVERIFY2(profile, profile ? "" : qPrintable(profile.error().detail));
    QCOMPARE(profile->follow.first().as, 302);
    QVERIFY(profile->method.at(0).methodFromFirst && profile->method.at(0).bodyFromFirst);
    QCOMPARE(profile->method.at(1).body, BodyAction::Empty);
    QCOMPARE(profile->adds.first().value, AddRule::Value::PreviousUrl);
    const FieldRule &field = profile->fields.first();
    QVERIFY(field.comesBack && field.when.comparesWithFirst && field.when.hostsAsBytes);
    QCOMPARE(field.when.setBy, SetBy::Option);
    QCOMPARE(field.when.hasBody, true);
    QVERIFY(profile->cookies.jar && !profile->cookies.jarWins);
    QCOMPARE(profile->cookies.byHand, CookieRules::ByHand::AfterJar);
    QCOMPARE(profile->cookies.secureBy, SecureBy::HttpsOrLoopback);
    root.remove("cookies"_L1); // a profile that does not speak of cookies keeps none
    QVERIFY(!readProfile(QJsonDocument(root).toJson())->cookies.jar);
    QCOMPARE(profile->limit.per, LimitRule::Per::Url);
    QCOMPARE(profile->limit.then, Verdict::HandBack);
    QCOMPARE(profile->loop.repeats, 3);
    QCOMPARE(profile->loop.same, LoopRule::Same::Url);
}

QTEST_GUILESS_MAIN(TestClientProfile)
#include "tst_clientprofile.moc"
