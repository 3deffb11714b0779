// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Predictions held against what the clients really do: on the lab, and with servers that were made
// to contradict them.

#include "core/compare/prediction.h"
#include "core/formats/tracefile.h"
#include "core/lab/labserver.h"
#include "core/lab/scenarios.h"
#include "core/redirect/prepare.h"
#include "core/tracer.h"
#include "tests/core/chain.h"
#include "tests/core/madeprofiles.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>

using namespace hoplens;

class TestPredictionTruth : public QObject {
    Q_OBJECT

private slots:
    void isWhatEveryClientReallyDoes_data();
    void isWhatEveryClientReallyDoes();
    void holdsForServersThatMindEveryDetail_data();
    void holdsForServersThatMindEveryDetail();
};

namespace {

constexpr qsizetype profileCount = 18;
constexpr qsizetype recorderCount = 6; ///< clients whose recordings all others are predicted from

Trace sent(const Request &request, const ClientProfile &profile)
{
    Tracer tracer;
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start(request, profile, {});
    if (finished.isEmpty()) {
        finished.wait(20'000);
    }
    return tracer.trace();
}

/// Those that come with Hoplens, too.
QList<ClientProfile> everyProfile()
{
    QList<ClientProfile> profiles = madeProfiles(profileCount);
    for (const ClientProfile &profile : clientProfiles()) {
        const bool isThere =
            std::any_of(profiles.begin(), profiles.end(),
                        [&](const ClientProfile &other) { return other.id == profile.id; });
        if (!isThere) {
            profiles.append(profile);
        }
    }
    return profiles;
}

/// A server that answers in another way to the smallest difference that is not the client's own.
class MoodyServer {
public:
    MoodyServer(quint32 seed, const Request &first)
        : m_seed(seed)
        , m_first(first)
    {
    }

    Response answerTo(const Request &request) const
    {
        quint32 mood = m_seed;
        const auto mind = [&mood](const QByteArray &detail) {
            for (const char c : detail + '\n') {
                mood = (mood ^ static_cast<unsigned char>(c)) * 16'777'619U; // FNV-1a
            }
        };
        mind(request.method);
        mind(serializeUrl(request.url, Fragment::Exclude));
        mind(request.body ? request.body->bytes : QByteArray());
        QByteArrayList fields;
        for (const Field &field : request.headers) {
            if (minds(field)) {
                fields.append(field.name.toLower() + ':' + field.value);
            }
        }
        std::sort(fields.begin(), fields.end());
        mind(fields.join('\n'));
        QRandomGenerator chance(mood);
        return answerFrom(chance);
    }

private:
    /// All but what the clients here say about themselves. What the user says, it minds.
    bool minds(const Field &field) const
    {
        const bool isTheirs = isNamed(field, "User-Agent") || isNamed(field, "Accept")
            || isNamed(field, "Accept-Encoding") || isNamed(field, "Referer");
        return !isNamed(field, "Host") && (!isTheirs || contains(m_first.headers, field.name));
    }

    static Response answerFrom(QRandomGenerator &chance)
    {
        static constexpr std::array statuses{301, 302, 303, 307, 308, 302, 307, 300, 200, 305};
        static const QByteArrayList places{"/a",
                                           "b?q#f",
                                           "",
                                           "http://a.test/c",
                                           "http://A.test/d",
                                           "http://b.test/",
                                           "http://sub.a.test/e",
                                           "http://a.test:81/",
                                           "https://a.test/s",
                                           "//b.test/caf\xE9",
                                           "http://u:p@a.test/",
                                           "ftp://a.test/"};
        const auto any = [&chance](qsizetype count) {
            return static_cast<qsizetype>(chance.bounded(static_cast<int>(count)));
        };
        Response response = answer(statuses.at(static_cast<std::size_t>(any(statuses.size()))));
        response.headers.append(Field{"Location", places.at(any(places.size()))});
        if (any(8) == 0) {
            response.headers.append(Field{"Location", places.at(any(places.size()))});
        }
        if (any(3) == 0) {
            response.headers.append(Field{
                "Set-Cookie", "c" + QByteArray::number(any(3)) + "=" + QByteArray::number(any(9))});
        }
        if (response.status == 200 && any(2) == 0) {
            response.headers.append(Field{"Refresh", "0; url=/a"});
        }
        return response;
    }

    quint32 m_seed;
    Request m_first;
};

/// The whole journey of a client.
Trace journey(const Request &first, const ClientProfile &profile, const MoodyServer &server)
{
    QList<Response> answers;
    Chain chain = play(first, answers, profile);
    while (chain.ranOut) {
        answers.append(server.answerTo(chain.lastRequest()));
        chain = play(first, answers, profile);
    }
    Trace trace;
    trace.started = playTime();
    trace.client = {profile.id, profile.name, profile.version};
    trace.hops = chain.hops;
    trace.outcome = Outcome{chain.outcome, static_cast<int>(chain.hops.size()), {}};
    return trace;
}

Request anyRequest(QRandomGenerator &chance)
{
    static const QByteArrayList methods{"GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "M-X"};
    static const Headers fields{{"Authorization", "Bearer t"},
                                {"Cookie", "c1=mine; d=2"},
                                {"Referer", "http://a.test/r"},
                                {"Origin", "http://b.test"},
                                {"X-Mine", "1"},
                                {"Content-Type", "text/plain"},
                                {"Accept", "text/html"},
                                {"Content-Language", "de"}};
    Request request = requestTo(methods.at(chance.bounded(static_cast<int>(methods.size()))),
                                "http://a.test/start#part");
    for (const Field &field : fields) {
        if (chance.bounded(3) == 0) {
            request.headers.append(field);
        }
    }
    if (chance.bounded(2) == 0) {
        request.body = bodyOf("hello");
    }
    return request;
}

void compareHops(const Trace &predicted, const Trace &actual, bool toTheEnd)
{
    QVERIFY(toTheEnd ? predicted.hops.size() == actual.hops.size()
                     : predicted.hops.size() <= actual.hops.size());
    for (qsizetype i = 0; i < predicted.hops.size(); ++i) {
        const Hop &a = predicted.hops.at(i);
        const Hop &b = actual.hops.at(i);
        QVERIFY2(sameRequest(a.exchange.request, b.exchange.request),
                 qPrintable(QStringLiteral("hop %1").arg(i + 1)));
        QCOMPARE(a.exchange.request.target, b.exchange.request.target);
        QCOMPARE(a.cookies, b.cookies);
        if (!toTheEnd && i + 1 == predicted.hops.size()) {
            return; // its request is known, what came back is not
        }
        QCOMPARE(a.cookiesSet.size(), b.cookiesSet.size());
        QCOMPARE(a.redirect.has_value(), b.redirect.has_value());
        QCOMPARE(a.soft, b.soft);
        if (a.redirect) {
            QCOMPARE(a.redirect->follow, b.redirect->follow);
            QCOMPARE(a.redirect->methodTo, b.redirect->methodTo);
            QCOMPARE(a.redirect->bodyKept, b.redirect->bodyKept);
            QCOMPARE(a.redirect->headers, b.redirect->headers);
            QCOMPARE(a.redirect->why, b.redirect->why);
            QCOMPARE(a.redirect->resolved, b.redirect->resolved);
        }
    }
}

} // namespace

void TestPredictionTruth::isWhatEveryClientReallyDoes_data()
{
    QTest::addColumn<int>("scenario");
    for (int i = 0; i < labScenarios().size(); ++i) {
        QTest::addRow("%s", qPrintable(labScenarios().at(i).title)) << i;
    }
}

/// Each client really sends the scenario. Its own recording is reproduced to the end; and from the
/// recording of every other client, nothing is said of it that it did not do.
void TestPredictionTruth::isWhatEveryClientReallyDoes()
{
    QFETCH(int, scenario);
    const LabScenario &asked = labScenarios().at(scenario);
    LabServer lab;
    QVERIFY(lab.start());
    const Request request =
        requestTo(asked.method, lab.baseUrl() + asked.path, asked.headers,
                  asked.body.isEmpty() ? std::nullopt : std::optional(asked.body));
    // The slow one takes its time for each client, and is a plain 302 otherwise.
    const QList<ClientProfile> profiles =
        asked.path.contains("delay=") ? madeProfiles(2) : everyProfile();
    QList<Trace> traces;
    for (const ClientProfile &profile : profiles) {
        traces.append(checkRequest(request, profile) ? sent(request, profile) : Trace());
    }
    int known = 0;
    for (qsizetype recorder = 0; recorder < profiles.size(); ++recorder) {
        if (traces.at(recorder).hops.isEmpty()) {
            continue;
        }
        const Result<Trace> file = readTrace(writeTrace(traces.at(recorder), Secrets::Show));
        QVERIFY(file);
        for (qsizetype client = 0; client < profiles.size(); ++client) {
            if (client != recorder && recorder >= recorderCount) {
                continue; // enough of them record for others
            }
            const Prediction prediction = predict(*file, profiles.at(client));
            const Trace &actual = traces.at(client);
            QCOMPARE(prediction.notSent.isEmpty(), !actual.hops.isEmpty());
            if (!prediction.notSent.isEmpty()) {
                continue;
            }
            QCOMPARE(prediction.trace.client.id, profiles.at(client).id);
            QVERIFY(prediction.unknown.has_value() != prediction.trace.outcome.has_value());
            QVERIFY(!prediction.cookiesAssumed);
            if (client == recorder) {
                QVERIFY2(!prediction.unknown, qPrintable(profiles.at(client).id));
                QVERIFY(prediction.habits.isEmpty());
            }
            compareHops(prediction.trace, actual, !prediction.unknown);
            if (QTest::currentTestFailed()) {
                qWarning("%s, predicted from the recording of %s",
                         qPrintable(profiles.at(client).id), qPrintable(profiles.at(recorder).id));
                return;
            }
            if (prediction.trace.outcome) {
                ++known;
                QCOMPARE(prediction.trace.outcome->kind, actual.outcome->kind);
                QCOMPARE(prediction.trace.outcome->hop, actual.outcome->hop);
                QCOMPARE(prediction.trace.outcome->detail, actual.outcome->detail);
            }
        }
    }
    // Something is known from others, too.
    QVERIFY(known > profiles.size());
}

void TestPredictionTruth::holdsForServersThatMindEveryDetail_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed) {
        QTest::addRow("%u", seed) << seed;
    }
}

