// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

namespace hoplens {

/// Traces built by hand, for tests of what is drawn.
class SampleTrace {
public:
    SampleTrace &request(const QByteArray &method, const QByteArray &path,
                         const QByteArray &body = {}, const QByteArray &host = "127.0.0.1")
    {
        Hop hop;
        Request &made = hop.exchange.request;
        made.method = method;
        made.url.scheme = "http";
        made.url.host = host;
        made.url.port = 8307;
        made.url.path = path;
        if (!body.isEmpty()) {
            Body content;
            content.bytes = body;
            content.size = body.size();
            made.body = content;
            made.headers += Field{"Content-Type", "text/plain"};
        }
        Times &times = hop.exchange.times;
        times.start = m_clock;
        times.sent = m_clock + 0.6;
        m_trace.hops += hop;
        return *this;
    }

    SampleTrace &answer(int status, const QByteArray &reason, const QByteArray &location = {})
    {
        Exchange &exchange = m_trace.hops.last().exchange;
        Response response;
        response.version = "HTTP/1.1";
        response.status = status;
        response.reason = reason;
        if (!location.isNull()) {
            response.headers += Field{"Location", location};
        }
        exchange.response = response;
        exchange.times.firstByte = m_clock + 2.1;
        exchange.times.end = m_clock + 3.1;
        m_clock += 3.1;
        return *this;
    }

    SampleTrace &content(qint64 size, const QByteArray &type)
    {
        Response &response = *m_trace.hops.last().exchange.response;
        response.body.size = size;
        response.headers += Field{"Content-Type", type};
        return *this;
    }

    SampleTrace &decide(const QByteArray &methodTo, bool bodyKept,
                        const QByteArray &resolvedPath = {})
    {
        Hop &hop = m_trace.hops.last();
        const Request &sent = hop.exchange.request;
        Redirect redirect;
        redirect.locations = valuesOf(hop.exchange.response->headers, "Location");
        redirect.location = redirect.locations.value(0);
        redirect.follow = true;
        redirect.methodFrom = sent.method;
        redirect.methodTo = methodTo;
        if (sent.body) {
            redirect.bodyHad = sent.body->size;
        }
        redirect.bodyKept = bodyKept;
        if (!resolvedPath.isNull()) {
            redirect.resolved = sent.url;
            redirect.resolved->path = resolvedPath;
        }
        hop.redirect = redirect;
        return *this;
    }

    SampleTrace &because(About about, const QString &text, const QString &source)
    {
        m_trace.hops.last().redirect->why += Reason{{}, about, text, {}, source};
        return *this;
    }

    SampleTrace &header(const QByteArray &name, FieldChange change)
    {
        m_trace.hops.last().redirect->headers += HeaderChange{name, change, {}};
        return *this;
    }

    SampleTrace &end(OutcomeKind kind, const QString &detail = {})
    {
        m_trace.outcome = Outcome{kind, static_cast<int>(m_trace.hops.size()), detail};
        return *this;
    }

