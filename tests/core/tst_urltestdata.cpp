// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/origin.h"
#include "core/url/url.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace hoplens;

namespace {

/// Names another copy of the data, such as a newer one.
constexpr const char *overrideVariable = "HOPLENS_URLTESTDATA";

/// The copy that comes with Debian's package librust-url-dev; empty when it is not installed.
QString debianCopy()
{
    const QDir registry(u"/usr/share/cargo/registry"_qs);
    const QStringList crates = registry.entryList({u"url-*"_qs}, QDir::Dirs, QDir::Name);
    for (const QString &crate : crates) {
        const QString path = registry.filePath(crate + u"/tests/urltestdata.json"_qs);
        if (QFile::exists(path)) {
            return path;
        }
    }
    return {};
}

/// The data is of USVStrings: a lone surrogate counts as U+FFFD.
QByteArray bytesOf(const QJsonValue &value)
{
    const std::u32string text = value.toString().toStdU32String();
    return QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size())).toUtf8();
}

QByteArray keyOf(const QJsonObject &test)
{
    return bytesOf(test[u"input"]) + " against " + bytesOf(test[u"base"]);
}

QByteArray orEmpty(const std::optional<QByteArray> &part)
{
    return part.value_or(QByteArray());
}

/// The URL API's search and hash: "" also for a part that is there and empty.
QByteArray withPrefix(char prefix, const std::optional<QByteArray> &part)
{
    return orEmpty(part).isEmpty() ? QByteArray() : prefix + *part;
}

/// The properties of the URL API, as the data names them.
QHash<QString, QByteArray> propertiesOf(const Url &url)
{
    QHash<QString, QByteArray> properties{
        {u"href"_qs, serializeUrl(url)},
        {u"protocol"_qs, url.scheme + ':'},
        {u"username"_qs, url.username},
        {u"password"_qs, url.password},
        {u"host"_qs, hostField(url)},
        {u"hostname"_qs, orEmpty(url.host)},
        {u"port"_qs, url.port ? QByteArray::number(*url.port) : QByteArray()},
        {u"pathname"_qs, url.path},
        {u"search"_qs, withPrefix('?', url.query)},
        {u"hash"_qs, withPrefix('#', url.fragment)},
    };
    if (isHttp(url)) {
        properties.insert(u"origin"_qs, serializeOrigin(url));
    }
    return properties;
}

Result<Url> resultOf(const QJsonObject &test)
{
    if (!test[u"base"].isString()) {
        return parseUrl(bytesOf(test[u"input"]));
    }
    const Result<Url> base = parseUrl(bytesOf(test[u"base"]));
    return base ? parseUrl(bytesOf(test[u"input"]), &*base) : base;
}

/// What differs from the data's expectation; empty when the case holds.
QByteArray mismatch(const QJsonObject &test, const Result<Url> &url)
{
    const bool mustFail = test[u"failure"].toBool();
    if (!url) {
        return mustFail ? QByteArray() : "refused: " + url.error().detail.toUtf8();
    }
    if (mustFail) {
        return "accepted as " + serializeUrl(*url);
    }
    const QHash<QString, QByteArray> properties = propertiesOf(*url);
    for (auto property = properties.begin(); property != properties.end(); ++property) {
        const QJsonValue expected = test[property.key()];
        if (expected.isString() && bytesOf(expected) != property.value()) {
            return property.key().toUtf8() + " is " + property.value() + ", not "
                + bytesOf(expected);
        }
    }
    return {};
}

/// Whether the input, the base or the result is http or https.
bool concernsHttp(const QJsonObject &test)
{
    for (const auto *const key : {u"input", u"base", u"href"}) {
        const QString text = test[QStringView(key)].toString().trimmed();
        if (text.startsWith(u"http:"_qs, Qt::CaseInsensitive)
            || text.startsWith(u"https:"_qs, Qt::CaseInsensitive)) {
            return true;
        }
    }
    return false;
}

