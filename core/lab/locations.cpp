// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/locations.h"

#include <algorithm>

namespace hoplens {

namespace {

using Form = LabLocation::Form;
using Odd = LabLocation::Odd;
using To = LabLocation::To;

struct Authority {
    QByteArray host;
    QByteArray port; ///< ":8307", or empty
};

bool isPlainHost(const QByteArray &host)
{
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || c == '.' || c == '-';
    });
}

bool isPort(const QByteArray &port)
{
    bool number = false;
    return port.size() <= 5 && port.toUShort(&number) > 0 && number;
}

/// Whom the client believes to talk to, so that a lab behind another name or a forwarded port leads
/// back to itself. Anything unusual in it is not repeated.
Authority authorityOf(const IncomingRequest &request, const LabPorts &ports)
{
    QByteArray sent = firstValue(request.headers, "Host").value_or(QByteArray());
    // RFC 9112 §3.2.2: "the origin server MUST ignore the received Host header field (if any) and
    // instead use the host information of the request-target."
    const QByteArray path = originForm(request.target);
    if (path.size() < request.target.size()) {
        sent = request.target.first(request.target.size() - path.size());
        sent = sent.sliced(sent.indexOf("//") + 2);
    }
    const qsizetype colon = sent.indexOf(':');
    const QByteArray host = colon < 0 ? sent : sent.first(colon);
    const QByteArray port = colon < 0 ? QByteArray() : sent.sliced(colon + 1);
    if (isPlainHost(host) && (colon < 0 || isPort(port))) {
        return {host, colon < 0 ? QByteArray() : ':' + port};
    }
    return {"127.0.0.1", ':' + QByteArray::number(ports.own)};
}

QByteArray origin(const LabLocation &location, const IncomingRequest &request,
                  const LabPorts &ports)
{
    Authority authority = authorityOf(request, ports);
    if (location.to == To::Other) {
        authority.port = ':' + QByteArray::number(ports.other);
    }
    if (location.to == To::Name) {
        authority.host = sameFieldName(authority.host, "localhost") ? "127.0.0.1" : "localhost";
    }
    const QByteArray userinfo = location.userinfo ? *location.userinfo + '@' : QByteArray();
    return "//" + userinfo + authority.host + authority.port;
}

QByteArray nextPath(const LabStep &step)
{
    if (step.kind == LabStep::Kind::Endless) {
        return '/' + withOption(step, "n", QByteArray::number(step.count + 1));
    }
    if (step.kind == LabStep::Kind::Loop) {
        return '/'
            + (step.count == 1
                   ? step.text
                   : withOption(step, "at", QByteArray::number(step.at % step.count + 1)));
    }
    return step.rest.isEmpty() ? "/echo" : step.rest;
}

/// "../../echo": up from the directory of the request's own path.
QByteArray dotPath(const QByteArray &path, const IncomingRequest &request)
{
    const QByteArray target = originForm(request.target);
    const qsizetype mark = target.indexOf('?');
    const qsizetype depth = target.first(mark < 0 ? target.size() : mark).count('/') - 1;
    return (depth > 0 ? QByteArray("../").repeated(depth) : QByteArray("./")) + path.sliced(1);
}

/// The oddities stand in the query wherever that is enough, so that the script can go on.
QByteArray oddPath(QByteArray path, Odd odd, const QByteArray &fragment)
{
    switch (odd) {
    case Odd::Space:
        return "  " + path + "?a b" + fragment + "  ";
    case Odd::Tab:
        return "\t" + path + "?a\tb" + fragment + "\t";
    case Odd::Backslash:
        return path.replace('/', '\\') + fragment;
    case Odd::Utf8:
        return path + "?name=Zo\xc3\xab" + fragment;
    case Odd::Latin1:
        return path + "?name=Zo\xff" + fragment;
    case Odd::Percent:
        return path + "?a=100%&b=%zz&c=%e2%82" + fragment;
    case Odd::All:
        break;
    }
    return " \t" + path + "?a b\tc\\d=Zo\xc3\xab&e=\xff&f=%zz" + fragment + " ";
}

QByteArray reference(Form form, const LabStep &step, const IncomingRequest &request,
                     const LabPorts &ports)
{
    const LabLocation &location = step.location;
    const QByteArray path = nextPath(step);
    const QByteArray fragment = location.fragment ? '#' + *location.fragment : QByteArray();
    switch (form) {
    case Form::Absolute:
        return "http:" + origin(location, request, ports) + path + fragment;
    case Form::Host:
        return origin(location, request, ports) + path + fragment;
    case Form::Dot:
        return dotPath(path, request) + fragment;
    case Form::Query:
        return "?next=" + path + fragment;
    case Form::Odd:
        return oddPath(path, location.odd, fragment);
    case Form::Literal:
        return location.literal;
    case Form::Empty:
        return {};
    case Form::Path:
    case Form::Two:
    case Form::Twice:
    case Form::None:
        break;
    }
    return path + fragment;
}

} // namespace

QByteArray originForm(const QByteArray &target)
{
    const QByteArray scheme = "http://";
    if (!sameFieldName(target.first(std::min(scheme.size(), target.size())), scheme)) {
        return target;
    }
    const qsizetype slash = target.indexOf('/', scheme.size());
    return slash < 0 ? QByteArray("/") : target.sliced(slash);
}

QList<QByteArray> locationsOf(const LabStep &step, const IncomingRequest &request,
                              const LabPorts &ports)
{
    const QByteArray first = reference(*step.location.form, step, request, ports);
    switch (*step.location.form) {
    case Form::None:
        return {};
    case Form::Two:
        return {first, "/echo?second"};
    case Form::Twice:
        return {first, first};
    default:
        return {first};
    }
}

QByteArray refreshTarget(const LabStep &step, const IncomingRequest &request, const LabPorts &ports)
{
    const Form form = *step.location.form;
    const bool odd = form == Form::Empty || form == Form::Odd;
    return reference(odd ? Form::Path : form, step, request, ports);
}

} // namespace hoplens
