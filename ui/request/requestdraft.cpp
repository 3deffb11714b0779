// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/requestdraft.h"

#include "core/redirect/clientprofile.h"
#include "core/redirect/prepare.h"
#include "core/transport/proxychoice.h"
#include "core/transport/qtrequest.h"
#include "core/transport/route.h"
#include "ui/formatting.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace hoplens {

namespace {

struct RequestWords {
    Q_DECLARE_TR_FUNCTIONS(RequestDraft)
};

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

/// Makes the request part by part; `part` is where it stands.
class RequestMaker {
public:
    RequestMaker(const RequestDraft &draft, const ClientProfile &client)
        : m_draft(draft)
        , m_client(client)
    {
    }

    Result<void> make();
    const Request &request() const { return m_request; }
    DraftPart part() const { return m_part; }

private:
    Result<void> takeMethod();
    Result<void> takeAddress();
    Result<void> takeHeaders();
    Result<void> takeBody();
    Result<void> takeAuth();
    Result<void> takeCookies();
    Result<void> takeOptions();
    void addTypeAndAbsences();
    Result<void> checkWhole();
    Result<void> checkHttp2() const;

    const RequestDraft &m_draft;
    const ClientProfile &m_client;
    Request m_request;
    QByteArray m_type;
    DraftPart m_part = DraftPart::Method;
};

Result<void> RequestMaker::make()
{
    struct Step {
        DraftPart part;
        Result<void> (RequestMaker::*take)();
    };
    static constexpr std::array steps{
        Step{DraftPart::Method, &RequestMaker::takeMethod},
        Step{DraftPart::Address, &RequestMaker::takeAddress},
        Step{DraftPart::HeaderFields, &RequestMaker::takeHeaders},
        Step{DraftPart::Auth, &RequestMaker::takeAuth},
        Step{DraftPart::Cookies, &RequestMaker::takeCookies},
        Step{DraftPart::Body, &RequestMaker::takeBody},
        Step{DraftPart::Options, &RequestMaker::takeOptions},
    };
    for (const Step &step : steps) {
        m_part = step.part;
        if (Result<void> taken = (this->*step.take)(); !taken) {
            return taken;
        }
    }
    addTypeAndAbsences();
    return checkWhole();
}

Result<void> RequestMaker::takeMethod()
{
    m_request.method = m_draft.method;
    if (isToken(m_request.method)) {
        return {};
    }
    return wrong(m_request.method.isEmpty()
                     ? RequestWords::tr("A request needs a method: choose one, such as GET.")
                     : RequestWords::tr("\u201c%1\u201d cannot be a method: use letters and "
                                        "hyphens, without spaces.")
                           .arg(visibleText(m_request.method)));
}

Result<void> RequestMaker::takeAddress()
{
    const Result<Url> url = parseTypedAddress(m_draft.address);
    if (!url) {
        return url.error();
    }
    m_request.url = *url;
    return {};
}

Result<void> RequestMaker::takeHeaders()
{
    for (const HeaderRow &row : m_draft.headers) {
        if (const QString problem = headerProblem(row); !problem.isEmpty()) {
            return wrong(problem);
        }
        if (row.sent && !isBlank(row)) {
            m_request.headers.append(row.field);
        }
    }
    return {};
}

Result<void> RequestMaker::takeAuth()
{
    const std::optional<Field> field = authField(m_draft.auth);
    if (!field || isOverruled(m_draft, field->name)) {
        return {};
    }
    if (const QString problem = authProblem(m_draft.auth); !problem.isEmpty()) {
        return wrong(problem);
    }
    m_request.headers.append(*field);
    return {};
}

Result<void> RequestMaker::takeCookies()
{
    const CookieDraft &cookies = m_draft.cookies;
    if (!cookies.field.isEmpty() && !isOverruled(m_draft, "Cookie")) {
        if (const QString problem = cookieFieldProblem(cookies.field); !problem.isEmpty()) {
            return wrong(problem);
        }
        m_request.headers.append({"Cookie", cookies.field, SetBy::Option});
    }
    if (cookies.file.isEmpty()) {
        return {};
    }
    if (!m_client.cookies.jar) {
        return wrong(RequestWords::tr("The client \u201c%1\u201d keeps no cookies, so the file of "
                                      "cookies is of no use: choose another client, or no file.")
                         .arg(m_client.name));
    }
    const Result<CookieJar> jar = loadCookies(cookies.file);
    return jar ? Result<void>() : jar.error();
}

Result<void> RequestMaker::takeBody()
{
    const Result<MadeBody> made = makeBody(m_draft.body, typeByHand(m_draft.headers));
    if (!made) {
        return made.error();
    }
    m_request.body = made->body;
    m_type = made->contentType;
    return isFieldValue(m_type)
        ? Result<void>()
        : wrong(RequestWords::tr("The type of the body contains a line break: remove it."));
}

Result<void> RequestMaker::takeOptions()
{
    const std::optional<OptionsProblem> problem = optionsProblem(m_draft.options);
    return problem ? wrong(problem->detail) : Result<void>();
}

void RequestMaker::addTypeAndAbsences()
{
    if (m_request.body && !m_type.isEmpty() && !isOverruled(m_draft, "Content-Type")) {
        m_request.headers.append({"Content-Type", m_type, SetBy::Option});
    }
    for (const HeaderRow &row : m_draft.headers) {
        if (!row.sent && isToken(row.field.name) && !contains(m_request.headers, row.field.name)) {
            m_request.withoutDefaults.append(row.field.name);
        }
    }
}

Result<void> RequestMaker::checkWhole()
{
    Result<void> checked = checkRequest(m_request, m_client);
    if (!checked) {
        Request bare = m_request;
        bare.headers.clear();
        bare.withoutDefaults.clear();
        m_part = m_client.refusedMethods.contains(m_request.method.toUpper()) ? DraftPart::Method
            : checkRequest(bare, m_client) ? DraftPart::HeaderFields
                                           : DraftPart::Address;
        return checked;
    }
    m_part = DraftPart::Options;
    return m_draft.options.stack == NetworkStack::Qt ? checkHttp2() : Result<void>();
}

/// What Qt's network stack would refuse is better known before it is sent.
Result<void> RequestMaker::checkHttp2() const
{
    const TraceOptions options = traceOptions(m_draft.options);
    const Request prepared = prepareRequest(withUserinfoAsCredentials(m_request), m_client);
    const QNetworkProxy proxy = proxyFor(prepared.url, plainHost(prepared.url), options.send);
    const Result<QtRequest> made = qtRequestOf(prepared, proxy, options.send);
    return made ? Result<void>() : wrong(made.error().detail + u'.');
}

/// Takes the last field off if an option made it, and no row of the table would overrule a page.
std::optional<Field> takeLast(Headers &headers, const Request &request, QByteArrayView name)
{
    const bool isLast = !headers.isEmpty() && isNamed(headers.constLast(), name)
        && headers.constLast().setBy == SetBy::Option && valuesOf(headers, name).size() == 1;
    const bool isTakenAway =
        std::any_of(request.withoutDefaults.begin(), request.withoutDefaults.end(),
                    [&](const QByteArray &other) { return sameFieldName(other, name); });
    return isLast && !isTakenAway ? std::optional(headers.takeLast()) : std::nullopt;
}

} // namespace

