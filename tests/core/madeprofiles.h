// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"

#include <functional>

namespace hoplens {

// Clients that nobody measured: the Fetch standard with one thing changed, to have many of them.

inline RuleText madeRule(const QString &id)
{
    return {id, QStringLiteral("Made for a test."), {}, QStringLiteral("a test")};
}

inline MethodRule madeMethodRule(const QString &id, const QList<int> &statuses,
                                 const QList<QByteArray> &methods, const QByteArray &method,
                                 BodyAction body)
{
    MethodRule rule;
    rule.rule = madeRule(id);
    rule.when.statuses = statuses;
    rule.when.methods = methods;
    rule.method = method;
    rule.body = body;
    return rule;
}

inline FieldRule madeFieldRule(const QString &id, const QByteArray &name, FieldAction action)
{
    FieldRule rule;
    rule.rule = madeRule(id);
    rule.names = {name};
    rule.action = action;
    return rule;
}

struct Change {
    const char *id;
    std::function<void(ClientProfile &)> apply;
};

inline const QList<Change> &profileChanges()
{
    static const QList<Change> changes{
        {"keeps-post",
         [](ClientProfile &profile) {
             profile.method.prepend(
                 madeMethodRule(u"post-kept"_qs, {301, 302}, {"POST"}, {}, BodyAction::Keep));
         }},
        {"empties-put",
         [](ClientProfile &profile) {
             profile.method.prepend(
                 madeMethodRule(u"put-emptied"_qs, {301, 302}, {"PUT"}, {}, BodyAction::Empty));
         }},
        {"all-get",
         [](ClientProfile &profile) {
             profile.method.prepend(madeMethodRule(u"all-become-get"_qs, {301, 302, 303}, {}, "GET",
                                                   BodyAction::Drop));
         }},
        {"sends-again",
         [](ClientProfile &profile) {
             MethodRule rule =
                 madeMethodRule(u"first-again"_qs, {307, 308}, {}, {}, BodyAction::Keep);
             rule.methodFromFirst = true;
             rule.bodyFromFirst = true;
             profile.method.prepend(rule);
         }},
        {"not-308",
         [](ClientProfile &profile) {
             FollowRule rule;
             rule.rule = madeRule(u"no-308"_qs);
             rule.when.statuses = {308};
             profile.follow.prepend(rule);
         }},
        {"limit-1", [](ClientProfile &profile) { profile.limit.redirects = 1; }},
        {"no-loops",
         [](ClientProfile &profile) {
             profile.loop.repeats = 0;
             profile.loop.same = LoopRule::Same::Url;
         }},
        {"trusting",
         [](ClientProfile &profile) {
             profile.fields.prepend(
                 madeFieldRule(u"authorization-kept"_qs, "Authorization", FieldAction::Keep));
         }},
        {"careful",
         [](ClientProfile &profile) {
             profile.fields.prepend(
                 madeFieldRule(u"authorization-gone"_qs, "Authorization", FieldAction::Remove));
         }},
        {"keeps-type",
         [](ClientProfile &profile) {
             profile.fields.prepend(
                 madeFieldRule(u"type-kept"_qs, "Content-Type", FieldAction::Keep));
         }},
        {"says-referer",
         [](ClientProfile &profile) {
             AddRule rule;
             rule.rule = madeRule(u"referer-added"_qs);
             rule.name = "Referer";
             rule.value = AddRule::Value::PreviousUrl;
             profile.adds.append(rule);
         }},
        {"no-jar", [](ClientProfile &profile) { profile.cookies.jar = false; }},
        {"last-location",
         [](ClientProfile &profile) {
             profile.location.several = LocationRules::Choice::Last;
             profile.location.octets = LocationRules::Octets::Latin1;
         }},
        {"refreshing",
         [](ClientProfile &profile) {
             profile.followsRefresh = true;
             profile.refreshRule = madeRule(u"refresh-followed"_qs);
         }},
        {"no-head", [](ClientProfile &profile) { profile.refusedMethods = {"HEAD"}; }},
        {"other-words",
         [](ClientProfile &profile) {
             profile.sends = {{"User-Agent", "other/2", SetBy::Client},
                              {"Accept-Encoding", "gzip", SetBy::Client}};
             profile.upperCased.clear();
         }},
    };
    return changes;
}

/// The two standards, the Fetch standard with each change, and then with each two of them, until
/// there are so many.
inline QList<ClientProfile> madeProfiles(qsizetype count)
{
    const ClientProfile base = *findProfile(u"browser-fetch"_qs);
    QList<ClientProfile> profiles{base, *findProfile(u"rfc9110"_qs)};
    const QList<Change> &changes = profileChanges();
    const auto add = [&](const QString &id, const QList<Change> &applied) {
        ClientProfile profile = base;
        profile.id = id;
        profile.name = id;
        profile.version = u"made"_qs;
        for (const Change &change : applied) {
            change.apply(profile);
        }
        profiles.append(profile);
    };
    for (const Change &change : changes) {
        add(QString::fromLatin1(change.id), {change});
    }
    for (qsizetype distance = 1; distance < changes.size(); ++distance) {
        for (qsizetype i = 0; i + distance < changes.size(); ++i) {
            const Change &a = changes.at(i);
            const Change &b = changes.at(i + distance);
            add(QLatin1String(a.id) + u'+' + QLatin1String(b.id), {a, b});
        }
    }
    return profiles.mid(0, count);
}

inline QList<const ClientProfile *> pointersTo(const QList<ClientProfile> &profiles)
{
    QList<const ClientProfile *> pointers;
    for (const ClientProfile &profile : profiles) {
        pointers.append(&profile);
    }
    return pointers;
}

} // namespace hoplens
