// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/bodyjson.h"
#include "core/formats/connectionjson.h"
#include "core/formats/cookiesjson.h"
#include "core/formats/redirectjson.h"
#include "core/formats/tracefile.h"

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 formatVersion = 1;
constexpr qsizetype hopLimit = 10'000;
constexpr qsizetype fieldLimit = 100'000; ///< in the whole file
constexpr qsizetype attemptLimit = 16;
constexpr qint64 sizeLimit = qint64(1) << 53;
constexpr qint64 statusLimit = 999; ///< three digits, RFC 9110 §15

constexpr auto Required = ObjectReader::Need::Required;

Error invalid(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// Reads one document. What is wrong in it is in `problem` afterwards.
class TraceReader {
    Q_DECLARE_TR_FUNCTIONS(TraceReader)
public:
    Trace trace(const QJsonObject &document);
    const QString &problem() const { return m_problem; }

private:
    ObjectReader reader(const QJsonValue &value, const QString &path)
    {
        return {value, path, &m_problem};
    }
    std::optional<Url> url(ObjectReader &object, QLatin1String key,
                           ObjectReader::Need need = ObjectReader::Need::Optional);
    QList<QByteArray> byteStrings(ObjectReader &object, QLatin1String key);
    Headers headers(ObjectReader &object, QLatin1String key = "headers"_L1);
    void markFields(ObjectReader &object, QLatin1String key, SetBy setBy, Headers &headers);
    Request request(ObjectReader object);
    Response response(ObjectReader object);
    std::shared_ptr<const Tunnel> tunnel(ObjectReader object);
    Connection connection(ObjectReader object);
    Attempt attempt(ObjectReader object);
    Redirect redirect(ObjectReader object);
    QList<Oddity> oddities(ObjectReader &object);
    Hop hop(ObjectReader object);
    Finding finding(ObjectReader object, qsizetype hops);

    QString m_problem;
    qsizetype m_fields = 0;
};

std::optional<Url> TraceReader::url(ObjectReader &object, QLatin1String key,
                                    ObjectReader::Need need)
{
    const std::optional<QByteArray> text = object.optionalBytes(key, need);
    if (!text) {
        return std::nullopt;
    }
    const Result<Url> url = parseUrl(*text);
    if (!url) {
        object.fail(object.pathOf(key), tr("must be a URL (%1)").arg(url.error().detail));
        return std::nullopt;
    }
    return *url;
}

QList<QByteArray> TraceReader::byteStrings(ObjectReader &object, QLatin1String key)
{
    QList<QByteArray> strings;
    object.each(key, [&](const QJsonValue &value, const QString &path) {
        const std::optional<QByteArray> bytes = bytesFromJson(value);
        if (!bytes) {
            object.fail(path, tr("must be a text"));
        }
        strings.append(bytes.value_or(QByteArray()));
    });
    return strings;
}

Headers TraceReader::headers(ObjectReader &object, QLatin1String key)
{
    Headers headers;
    object.each(key, [&](const QJsonValue &value, const QString &path) {
        const QJsonArray pair = value.toArray();
        const std::optional<QByteArray> name = bytesFromJson(pair.at(0));
        const std::optional<QByteArray> content = bytesFromJson(pair.at(1));
        if (pair.size() != 2 || !name || !content) {
            object.fail(path, tr("must be a name and a value"));
            return;
        }
        if (++m_fields > fieldLimit) {
            object.fail(path, tr("is one field too many (%1 are read)").arg(fieldLimit));
            return;
        }
        headers.append({*name, *content, SetBy::User});
    });
    return headers;
}

/// An entry is a name, or the place of a field.
void TraceReader::markFields(ObjectReader &object, QLatin1String key, SetBy setBy, Headers &headers)
{
    QSet<QByteArray> names;
    object.each(key, [&](const QJsonValue &value, const QString &path) {
        const qint64 place = value.toInteger(-1);
        const std::optional<QByteArray> name = bytesFromJson(value);
        if (place >= 0 && place < headers.size()) {
            headers[place].setBy = setBy;
        } else if (name) {
            names.insert(*name);
        } else {
            object.fail(path, tr("must be the name or the place of a field"));
        }
    });
    for (Field &field : headers) {
        if (names.contains(field.name)) {
            field.setBy = setBy;
        }
    }
}

Request TraceReader::request(ObjectReader object)
{
    Request request;
    request.method = object.bytes("method"_L1, Required);
    request.url = url(object, "url"_L1, Required).value_or(Url());
    request.target = object.bytes("target"_L1);
    request.version = object.bytes("version"_L1);
    request.headers = headers(object, "headers"_L1);
    markFields(object, "generated"_L1, SetBy::Client, request.headers);
    markFields(object, "options"_L1, SetBy::Option, request.headers);
    request.proxyFields = headers(object, "proxyHeaders"_L1);
    for (Field &field : request.proxyFields) {
        field.setBy = SetBy::Client;
    }
    request.withoutDefaults = byteStrings(object, "withoutDefaults"_L1);
    if (const auto content = object.optionalObject("body"_L1)) {
        request.body = bodyFromJson(*content);
    }
    request.unknown = object.rest();
    return request;
}

Response TraceReader::response(ObjectReader object)
{
    Response response;
    response.version = object.bytes("version"_L1);
    response.status =
        static_cast<int>(object.integer("status"_L1, 0, statusLimit, Required).value_or(0));
    response.reason = object.bytes("reason"_L1);
    response.headers = headers(object, "headers"_L1);
    object.each("interim"_L1, [&](const QJsonValue &value, const QString &path) {
        response.interim.append(this->response(reader(value, path)));
    });
    response.body = bodyFromJson(object.object("body"_L1));
    response.trailers = headers(object, "trailers"_L1);
    response.rawHead = object.bytes("rawHead"_L1);
    response.unknown = object.rest();
    return response;
}

std::shared_ptr<const Tunnel> TraceReader::tunnel(ObjectReader object)
{
    Tunnel tunnel;
    tunnel.request = request(object.object("request"_L1));
    tunnel.request.body.reset(); // heads only
    if (const auto answer = object.optionalObject("response"_L1)) {
        tunnel.response = response(*answer);
        tunnel.response->body = {};
    }
    return std::make_shared<const Tunnel>(tunnel);
}

Connection TraceReader::connection(ObjectReader object)
{
    const auto tunnelled = object.optionalObject("tunnel"_L1);
    Connection connection = connectionFromJson(object);
    if (tunnelled) {
        connection.tunnel = tunnel(*tunnelled);
    }
    return connection;
}

Attempt TraceReader::attempt(ObjectReader object)
{
    return {connection(object.object("connection"_L1)), timesFromJson(object.object("times"_L1)),
            failureFromJson(object.object("failure"_L1))};
}

Redirect TraceReader::redirect(ObjectReader object)
{
    Redirect redirect;
    redirect.locations = byteStrings(object, "locations"_L1);
    redirect.location = object.bytes("location"_L1);
    redirect.resolved = url(object, "resolved"_L1);
    const QString action = object.text("action"_L1, Required);
    redirect.follow = action == "follow"_L1;
    if (!redirect.follow && action != "stop"_L1) {
        object.fail(object.pathOf("action"_L1), tr(R"(must be "follow" or "stop")"));
    }
    if (redirect.follow && !redirect.resolved) {
        object.fail(object.pathOf("resolved"_L1), tr("must say where the followed redirect leads"));
    }
    ObjectReader method = object.object("method"_L1);
    redirect.methodFrom = method.bytes("from"_L1);
    redirect.methodTo = method.bytes("to"_L1);
    ObjectReader body = object.object("body"_L1);
    redirect.bodyHad = body.integer("had"_L1, 0, sizeLimit);
    redirect.bodyKept = body.flag("kept"_L1);
    object.each("headers"_L1, [&](const QJsonValue &value, const QString &path) {
        ObjectReader change = reader(value, path);
        redirect.headers.append({change.bytes("name"_L1, Required),
                                 change.id("change"_L1, fieldChangeIds), change.text("rule"_L1)});
    });
    redirect.origin = object.id("origin"_L1, originChangeIds, ObjectReader::Need::Optional);
    object.each("why"_L1, [&](const QJsonValue &value, const QString &path) {
        ObjectReader reason = reader(value, path);
        redirect.why.append({reason.text("rule"_L1), reason.id("about"_L1, aboutIds),
                             reason.text("text"_L1), reason.text("quote"_L1),
                             reason.text("source"_L1)});
    });
    if (const auto step = object.optionalObject("byUser"_L1)) {
        redirect.byUser = userStepFromJson(*step);
    }
    object.take("anatomy"_L1); // made anew from the rest
    redirect.unknown = object.rest();
    return redirect;
}

QList<Oddity> TraceReader::oddities(ObjectReader &object)
{
    QList<Oddity> oddities;
    object.each("oddities"_L1, [&](const QJsonValue &value, const QString &path) {
        const std::optional<Oddity> oddity = valueOf(oddityIds, value.toString());
        if (!oddity) {
            object.fail(path, tr("must be a word that this version knows"));
            return;
        }
        oddities.append(*oddity);
    });
    return oddities;
}

Hop TraceReader::hop(ObjectReader object)
{
    Hop hop;
    hop.exchange.request = request(object.object("request"_L1));
    if (const auto answer = object.optionalObject("response"_L1)) {
        hop.exchange.response = response(*answer);
    }
    if (const auto failure = object.optionalObject("failure"_L1)) {
        hop.exchange.failure = failureFromJson(*failure);
    }
    hop.exchange.oddities = oddities(object);
    hop.exchange.connection = connection(object.object("connection"_L1));
    hop.exchange.times = timesFromJson(object.object("times"_L1));
    object.each(
        "attempts"_L1,
        [&](const QJsonValue &value, const QString &path) {
            hop.exchange.earlier.append(attempt(reader(value, path)));
        },
        attemptLimit);
    hop.exchange.qtStack = readQtStack(object);
    if (const auto decision = object.optionalObject("redirect"_L1)) {
        hop.redirect = redirect(*decision);
        if (!hop.exchange.request.body) { // the file says 0 octets, kept
            hop.redirect->bodyHad.reset();
            hop.redirect->bodyKept = false;
        }
    }
    readCookies(hop, object, &m_problem);
    if (const auto soft = object.optionalObject("softRedirect"_L1)) {
        hop.soft = softRedirectFromJson(*soft);
    }
    hop.unknown = object.rest();
    return hop;
}

Finding TraceReader::finding(ObjectReader object, qsizetype hops)
{
    return {
        .id = object.text("id"_L1, Required),
        .level = object.id("level"_L1, levelIds),
        .hop = static_cast<int>(object.integer("hop"_L1, 0, hops).value_or(0)),
        .text = object.text("text"_L1),
        .source = object.text("source"_L1),
    };
}

Trace TraceReader::trace(const QJsonObject &document)
{
    Trace trace;
    ObjectReader object = reader(document, QString());
    object.take("format"_L1);
    object.take("version"_L1);
    trace.generator = object.text("generator"_L1);
    trace.started = object.time("started"_L1);
    ObjectReader client = object.object("client"_L1);
    trace.client = {client.text("id"_L1), client.text("name"_L1), client.text("version"_L1)};
    trace.redacted = object.flag("redacted"_L1);
    if (!document.contains("hops"_L1)) {
        object.fail(object.pathOf("hops"_L1), tr("is missing"));
    }
    object.each(
        "hops"_L1,
        [&](const QJsonValue &value, const QString &path) {
            trace.hops.append(hop(reader(value, path)));
        },
        hopLimit);
    if (auto outcome = object.optionalObject("outcome"_L1)) {
        trace.outcome = Outcome{
            outcome->id("kind"_L1, outcomeIds),
            static_cast<int>(outcome->integer("hop"_L1, 0, trace.hops.size()).value_or(0)),
            outcome->text("detail"_L1),
        };
    }
    object.each("findings"_L1, [&](const QJsonValue &value, const QString &path) {
        trace.findings.append(finding(reader(value, path), trace.hops.size()));
    });
    trace.unknown = object.rest();
    return trace;
}

/// Refuses other formats and newer versions by name.
Result<void> checkFormat(const QJsonObject &document)
{
    if (document["log"_L1]["entries"_L1].isArray()) {
        return invalid(TraceReader::tr(
            "This is a HAR file, not a Hoplens trace; choose a file that Hoplens saved."));
    }
    if (document["format"_L1] != "hoplens-trace"_L1) {
        return invalid(
            TraceReader::tr("This is not a Hoplens trace; choose a file that Hoplens saved."));
    }
    const double version = document["version"_L1].toDouble();
    if (version > formatVersion) {
        return invalid(TraceReader::tr("The file was written by a newer Hoplens (format version "
                                       "%1); this one reads version %2. Update Hoplens to open it.")
                           .arg(version)
                           .arg(formatVersion));
    }
    if (version != formatVersion) {
        return invalid(TraceReader::tr(
            "The file is damaged or was changed by hand: version must be a whole number from 1."));
    }
    return {};
}

} // namespace

Result<Trace> readTrace(const QByteArray &bytes)
{
    if (bytes.size() > traceFileLimit) {
        return invalid(TraceReader::tr("The file is larger than %1 MB, which is more than Hoplens "
                                       "opens; choose a smaller file.")
                           .arg(traceFileLimit >> 20));
    }
    const Result<QJsonObject> document = parseJsonObject(bytes);
    if (!document) {
        return document.error();
    }
    return readTrace(*document);
}

Result<Trace> readTrace(const QJsonObject &document)
{
    if (const Result<void> format = checkFormat(document); !format) {
        return format.error();
    }
    TraceReader reader;
    Trace trace = reader.trace(document);
    if (!reader.problem().isEmpty()) {
        return invalid(reader.problem());
    }
    return trace;
}

} // namespace hoplens
