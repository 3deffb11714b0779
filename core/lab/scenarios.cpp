// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/scenarios.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

struct Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

const Field form{"Content-Type", "application/x-www-form-urlencoded"};

/// What becomes of method and body.
QList<LabScenario> methods()
{
    return {
        {Lab::tr("302 eats a POST body"),
         Lab::tr("The classic: a form is sent, the server answers 302, and the client comes back "
                 "with GET and nothing in its hands."),
         "POST",
         "/302/echo",
         {form},
         "name=Ada&note=hello"},
        {Lab::tr("301 eats it too, and for good"),
         Lab::tr("301 treats a POST like 302, but it is permanent: clients may remember it and "
                 "never ask the old address again."),
         "POST",
         "/301/echo",
         {form},
         "name=Ada&note=hello"},
        {Lab::tr("303 turns POST into GET on purpose"),
         Lab::tr("303 says: your POST is done, now get the result over there. Dropping the body is "
                 "what it is for."),
         "POST",
         "/303/echo",
         {form},
         "name=Ada&note=hello"},
        {Lab::tr("307 keeps the POST"),
         Lab::tr("307 forbids changing the method: the same POST arrives with the same body."),
         "POST",
         "/307/echo",
         {form},
         "name=Ada&note=hello"},
        {Lab::tr("308 keeps the POST, permanently"),
         Lab::tr("308 is to 301 what 307 is to 302: permanent, and the method stays."),
         "POST",
         "/308/echo",
         {form},
         "name=Ada&note=hello"},
        {Lab::tr("PUT over 302"),
         Lab::tr(
             "The old habit is about POST alone: most clients keep a PUT a PUT, and some do not."),
         "PUT",
         "/302/echo",
         {{"Content-Type", "text/plain"}},
         "version 2"},
        {Lab::tr("PUT over 303"),
         Lab::tr(
             "303 turns every method but GET and HEAD into GET, so the upload is not repeated."),
         "PUT",
         "/303/echo",
         {{"Content-Type", "text/plain"}},
         "version 2"},
        {Lab::tr("PUT over 307"),
         Lab::tr("An upload that moves for now: 307 has the client send everything again."),
         "PUT",
         "/307/echo",
         {{"Content-Type", "text/plain"}},
         "version 2"},
        {Lab::tr("DELETE over 303"),
         Lab::tr("After a DELETE, 303 shows the way to a page about it; the page itself must not "
                 "be deleted."),
         "DELETE",
         "/303/echo",
         {},
         {}},
        {Lab::tr("HEAD stays HEAD"),
         Lab::tr("A client that asks for the head alone keeps doing so, whatever the redirect."),
         "HEAD",
         "/302/echo",
         {},
         {}},
        {Lab::tr("A chain: 307, 302, 200"),
         Lab::tr("One careless 302 in a chain is enough: the body survives the 307 and is lost one "
                 "hop later."),
         "POST",
         "/307/302/200",
         {form},
         "name=Ada&note=hello"},
    };
}

/// Credentials and other origins.
QList<LabScenario> origins()
{
    return {
        {Lab::tr("Authorization and another origin"),
         Lab::tr(
             "Another port is another origin: clients should not hand their credentials to it."),
         "GET",
         "/302;to=other/echo",
         {{"Authorization", "Basic YWRhOnNlY3JldA=="}},
         {}},
        {Lab::tr("Authorization and the same origin"),
         Lab::tr("Within one origin the credentials stay with the request."),
         "GET",
         "/302/echo",
         {{"Authorization", "Basic YWRhOnNlY3JldA=="}},
         {}},
        {Lab::tr("A body goes to another origin"),
         Lab::tr("307 hands the whole body to a server that the user never chose."),
         "POST",
         "/307;to=other/echo",
         {form},
         "name=Ada&card=4111"},
        {Lab::tr("A login in the way"),
         Lab::tr("401 is no redirect: without credentials the journey ends here. Add some and it "
                 "goes on."),
         "GET",
         "/login/302/echo",
         {},
         {}},
    };
}