/// Cases of Debian's copy (2022) that today's standard decides otherwise, with its result.
const QHash<QByteArray, QByteArray> &supersededCases()
{
    static const QHash<QByteArray, QByteArray> cases{
        // Since 2025 a domain that is all ASCII is only lower-cased, whatever its xn-- labels say.
        {"http://a.b.c.xn--pokxncvks against about:blank", "http://a.b.c.xn--pokxncvks/"},
        {"http://10.0.0.xn--pokxncvks against about:blank", "http://10.0.0.xn--pokxncvks/"},
        {"http://a.b.c.XN--pokxncvks against about:blank", "http://a.b.c.xn--pokxncvks/"},
        {"http://a.b.c.Xn--pokxncvks against about:blank", "http://a.b.c.xn--pokxncvks/"},
        {"http://10.0.0.XN--pokxncvks against about:blank", "http://10.0.0.xn--pokxncvks/"},
        {"http://10.0.0.xN--pokxncvks against about:blank", "http://10.0.0.xn--pokxncvks/"},
        {"file://xn--/p against about:blank", "file://xn--/p"},
        // Since 2023 U+005E (^) is in the path percent-encode set.
        {R"(foo://host/ !"$%&'()*+,-./:;<=>@[\]^_`{|}~ against about:blank)",
         R"(foo://host/%20!%22$%&'()*+,-./:;%3C=%3E@[\]%5E_%60%7B|%7D~)"},
        {R"(wss://host/ !"$%&'()*+,-./:;<=>@[\]^_`{|}~ against about:blank)",
         R"(wss://host/%20!%22$%&'()*+,-./:;%3C=%3E@[/]%5E_%60%7B|%7D~)"},
    };
    return cases;
}

struct Count {
    int all = 0;
    int held = 0;

    void add(bool holds)
    {
        ++all;
        held += holds ? 1 : 0;
    }
    QByteArray text() const
    {
        return QByteArray::number(held) + " of " + QByteArray::number(all) + " hold";
    }
    bool enough() const { return all > 0 && held * 100 >= all * 99; }
};

} // namespace

/// The web-platform-tests' own cases for the URL standard.
class TestUrlTestData : public QObject {
    Q_OBJECT

private slots:
    void casesHold();
};

void TestUrlTestData::casesHold()
{
    const QString override = qEnvironmentVariable(overrideVariable);
    const bool isDebianCopy = override.isEmpty();
    QFile file(isDebianCopy ? debianCopy() : override);
    QVERIFY2(file.open(QIODevice::ReadOnly),
             isDebianCopy ? "urltestdata.json is missing: install Debian's package librust-url-dev."
                          : qPrintable(u"%1 cannot be read."_qs.arg(override)));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();

    Count all;
    Count http;
    QHash<QByteArray, QByteArray> superseded =
        isDebianCopy ? supersededCases() : QHash<QByteArray, QByteArray>();
    int withTodaysResult = 0;
    for (const QJsonValue &row : rows) {
        if (!row.isObject()) {
            continue; // a comment
        }
        const QJsonObject test = row.toObject();
        const QByteArray key = keyOf(test);
        const Result<Url> url = resultOf(test);
        QByteArray difference = mismatch(test, url);
        if (const auto known = superseded.find(key); known != superseded.end()) {
            QVERIFY2(!difference.isEmpty(), (key + " holds: take it off the list").constData());
            QVERIFY2(url, key.constData());
            QCOMPARE(serializeUrl(*url), *known);
            superseded.erase(known);
            ++withTodaysResult;
            difference.clear();
        }
        if (!difference.isEmpty()) {
            qWarning("%s: %s", key.constData(), difference.constData());
        }
        all.add(difference.isEmpty());
        if (concernsHttp(test)) {
            http.add(difference.isEmpty());
        }
    }
    qInfo("%s, %d of them with today's result; about http and https %s", all.text().constData(),
          withTodaysResult, http.text().constData());
    // Every exception of the known copy is listed; another copy may be ahead or behind a little.
    QVERIFY(isDebianCopy ? all.held == all.all : all.enough());
    QVERIFY(all.all >= 500 && http.enough());
    QVERIFY2(superseded.isEmpty(), "the list has cases that the data does not");
}

QTEST_GUILESS_MAIN(TestUrlTestData)
#include "tst_urltestdata.moc"
