// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/script.h"

#include "core/lab/stepoptions.h"
#include "core/trace/trace.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>
#include <utility>

namespace hoplens {

namespace {

constexpr int stepLimit = 100;
constexpr int shownLength = 60; // characters of a step in an error

using Kind = LabStep::Kind;
using Form = LabLocation::Form;

struct Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

Error wrong(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The octets of an option's value. What could end a field line is refused here, once for all.
Result<QByteArray> decoded(const QByteArray &value)
{
    for (qsizetype at = value.indexOf('%'); at >= 0; at = value.indexOf('%', at + 1)) {
        if (at + 2 >= value.size() || !isHexDigit(value[at + 1]) || !isHexDigit(value[at + 2])) {
            return wrong(
                Lab::tr("a percent sign needs two hexadecimal digits behind it; write %25 for "
                        "the sign itself."));
        }
    }
    QByteArray octets = QByteArray::fromPercentEncoding(value);
    if (!isFieldValue(octets)) {
        return wrong(Lab::tr("a line break or NUL cannot be part of a value."));
    }
    return octets;
}

bool readName(LabStep &step, const QByteArray &name)
{
    struct Named {
        const char *name;
        Kind kind;
        int status;
    };
    static constexpr auto named = std::to_array<Named>({
        {"echo", Kind::Echo, 200},
        {"json", Kind::Json, 200},
        {"loop", Kind::Loop, 302},
        {"endless", Kind::Endless, 302},
        {"login", Kind::Login, 401},
        {"hang", Kind::Hang, 200},
        {"cut", Kind::Cut, 200},
    });
    const auto *const found = std::find_if(named.begin(), named.end(),
                                           [&](const Named &entry) { return name == entry.name; });
    if (found != named.end()) {
        step.kind = found->kind;
        step.status = found->status;
        return true;
    }
    const bool digits = name.size() == 3
        && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    step.status = digits ? name.toInt() : 0;
    return step.status >= 200 && step.status <= 599;
}

Result<QSet<QByteArray>> readOptions(LabStep &step, const QList<QByteArray> &parts)
{
    QSet<QByteArray> seen;
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.first(equals);
        if (seen.contains(name) && !mayRepeat(name)) {
            return wrong(Lab::tr("%1 stands there twice.").arg(displayText(name)));
        }
        seen.insert(name);
        std::optional<QByteArray> value;
        if (equals >= 0) {
            Result<QByteArray> octets = decoded(part.sliced(equals + 1));
            if (!octets) {
                return octets.error();
            }
            value = *octets;
        }
        if (const Result<void> read = readOption(step, name, value); !read) {
            return read.error();
        }
    }
    return seen;
}

bool leadsOn(const LabStep &step)
{
    return redirects(step) || step.refresh || step.meta;
}

/// Which part of an address a form of Location cannot carry.
Result<void> checkLocation(const LabLocation &location, const QSet<QByteArray> &seen)
{
    const bool byScheme = seen.contains("scheme") && (seen.contains("loc") || seen.contains("odd"));
    const bool byOdd =
        seen.contains("odd") && location.form != Form::Odd; // loc=odd;odd=tab is fine
    if (byScheme || byOdd) {
        return wrong(Lab::tr("loc, odd and scheme each write the Location; use one of them."));
    }
    const Form form = *location.form;
    const bool hasHost = form == Form::Absolute || form == Form::Host;
    if (location.to != LabLocation::To::Same && !hasHost) {
        return wrong(Lab::tr("to another origin, loc must be abs or host."));
    }
    if (location.userinfo && !hasHost) {
        return wrong(Lab::tr("with user, loc must be abs or host."));
    }
    if (location.fragment && (form == Form::None || form == Form::Empty || form == Form::Literal)) {
        return wrong(Lab::tr("frag has no Location to stand in."));
    }
    return {};
}

Result<void> checkStep(LabStep &step, const QSet<QByteArray> &seen)
{
    for (const char *name : {"to", "loc", "odd", "frag", "user", "scheme"}) {
        if (seen.contains(name) && !leadsOn(step)) {
            return wrong(
                Lab::tr("%1 needs a redirect, refresh or meta.").arg(QLatin1StringView(name)));
        }
    }
    if (!step.location.form) {
        const bool elsewhere =
            step.location.to != LabLocation::To::Same || step.location.userinfo.has_value();
        step.location.form = elsewhere ? Form::Absolute : Form::Path;
    }
    if (Result<void> location = checkLocation(step.location, seen); !location) {
        return location;
    }
    if (step.bodySize && step.meta) {
        return wrong(Lab::tr("body and meta each make the body; use one of them."));
    }
    // RFC 9110 §6.4.1 and §15.3.6: these end at the head, or have an empty content.
    const bool bodiless = step.status == 204 || step.status == 205 || step.status == 304;
    if (bodiless && (step.bodySize || step.meta || step.chunked)) {
        return wrong(Lab::tr("an answer with status %1 has no body.").arg(step.status));
    }
    if (step.at > step.count) {
        return wrong(Lab::tr("at is a place in the ring, from 1 to n."));
    }
    return {};
}

Result<LabStep> readStep(const QByteArray &text)
{
    LabStep step;
    step.text = text;
    QList<QByteArray> parts = text.split(';');
    const QByteArray name = parts.takeFirst();
    if (name.isEmpty()) {
        return wrong(Lab::tr("there is no step between the slashes."));
    }
    if (!readName(step, name)) {
        return wrong(Lab::tr("the lab knows no such step."));
    }
    const Result<QSet<QByteArray>> seen = readOptions(step, parts);
    if (!seen) {
        return seen.error();
    }
    if (const Result<void> checked = checkStep(step, *seen); !checked) {
        return checked.error();
    }
    return step;
}

QByteArray scriptOf(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    if (mark < 0) {
        return target;
    }
    const QByteArray query = target.sliced(mark + 1);
    return query.startsWith("next=") ? scriptOf(query.sliced(5)) : target.first(mark);
}

} // namespace

Result<LabScript> readScript(const QByteArray &target)
{
    const QByteArray path = scriptOf(target);
    if (!path.startsWith('/')) {
        return wrong(
            Lab::tr("A script starts with a slash; the page at / explains how to write one."));
    }
    LabScript script;
    bool goesOn = true;
    qsizetype start = 1;
    while (goesOn) {
        const qsizetype slash = path.indexOf('/', start);
        const qsizetype end = slash < 0 ? path.size() : slash;
        if (script.steps.size() == stepLimit) {
            return wrong(Lab::tr("A script has at most %1 steps.").arg(stepLimit));
        }
        Result<LabStep> step = readStep(path.sliced(start, end - start));
        if (!step) {
            const QString shown = displayText(path.sliced(start, end - start)).left(shownLength);
            return wrong(
                Lab::tr("Step %1, \"%2\": %3 The page at / explains the steps.")
                    .arg(QString::number(script.steps.size() + 1), shown, step.error().detail));
        }
        step->rest = path.sliced(end);
        script.steps.append(*step);
        // A lone slash at the end leads to the page.
        goesOn = step->rest.size() > 1 && step->kind != Kind::Loop && step->kind != Kind::Endless
            && (leadsOn(*step) || step->kind == Kind::Login);
        start = end + 1;
    }
    return script;
}

bool redirects(const LabStep &step)
{
    return step.status >= 300 && step.status <= 399; // 304 too: what clients make of its Location
}

QByteArray withOption(const LabStep &step, const QByteArray &name, const QByteArray &value)
{
    QList<QByteArray> parts = step.text.split(';');
    parts.removeIf([&](const QByteArray &part) { return part.startsWith(name + '='); });
    parts.append(name + '=' + value);
    return parts.join(';');
}

} // namespace hoplens