/// Chains without an end, and Locations that lead nowhere or are hard to read.
QList<LabScenario> ends()
{
    return {
        {Lab::tr("A loop"),
         Lab::tr("The address redirects to itself: the client has to notice, or count."),
         "GET",
         "/loop",
         {},
         {}},
        {Lab::tr("A ring of three"),
         Lab::tr("Three addresses point at each other; no single answer looks wrong."),
         "GET",
         "/loop;n=3",
         {},
         {}},
        {Lab::tr("An endless chain"),
         Lab::tr("Every address is new, so only a limit on redirects helps."),
         "GET",
         "/endless",
         {},
         {}},
        {Lab::tr("Location is missing"),
         Lab::tr(
             "A redirect that does not say where to: the client can only show the answer itself."),
         "GET",
         "/302;loc=none",
         {},
         {}},
        {Lab::tr("Location is empty"),
         Lab::tr("An empty reference means the same address again, and many clients take it for "
                 "none at all."),
         "GET",
         "/302;loc=empty",
         {},
         {}},
        {Lab::tr("Two Locations"),
         Lab::tr("Two different fields: clients take the first or the last, or refuse."),
         "GET",
         "/302;loc=two/echo",
         {},
         {}},
        {Lab::tr("An odd Location"),
         Lab::tr("Spaces, a tab, a backslash, raw octets and a broken percent sign: every client "
                 "repairs them in its own way."),
         "GET",
         "/302;loc=odd/echo",
         {},
         {}},
        {Lab::tr("Five ways to write an address"),
         Lab::tr("Dot segments, a query, //host, a full URL and a path: all are relative to the "
                 "address before."),
         "GET",
         "/302;loc=dot/302;loc=query/302;loc=host/302;loc=abs/302/echo",
         {},
         {}},
        {Lab::tr("Location is javascript:"),
         Lab::tr("No client may run what a server puts here."),
         "GET",
         "/302;scheme=javascript",
         {},
         {}},
        {Lab::tr("Location is file:"),
         Lab::tr("A server must not be able to point a client at the files of its user."),
         "GET",
         "/302;scheme=file",
         {},
         {}},
    };
}

/// Cookies that are set on the way, and where they go.
QList<LabScenario> cookies()
{
    return {
        {Lab::tr("A cookie on the way"),
         Lab::tr("Browsers keep a cookie from a redirect and send it with the very next request; "
                 "many libraries do not."),
         "GET",
         "/302;cookie=seen=1/echo",
         {},
         {}},
        {Lab::tr("A cookie for another path"),
         Lab::tr("The redirect sets a cookie for /shop and leads elsewhere: it is stored, and does "
                 "not go along."),
         "GET",
         "/302;field=Set-Cookie:cart=7%3B%20Path=%2Fshop/echo",
         {},
         {}},
        {Lab::tr("Secure cookies over http"),
         Lab::tr("Over http a Secure cookie is refused, and so is a name with the prefix __Host-; "
                 "the plain one beside them goes on."),
         "GET",
         "/302;cookie=sid=1%3B%20Secure;cookie=__Host-id=2;cookie=plain=3/echo",
         {},
         {}},
        {Lab::tr("A cookie goes to another port"),
         Lab::tr("Cookies do not tell ports apart: the server on the other port gets it, too. Then "
                 "it is removed."),
         "GET",
         "/302;cookie=seen=1;to=other/302;field=Set-Cookie:seen=%3B%20Max-Age=0%3B%20Path=%2F/echo",
         {},
         {}},
    };
}

/// What else may come with a redirect, or in its place.
QList<LabScenario> ways()
{
    return {
        {Lab::tr("A fragment"),
         Lab::tr("The part after # is never sent; it waits for the last page, across redirects."),
         "GET",
         "/302;frag=results/307/echo",
         {},
         {}},
        {Lab::tr("Refresh instead of a redirect"),
         Lab::tr("The answer is 200, and a Refresh field sends browsers on; most other clients "
                 "stop here."),
         "GET",
         "/200;refresh=0/echo",
         {},
         {}},
        {Lab::tr("Meta refresh"),
         Lab::tr("The way on is in the HTML, so only a client that reads the page goes there."),
         "GET",
         "/200;meta=0/echo",
         {},
         {}},
        {Lab::tr("Early hints before the redirect"),
         Lab::tr("An interim answer (103) comes first; it is not the answer."),
         "GET",
         "/302;early/echo",
         {},
         {}},
        {Lab::tr("A slow redirect"),
         Lab::tr(
             "The first answer takes one and a half seconds; the timing shows which hop is slow."),
         "GET",
         "/302;delay=1500/echo",
         {},
         {}},
        {Lab::tr("A big body at the end"),
         Lab::tr("Five megabytes come behind the redirect, and their size is counted while they "
                 "arrive."),
         "GET",
         "/302/200;body=5000000",
         {},
         {}},
        {Lab::tr("HTML in the reason phrase"),
         Lab::tr("What a server sends is text, however much it looks like a page."),
         "GET",
         "/302;reason=%3Cb%3EGone%20%3Cimg%20src%3Dx%3E%3C%2Fb%3E/echo",
         {},
         {}},
    };
}

} // namespace

const QList<LabScenario> &labScenarios()
{
    static const QList<LabScenario> all = methods() + origins() + cookies() + ends() + ways();
    return all;
}

} // namespace hoplens
