// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/location.h"

#include <algorithm>

namespace hoplens {

namespace {

bool isAscii(const QByteArray &bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Location's octets as the client hands them to its URL parser; absent: it refuses them.
std::optional<QByteArray> decoded(const QByteArray &value, LocationRules::Octets octets)
{
    if (isAscii(value)) {
        return value;
    }
    switch (octets) {
    case LocationRules::Octets::PercentEncode: // the parser percent-encodes octet by octet
        return value;
    case LocationRules::Octets::Utf8:
        return QString::fromUtf8(value).toUtf8();
    case LocationRules::Octets::Latin1:
        return QString::fromLatin1(value).toUtf8();
    case LocationRules::Octets::Error:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

Reason reasonOf(const RuleText &rule)
{
    return {rule.id, About::Location, rule.text, rule.quote, rule.source};
}

/// The value the client takes from one or more fields; absent: it refuses to choose.
std::optional<QByteArray> chosen(const QList<QByteArray> &values, const LocationRules &rules)
{
    const bool identical = std::all_of(values.begin(), values.end(), [&](const QByteArray &value) {
        return value == values.first();
    });
    if (values.size() == 1 || (identical && rules.identicalAreOne)) {
        return values.first();
    }
    switch (rules.several) {
    case LocationRules::Choice::First:
        return values.first();
    case LocationRules::Choice::Last:
        return values.last();
    case LocationRules::Choice::Joined:
        return values.join(", ");
    case LocationRules::Choice::Error:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

void settleFragment(LocationReading &reading, const Url &asked, const LocationRules &rules)
{
    Url &url = *reading.resolved;
    if (rules.fragment == LocationRules::Inherit::Lost) {
        url.fragment.reset();
    } else if (rules.fragment == LocationRules::Inherit::IfAbsent && !url.fragment
               && asked.fragment) {
        url.fragment = asked.fragment;
        reading.fragmentInherited = true;
        reading.why.append(reasonOf(rules.fragmentRule));
    }
}

} // namespace

LocationReading readLocation(const Headers &response, const Url &asked, const LocationRules &rules)
{
    LocationReading reading;
    reading.values = valuesOf(response, "Location");
    const auto end = [&](Verdict verdict, const RuleText &rule) {
        reading.ends = verdict;
        reading.why.append(reasonOf(rule));
        return reading;
    };
    if (reading.values.isEmpty()) {
        return end(rules.missing, rules.missingRule);
    }
    const std::optional<QByteArray> value = chosen(reading.values, rules);
    if (!value) {
        return end(Verdict::Error, rules.severalRule);
    }
    if (reading.values.size() > 1) {
        reading.why.append(reasonOf(rules.severalRule));
    }
    reading.taken = *value;
    if (value->isEmpty()) {
        if (rules.empty == LocationRules::Empty::Absent) {
            return end(rules.missing, rules.emptyRule);
        }
        reading.why.append(reasonOf(rules.emptyRule));
    }
    const std::optional<QByteArray> text = decoded(*value, rules.octets);
    if (!text) {
        return end(rules.invalid, rules.invalidRule);
    }
    const Result<Url> url = parseUrl(*text, &asked);
    if (!url) {
        end(rules.invalid, rules.invalidRule);
        reading.why.last().text += u' ' + url.error().detail;
        return reading;
    }
    reading.resolved = *url;
    settleFragment(reading, asked, rules);
    return reading;
}

} // namespace hoplens
