// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/cheatsheet.h"

#include "core/redirect/prepare.h"
#include "core/redirect/rules.h"

#include <QDateTime>

#include <algorithm>

namespace hoplens {

namespace {

Request requestOf(const CheatCase &asked, const QByteArray &address)
{
    Request request;
    request.method = asked.method;
    request.url = *parseUrl(address);
    request.headers = asked.fields;
    if (asked.hasBody) {
        request.body = bodyOf("x=1");
    }
    return request;
}

Response redirectTo(int status, const QByteArray &location)
{
    Response response;
    response.version = "HTTP/1.1";
    response.status = status;
    response.headers = {{"Location", location, SetBy::User}};
    return response;
}

CheatResult::Body bodyOfNext(const Request &next, bool had)
{
    if (next.body && next.body->size > 0) {
        return CheatResult::Body::Kept;
    }
    if (!had) {
        return CheatResult::Body::None;
    }
    return contains(next.headers, "Content-Length") ? CheatResult::Body::Empty
                                                    : CheatResult::Body::Dropped;
}

CheatResult resultOf(const Decision &decision, bool hadBody)
{
    if (const auto *follow = std::get_if<Follow>(&decision)) {
        return {CheatResult::Kind::Follows, follow->next.method, bodyOfNext(follow->next, hadBody),
                follow->next.headers, follow->redirect};
    }
    const Stop &stop = std::get<Stop>(decision);
    CheatResult result;
    result.kind =
        stop.kind == OutcomeKind::Final ? CheatResult::Kind::HandsOver : CheatResult::Kind::Fails;
    result.redirect = stop.redirect;
    return result;
}

/// Names of fields whose fate depends on where a redirect leads.
const QList<QByteArray> &travellingFields()
{
    static const QList<QByteArray> names{"Authorization", "Cookie",     "Proxy-Authorization",
                                         "Origin",        "Referer",    "User-Agent",
                                         "Accept",        "Host",       "Range",
                                         "If-None-Match", "X-Requested"};
    return names;
}

const QList<QByteArray> &bodyFields()
{
    static const QList<QByteArray> names{"Content-Type", "Content-Encoding", "Content-Language",
                                         "Content-Location"};
    return names;
}

/// A value that client and server could take for a real one: of the page or the host where the
/// chain begins.
QByteArray sampleValue(const QByteArray &name, const Url &page)
{
    struct Sample {
        const char *name;
        QByteArray value;
    };
    const std::array samples{
        Sample{"Authorization", "Basic YTpi"},
        Sample{"Proxy-Authorization", "Basic YTpi"},
        Sample{"Cookie", "sid=1"},
        Sample{"Origin", serializeOrigin(page)},
        Sample{"Referer", serializeOrigin(page) + "/page"},
        Sample{"Host", hostField(page)},
        Sample{"Range", "bytes=0-9"},
        Sample{"If-None-Match", "\"1\""},
        Sample{"Content-Type", "text/plain"},
        Sample{"Content-Encoding", "identity"},
        Sample{"Content-Language", "en"},
        Sample{"Content-Location", "/page"},
        Sample{"Accept", "text/html"},
    };
    const auto *const found =
        std::find_if(samples.begin(), samples.end(),
                     [&](const Sample &sample) { return sameFieldName(name, sample.name); });
    return found == samples.end() ? QByteArrayLiteral("1") : found->value;
}

/// The case, with that field set by hand.
CheatCase withField(CheatCase asked, const QByteArray &name)
{
    const Url page = *parseUrl(asked.places().constFirst());
    asked.fields.append(Field{name, sampleValue(name, page), SetBy::User});
    return asked;
}

/// The words of the rule that the decision names for this field; empty: no rule does.
Reason reasonFor(const QByteArray &name, const Redirect &redirect)
{
    for (const HeaderChange &change : redirect.headers) {
        if (!sameFieldName(change.name, name)) {
            continue;
        }
        for (const Reason &reason : redirect.why) {
            if (reason.rule == change.rule) {
                return reason;
            }
        }
    }
    return {};
}

QList<QByteArray> namesAdded(const CheatResult &result, const Headers &before)
{
    QList<QByteArray> names;
    for (const Field &field : result.fields) {
        if (field.setBy != SetBy::Client && !contains(before, field.name)) {
            names.append(field.name);
        }
    }
    return names;
}

} // namespace

QList<QByteArray> CheatCase::places() const
{
    switch (relation) {
    case CheatRelation::SameOrigin:
        return {"http://a.test/from", "/to"};
    case CheatRelation::Capitals:
        return {"http://a.test/from", "http://A.TEST/to"};
    case CheatRelation::Port:
        return {"http://a.test/from", "http://a.test:8080/to"};
    case CheatRelation::Host:
        return {"http://a.test/from", "http://b.test/to"};
    case CheatRelation::Subdomain:
        return {"http://a.test/from", "http://sub.a.test/to"};
    case CheatRelation::Parent:
        return {"http://sub.a.test/from", "http://a.test/to"};
    case CheatRelation::Upgrade:
        return {"http://a.test/from", "https://a.test/to"};
    case CheatRelation::Downgrade:
        return {"https://a.test/from", "http://a.test/to"};
    case CheatRelation::Back:
        return {"http://a.test/from", "http://b.test/over", "http://a.test/to"};
    }
    Q_UNREACHABLE();
}

CheatResult cheat(const CheatCase &asked, const ClientProfile &profile)
{
    const QList<QByteArray> places = asked.places();
    Request request = requestOf(asked, places.constFirst());
    if (profile.refusedMethods.contains(request.method.toUpper())) {
        CheatResult notSent;
        notSent.kind = CheatResult::Kind::NotSent;
        return notSent;
    }
    request = prepareRequest(std::move(request), profile);
    const CookieState noCookies{{}, std::nullopt, QDateTime(QDate(2026, 1, 1), QTime(), Qt::UTC)};
    QList<Hop> hops;
    for (qsizetype i = 1; i < places.size(); ++i) {
        Hop hop;
        hop.exchange.request = request;
        hop.exchange.response = redirectTo(asked.status, places.at(i));
        Decision decision = decideRedirect(hop.exchange, profile, hops, noCookies);
        auto *follow = std::get_if<Follow>(&decision);
        if (follow == nullptr || i + 1 == places.size()) {
            return resultOf(decision, asked.hasBody);
        }
        request = std::move(follow->next);
        hop.redirect = std::move(follow->redirect);
        hops.append(hop);
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> labPath(const CheatCase &asked)
{
    const QByteArray status = '/' + QByteArray::number(asked.status);
    switch (asked.relation) {
    case CheatRelation::SameOrigin:
        return status + "/echo";
    case CheatRelation::Port:
        return status + ";to=other/echo";
    case CheatRelation::Host:
        return status + ";to=name/echo";
    case CheatRelation::Back: {
        const QByteArray across = status + ";to=other";
        return across + across + "/echo";
    }
    case CheatRelation::Capitals:
    case CheatRelation::Subdomain:
    case CheatRelation::Parent:
    case CheatRelation::Upgrade:
    case CheatRelation::Downgrade:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

CheatSheet cheatSheet(const ClientProfile &profile)
{
    CheatSheet sheet;
    for (const bool hasBody : {false, true}) {
        for (const char *method : cheatMethods) {
            CheatSheet::Row row{method, hasBody, {}};
            for (const int status : cheatStatuses) {
                CheatCase asked;
                asked.status = status;
                asked.method = method;
                asked.hasBody = hasBody;
                row.results.append(cheat(asked, profile));
            }
            sheet.rows.append(row);
        }
    }
    return sheet;
}

FieldFate fieldFate(const QByteArray &name, const CheatResult &result, const CheatCase &asked)
{
    FieldFate fate;
    if (result.kind != CheatResult::Kind::Follows) {
        return fate;
    }
    fate.why = reasonFor(name, *result.redirect);
    const QList<QByteArray> values = valuesOf(result.fields, name);
    if (values.isEmpty()) {
        fate.kind = FieldFate::Kind::Removed;
    } else if (values == valuesOf(asked.fields, name)) {
        fate.kind = FieldFate::Kind::Kept;
    } else {
        fate.kind = FieldFate::Kind::Changed;
        fate.value = values.constFirst();
    }
    return fate;
}

FieldSheet fieldSheet(const ClientProfile &profile)
{
    FieldSheet sheet;
    for (const QByteArray &name : travellingFields()) {
        FieldSheet::Row row{name, {}};
        for (const CheatRelation relation : cheatRelations) {
            CheatCase asked;
            asked.relation = relation;
            asked = withField(asked, name);
            row.fates.append(fieldFate(name, cheat(asked, profile), asked));
        }
        sheet.byRelation.append(row);
    }
    for (const CheatRelation relation : cheatRelations) {
        CheatCase asked;
        asked.relation = relation;
        sheet.added.append(namesAdded(cheat(asked, profile), asked.fields));
    }
    for (const int status : cheatStatuses) {
        CheatCase asked;
        asked.status = status;
        asked.method = "POST";
        asked.hasBody = true;
        if (cheat(asked, profile).kind == CheatResult::Kind::Follows) {
            sheet.bodyCases.append(asked);
        }
    }
    for (const QByteArray &name : bodyFields()) {
        FieldSheet::Row row{name, {}};
        for (const CheatCase &bodyCase : sheet.bodyCases) {
            const CheatCase asked = withField(bodyCase, name);
            row.fates.append(fieldFate(name, cheat(asked, profile), asked));
        }
        sheet.ofBody.append(row);
    }
    return sheet;
}

QList<PairRow> pairTable(const CheatCase &asked, const QList<const ClientProfile *> &profiles)
{
    QList<PairRow> rows;
    rows.reserve(profiles.size());
    for (const ClientProfile *profile : profiles) {
        rows.append({profile, cheat(asked, *profile)});
    }
    return rows;
}

QList<CheatAnswer> answersTo(const CheatQuestion &question,
                             const QList<const ClientProfile *> &profiles)
{
    CheatCase asked = question.asked;
    const bool isAboutField = question.about == CheatQuestion::About::FieldKept;
    if (isAboutField && !contains(asked.fields, question.field)) {
        asked = withField(asked, question.field);
    }
    QList<CheatAnswer> answers;
    answers.reserve(profiles.size());
    for (const ClientProfile *profile : profiles) {
        CheatAnswer answer{profile, false, cheat(asked, *profile)};
        const bool follows = answer.result.kind == CheatResult::Kind::Follows;
        switch (question.about) {
        case CheatQuestion::About::Followed:
            answer.yes = follows;
            break;
        case CheatQuestion::About::MethodKept:
            answer.yes = follows
                && answer.result.method
                    == prepareRequest(requestOf(asked, "http://a.test/"), *profile).method;
            break;
        case CheatQuestion::About::BodySent:
            answer.yes = answer.result.body == CheatResult::Body::Kept;
            break;
        case CheatQuestion::About::FieldKept:
            answer.yes =
                fieldFate(question.field, answer.result, asked).kind == FieldFate::Kind::Kept;
            break;
        }
        answers.append(answer);
    }
    return answers;
}

} // namespace hoplens
