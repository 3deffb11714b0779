// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Reads resources/clients/*.json. Strict: an unknown key or word is an error that names its place,
// since a rule that is silently not applied would make the profile lie.

#include "core/redirect/clientprofile.h"
#include "core/redirect/profilesection.h"
#include "core/redirect/relation.h"

#include <QJsonDocument>

#include <utility>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::ClientProfile", text);
}

const Words<Verdict> verdicts{
    {"follow", Verdict::Follow}, {"hand-back", Verdict::HandBack}, {"error", Verdict::Error}};

RuleText readRule(ProfileSection &section)
{
    return {section.text("rule", true), section.text("text", true), section.text("quote"),
            section.text("source", true)};
}

QList<int> readStatuses(ProfileSection &section)
{
    QList<int> statuses;
    const QJsonArray array = section.take("status").toArray();
    for (const auto &value : array) {
        const int status = value.toInt();
        if (status < 100 || status > 999) {
            section.trouble("status", tr("must hold numbers from 100 to 999"));
        }
        statuses.append(status);
    }
    return statuses;
}

When readWhen(ProfileSection &rule)
{
    When when;
    if (!rule.has("when")) {
        return when;
    }
    ProfileSection section = rule.section("when");
    when.statuses = readStatuses(section);
    when.methods = section.names("method");
    when.notMethods = section.names("notMethod");
    when.hasBody = section.maybeFlag("hasBody");
    when.oneShotBody = section.maybeFlag("oneShotBody");
    when.methodChanged = section.maybeFlag("methodChanged");
    when.bodyDropped = section.maybeFlag("bodyDropped");
    when.locationHasUserinfo = section.maybeFlag("locationHasUserinfo");
    when.beenElsewhere = section.maybeFlag("beenElsewhere");
    when.originTainted = section.maybeFlag("originTainted");
    if (section.has("setBy")) {
        when.setBy = section.word<SetBy>(
            "setBy", {{"user", SetBy::User}, {"option", SetBy::Option}}, SetBy::User);
    }
    when.relations = section.texts("relation");
    for (const QString &relation : std::as_const(when.relations)) {
        if (!isRelation(relation)) {
            section.trouble("relation", tr("\"%1\" is no relation of origins").arg(relation));
        }
    }
    when.comparesWithFirst =
        section.word<bool>("compareWith", {{"previous", false}, {"first", true}}, false);
    when.hostsAsBytes = section.word<bool>("hosts", {{"any-case", false}, {"bytes", true}}, false);
    section.close();
    return when;
}

LocationRules readLocation(ProfileSection section)
{
    LocationRules rules;
    const auto part = [&](const char *key, RuleText &text, auto read) {
        ProfileSection item = section.section(key);
        text = readRule(item);
        read(item);
        item.close();
    };
    part("missing", rules.missingRule, [&](ProfileSection &item) {
        rules.missing = item.word("then", verdicts, Verdict::HandBack);
    });
    part("empty", rules.emptyRule, [&](ProfileSection &item) {
        using Empty = LocationRules::Empty;
        rules.empty = item.word<Empty>(
            "read", {{"resolve", Empty::Resolve}, {"absent", Empty::Absent}}, Empty::Resolve);
    });
    part("several", rules.severalRule, [&](ProfileSection &item) {
        using Choice = LocationRules::Choice;
        rules.several = item.word<Choice>("take",
                                          {{"first", Choice::First},
                                           {"last", Choice::Last},
                                           {"joined", Choice::Joined},
                                           {"error", Choice::Error}},
                                          Choice::Error);
        rules.identicalAreOne = item.flag("identicalAreOne", false);
    });
    part("resolve", rules.resolveRule, [&](ProfileSection &item) {
        using Octets = LocationRules::Octets;
        item.word<bool>("by", {{"url-standard", true}}, true);
        rules.octets = item.word<Octets>("octets",
                                         {{"percent-encode", Octets::PercentEncode},
                                          {"utf-8", Octets::Utf8},
                                          {"latin-1", Octets::Latin1},
                                          {"error", Octets::Error}},
                                         Octets::PercentEncode);
    });
    part("invalid", rules.invalidRule, [&](ProfileSection &item) {
        rules.invalid = item.word("then", verdicts, Verdict::Error);
    });
    part("fragment", rules.fragmentRule, [&](ProfileSection &item) {
        using Inherit = LocationRules::Inherit;
        rules.fragment = item.word<Inherit>(
            "inherit",
            {{"if-absent", Inherit::IfAbsent}, {"never", Inherit::Never}, {"lost", Inherit::Lost}},
            Inherit::IfAbsent);
    });
    part("userinfo", rules.userinfoRule, [&](ProfileSection &item) {
        using Userinfo = LocationRules::Userinfo;
        rules.userinfo = item.word<Userinfo>(
            "send", {{"never", Userinfo::Ignore}, {"basic", Userinfo::SendBasic}},
            Userinfo::Ignore);
    });
    section.close();
    return rules;
}

MethodRule readMethodRule(ProfileSection &item)
{
    MethodRule rule{readRule(item),   readWhen(item), item.bytes("method"),
                    BodyAction::Keep, false,          false};
    rule.body = item.word<BodyAction>(
        "body",
        {{"keep", BodyAction::Keep}, {"drop", BodyAction::Drop}, {"empty", BodyAction::Empty}},
        BodyAction::Keep);
    const Words<bool> basis{{"previous", false}, {"first", true}};
    rule.methodFromFirst = item.word("methodFrom", basis, false);
    rule.bodyFromFirst = item.word("bodyFrom", basis, false);
    return rule;
}