/// Whatever the server makes of the smallest difference, a prediction is true as far as it goes.
void TestPredictionTruth::holdsForServersThatMindEveryDetail()
{
    QFETCH(quint32, seed);
    QRandomGenerator chance(seed);
    const Request first = anyRequest(chance);
    const MoodyServer server(seed, first);
    const QList<ClientProfile> profiles = madeProfiles(profileCount);
    QList<Trace> traces;
    for (const ClientProfile &profile : profiles) {
        traces.append(profile.refusedMethods.contains(first.method)
                          ? Trace()
                          : journey(first, profile, server));
    }
    for (int i = 0; i < 4; ++i) {
        const Trace &recording = traces.at(chance.bounded(static_cast<int>(traces.size())));
        for (qsizetype client = 0; client < profiles.size(); ++client) {
            const Trace &actual = traces.at(client);
            if (recording.hops.isEmpty() || actual.hops.isEmpty()) {
                continue;
            }
            const Prediction prediction = predict(recording, profiles.at(client));
            QVERIFY(prediction.unknown.has_value() != prediction.trace.outcome.has_value());
            QVERIFY(recording.client.id != actual.client.id || !prediction.unknown);
            compareHops(prediction.trace, actual, !prediction.unknown);
            if (QTest::currentTestFailed()) {
                qWarning("%s, predicted from the recording of %s", qPrintable(actual.client.id),
                         qPrintable(recording.client.id));
                return;
            }
            if (prediction.trace.outcome) {
                QCOMPARE(prediction.trace.outcome->kind, actual.outcome->kind);
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestPredictionTruth)
#include "tst_predictiontruth.moc"