    Hop &last() { return m_trace.hops.last(); }
    const Trace &trace() const { return m_trace; }

private:
    Trace m_trace;
    double m_clock = 0;
};

/// POST, 302, 307, 200: what the window shows first.
inline Trace eatenBody()
{
    SampleTrace sample;
    sample.request("POST", "/legacy/upload", "eighteen bytes....")
        .answer(302, "Found", "/files/42")
        .decide("GET", false, "/files/42")
        .because(About::Method, u"302 lets a client turn POST into GET"_qs,
                 u"Fetch §4.4 step 12"_qs)
        .because(About::Body, u"The new request is a GET without content"_qs,
                 u"Fetch §4.4 step 12"_qs);
    sample.request("GET", "/files/42")
        .answer(307, "Temporary Redirect", "//localhost:8308/files/42")
        .decide("GET", false, "/files/42")
        .because(About::Method, u"307 never changes the method"_qs, u"RFC 9110 §15.4.8"_qs)
        .header("Authorization", FieldChange::Removed)
        .because(About::Header, u"Another origin must not learn it"_qs, u"Fetch §4.4 step 13"_qs);
    sample.request("GET", "/files/42", {}, "localhost")
        .answer(200, "OK")
        .content(1234, "text/html; charset=utf-8");
    return sample.end(OutcomeKind::Final).trace();
}

/// A POST that travels on through `hops` answers of 307, the last one 200.
inline Trace longChain(int hops)
{
    SampleTrace sample;
    for (int hop = 1; hop < hops; ++hop) {
        const QByteArray next = "/hop/" + QByteArray::number(hop + 1);
        sample.request("POST", "/hop/" + QByteArray::number(hop), "hello")
            .answer(307, "Temporary Redirect", next)
            .decide("POST", true, next)
            .because(About::Method, u"307 never changes the method"_qs, u"RFC 9110 §15.4.8"_qs);
    }
    sample.request("POST", "/hop/" + QByteArray::number(hops), "hello").answer(200, "OK");
    return sample.end(OutcomeKind::Final).trace();
}

/// Everything that can stand on a card or between two, with the longest words a server may choose.
inline Trace everything()
{
    const QByteArray longPath = "/start/" + QByteArray(2000, 'a') + "/end?x=1";
    const QByteArray arabic = QStringLiteral("تم النقل بشكل دائم إلى عنوان آخر").toUtf8();
    const QByteArray chinese = QStringLiteral("永久移動永久移動永久移動永久移動永久移動").toUtf8();
    SampleTrace sample;
    sample.request("POST", longPath, "hello")
        .answer(308, arabic, longPath)
        .decide("POST", true, longPath)
        .because(About::Method, QString(u"a very long reason "_qs).repeated(20),
                 u"RFC 9110 §15.4.9"_qs)
        .because(About::Body, QString(300, u'x'), QString(300, u'y'))
        .header("Authorization", FieldChange::Removed)
        .header(QByteArray(200, 'H'), FieldChange::Added)
        .header("Cookie", FieldChange::Changed)
        .header("Accept", FieldChange::Kept);
    Response interim;
    interim.status = 103;
    sample.last().exchange.response->interim = {interim, interim, interim};
    sample.last().exchange.oddities = {Oddity::BareLineFeed, Oddity::ExcessBytes,
                                       Oddity::BodyShort};
    sample.request("POST", "/b", "hello")
        .answer(302, chinese, "c")
        .decide("GET", false, "/c")
        .content(12345678, "text/html");
    sample.request("GET", "/c").answer(303, "See Other", "").decide("GET", false, "/c?");
    sample.request("GET", "/c?").answer(302, "Found").decide("GET", false);
    sample.last().redirect->follow = false;
    sample.request(QByteArray(100, 'M'), "/d", "x", QByteArray(200, 'h') + ".test")
        .answer(302, QByteArray(500, 'r'), "/e")
        .decide(QByteArray(100, 'N'), false, "/e");
    sample.last().redirect->locations = {"/e", "/f", "http://g.test/", "/never shown"};
    sample.last().exchange.times.end = 987654.3;
    sample.request("GET", "/e", "back again").answer(999, "");
    sample.request("GET", "/g");
    return sample.trace();
}

/// A redirect to another host that takes away so many fields.
inline Trace strippedHeaders(int count)
{
    SampleTrace sample;
    sample.request("PUT", "/a", "hello")
        .answer(307, "Temporary Redirect", "http://b.test/a")
        .decide("PUT", true, "/a");
    for (int i = 0; i < count; ++i) {
        sample.header("X-Secret-Of-The-Company-" + QByteArray::number(i), FieldChange::Removed);
    }
    sample.because(About::Header, u"Another origin must not learn it"_qs, u"Fetch §4.4 step 13"_qs);
    sample.request("PUT", "/a", "hello", "b.test").answer(200, "OK");
    return sample.end(OutcomeKind::Final).trace();
}

} // namespace hoplens