FieldRule readFieldRule(ProfileSection &item)
{
    FieldRule rule{readRule(item), readWhen(item), item.names("names"), FieldAction::Keep, {},
                   false};
    rule.action = item.word<FieldAction>("then",
                                         {{"keep", FieldAction::Keep},
                                          {"remove", FieldAction::Remove},
                                          {"set", FieldAction::Set},
                                          {"referrer-policy", FieldAction::ReferrerPolicy}},
                                         FieldAction::Keep);
    rule.value = item.bytes("value");
    rule.comesBack = item.flag("comesBack", false);
    return rule;
}

AddRule readAddRule(ProfileSection &item)
{
    using Value = AddRule::Value;
    AddRule rule{readRule(item), readWhen(item), item.bytes("name"), Value::Literal,
                 item.bytes("literal")};
    rule.value = item.word<Value>("value",
                                  {{"literal", Value::Literal},
                                   {"previous-url", Value::PreviousUrl},
                                   {"previous-origin", Value::PreviousOrigin},
                                   {"first-url", Value::FirstUrl},
                                   {"first-origin", Value::FirstOrigin}},
                                  Value::Literal);
    return rule;
}

void readLimits(ProfileSection &root, ClientProfile &profile)
{
    using Per = LimitRule::Per;
    ProfileSection limit = root.section("limit");
    profile.limit.rule = readRule(limit);
    profile.limit.redirects = limit.maybeNumber("redirects");
    profile.limit.per = limit.word<Per>(
        "per", {{"chain", Per::Chain}, {"status", Per::Status}, {"url", Per::Url}}, Per::Chain);
    profile.limit.then = limit.word("then", verdicts, Verdict::Error);
    limit.close();

    using Same = LoopRule::Same;
    ProfileSection loop = root.section("loop");
    profile.loop.rule = readRule(loop);
    profile.loop.repeats = loop.maybeNumber("repeats");
    profile.loop.same =
        loop.word<Same>("same", {{"request", Same::Request}, {"url", Same::Url}}, Same::Request);
    profile.loop.then = loop.word("then", verdicts, Verdict::Error);
    loop.close();

    ProfileSection refresh = root.section("refresh");
    profile.refreshRule = readRule(refresh);
    profile.followsRefresh = refresh.flag("follow", false);
    refresh.close();
}

/// A profile that does not speak of cookies keeps none, which most libraries do not by themselves.
CookieRules readCookies(ProfileSection &root)
{
    using ByHand = CookieRules::ByHand;
    CookieRules rules;
    if (!root.has("cookies")) {
        return rules;
    }
    ProfileSection section = root.section("cookies");
    rules.rule = readRule(section);
    rules.jar = section.flag("jar", false);
    rules.byHand = section.word<ByHand>("byHand",
                                        {{"alone", ByHand::Alone},
                                         {"before-jar", ByHand::BeforeJar},
                                         {"after-jar", ByHand::AfterJar}},
                                        ByHand::Alone);
    rules.jarWins = section.word<bool>("sameName", {{"both", false}, {"jar", true}}, false);
    rules.secureBy = section.word<SecureBy>(
        "secure", {{"https", SecureBy::Https}, {"https-or-loopback", SecureBy::HttpsOrLoopback}},
        SecureBy::Https);
    section.close();
    return rules;
}

Headers readSends(ProfileSection &root)
{
    Headers fields;
    const QJsonArray array = root.take("sends").toArray();
    for (const auto &pair : array) {
        const QByteArray name = pair.toArray().at(0).toString().toUtf8();
        const QByteArray value =
            pair.toArray().at(1).toString().toUtf8().replace("{version}", HOPLENS_VERSION);
        if (!isToken(name) || !isFieldValue(value)) {
            root.trouble("sends", tr("must hold pairs of a field name and a value"));
        }
        fields.append({name, value, SetBy::Client});
    }
    return fields;
}

} // namespace

Result<ClientProfile> readProfile(const QByteArray &json)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (!document.isObject()) {
        return Error{Error::Code::InvalidInput,
                     tr("The client profile is not JSON: %1.").arg(parseError.errorString())};
    }
    ProfileTrouble trouble;
    ProfileSection root(document.object(), {}, trouble);
    if (root.text("format") != QLatin1String("hoplens-client")
        || root.take("version").toInt() != 1) {
        trouble.add(QStringLiteral("format"), tr("must be \"hoplens-client\", version 1"));
    }

    ClientProfile profile;
    profile.id = root.text("id", true);
    profile.name = root.text("name", true);
    profile.version = root.text("measured", true);
    profile.summary = root.text("summary");
    profile.differences = root.texts("differences");
    profile.sends = readSends(root);
    ProfileSection methods = root.section("methods");
    profile.upperCased = methods.names("upperCased");
    profile.refusedMethods = methods.names("refused");
    methods.close();
    root.each("follow", [&](ProfileSection &item) {
        profile.follow.append({readRule(item), readWhen(item),
                               item.word("then", verdicts, Verdict::HandBack),
                               item.maybeNumber("as")});
    });
    profile.location = readLocation(root.section("location"));
    root.each("refuse", [&](ProfileSection &item) {
        profile.refuse.append({readRule(item), readWhen(item), item.names("schemes"),
                               item.names("exceptSchemes"),
                               item.word("then", verdicts, Verdict::Error)});
    });
    root.each("method", [&](ProfileSection &item) { profile.method.append(readMethodRule(item)); });
    root.each("fields", [&](ProfileSection &item) { profile.fields.append(readFieldRule(item)); });
    root.each("adds", [&](ProfileSection &item) { profile.adds.append(readAddRule(item)); });
    profile.cookies = readCookies(root);
    profile.referrerPolicy = root.bytes("referrerPolicy");
    readLimits(root, profile);
    root.close();
    if (!trouble.text.isEmpty()) {
        return Error{Error::Code::InvalidInput, trouble.text};
    }
    return profile;
}

} // namespace hoplens