Result<Request> requestOf(const RequestDraft &draft, const ClientProfile &client, DraftPart *where)
{
    RequestMaker maker(draft, client);
    const Result<void> made = maker.make();
    if (!made && where != nullptr) {
        *where = maker.part();
    }
    return made ? Result<Request>(maker.request()) : made.error();
}

TraceOptions traceOptionsOf(const RequestDraft &draft, const ClientProfile &client)
{
    TraceOptions options = traceOptions(draft.options);
    if (client.cookies.jar) {
        if (const Result<CookieJar> jar = loadCookies(draft.cookies.file)) {
            options.cookies = *jar;
        }
    }
    return options;
}

void fillFrom(RequestDraft &draft, const Request &request)
{
    draft.method = request.method;
    draft.address = QString::fromLatin1(serializeUrl(request.url));
    Headers headers;
    std::copy_if(request.headers.begin(), request.headers.end(), std::back_inserter(headers),
                 [](const Field &field) { return field.setBy != SetBy::Client; });

    // The pages add their fields behind the others, in this order; read from the end.
    const std::optional<Field> type =
        request.body ? takeLast(headers, request, "Content-Type") : std::nullopt;
    const bool isUntyped = request.body && !type && !contains(headers, "Content-Type");
    draft.body = bodyDraftOf(request.body,
                             type            ? type->value
                                 : isUntyped ? QByteArray()
                                             : BodyDraft().textType);
    draft.cookies.field.clear();
    if (const std::optional<Field> cookie = takeLast(headers, request, "Cookie")) {
        if (cookieFieldProblem(cookie->value).isEmpty()) {
            draft.cookies.field = cookie->value;
        } else {
            headers.append(*cookie);
        }
    }
    draft.auth = {};
    if (const std::optional<Field> credentials = takeLast(headers, request, "Authorization")) {
        draft.auth = authDraftOf(*credentials);
        if (draft.auth.kind == AuthKind::None) {
            headers.append(*credentials);
        }
    }

    draft.headers.clear();
    for (const Field &field : std::as_const(headers)) {
        draft.headers.append({true, field});
    }
    for (const QByteArray &name : request.withoutDefaults) {
        draft.headers.append({false, {name, {}, SetBy::User}});
    }
}

bool isOverruled(const RequestDraft &draft, QByteArrayView name)
{
    return std::any_of(draft.headers.begin(), draft.headers.end(),
                       [&](const HeaderRow &row) { return isNamed(row.field, name); });
}

QByteArray typeByHand(const QList<HeaderRow> &rows)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [](const HeaderRow &row) {
        return row.sent && isNamed(row.field, "Content-Type");
    });
    return found == rows.end() ? QByteArray() : found->field.value;
}

} // namespace hoplens
