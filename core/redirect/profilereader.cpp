// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Reads resources/clients/*.json. Strict: an unknown key or word is an error that names its place,
// since a rule that is silently not applied would make the profile lie.

#include "core/redirect/clientprofile.h"
#include "core/redirect/relation.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <utility>
#include <vector>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::ClientProfile", text);
}

/// The first thing that was wrong; later ones are not interesting.
struct Trouble {
    QString text;

    void add(const QString &path, const QString &what)
    {
        if (text.isEmpty()) {
            text = tr("The client profile is not usable: %1: %2.").arg(path, what);
        }
    }
};

template <typename T> using Words = std::vector<std::pair<const char *, T>>;

/// One object of the file. Every key must be asked for before close(), or it is unknown.
class Section {
public:
    Section(const QJsonValue &value, QString path, Trouble &trouble)
        : m_path(std::move(path))
        , m_trouble(trouble)
    {
        if (value.isObject()) {
            m_object = value.toObject();
        } else {
            m_trouble.add(m_path, value.isUndefined() ? tr("is missing") : tr("must be an object"));
        }
    }

    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }

    QJsonValue take(const char *key)
    {
        m_asked.insert(QLatin1String(key));
        return m_object.value(QLatin1String(key));
    }

    QString text(const char *key, bool required = false)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined() ? required : !value.isString()) {
            trouble(key, value.isUndefined() ? tr("is missing") : tr("must be a text"));
        }
        return value.toString();
    }

    QByteArray bytes(const char *key) { return text(key).toUtf8(); }

    bool flag(const char *key, bool otherwise)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isBool()) {
            trouble(key, tr("must be true or false"));
        }
        return value.toBool(otherwise);
    }

    std::optional<bool> maybeFlag(const char *key)
    {
        return has(key) ? std::optional(flag(key, false)) : std::nullopt;
    }

    std::optional<int> maybeNumber(const char *key)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined()) {
            return std::nullopt;
        }
        const int number = value.toInt(-1);
        if (number < 0 || number > 100'000) {
            trouble(key, tr("must be a whole number from 0 to 100000"));
        }
        return number;
    }

    template <typename T> T word(const char *key, const Words<T> &words, T otherwise)
    {
        if (!has(key)) {
            return otherwise;
        }
        const QString text = this->text(key);
        QStringList known;
        for (const auto &[name, meaning] : words) {
            if (text == QLatin1String(name)) {
                return meaning;
            }
            known.append(QLatin1String(name));
        }
        trouble(key, tr("\"%1\" is not one of %2").arg(text, known.join(QLatin1String(", "))));
        return otherwise;
    }

    QStringList texts(const char *key)
    {
        const QJsonValue value = take(key);
        QStringList list;
        if (!value.isUndefined() && !value.isArray()) {
            trouble(key, tr("must be a list"));
        }
        const QJsonArray array = value.toArray();
        for (const auto &item : array) {
            if (!item.isString()) {
                trouble(key, tr("must hold texts only"));
            }
            list.append(item.toString());
        }
        return list;
    }

    QList<QByteArray> names(const char *key)
    {
        QList<QByteArray> list;
        const QStringList all = texts(key);
        for (const QString &text : all) {
            list.append(text.toUtf8());
        }
        return list;
    }

    Section section(const char *key) { return {take(key), path(key), m_trouble}; }

    /// Calls read(Section &) for each object of a list.
    template <typename Read> void each(const char *key, Read read)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isArray()) {
            trouble(key, tr("must be a list"));
        }
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            Section item(array.at(i), QStringLiteral("%1[%2]").arg(path(key)).arg(i), m_trouble);
            read(item);
            item.close();
        }
    }

    void trouble(const char *key, const QString &what) { m_trouble.add(path(key), what); }

    void close()
    {
        for (auto it = m_object.begin(); it != m_object.end(); ++it) {
            if (!m_asked.contains(it.key())) {
                m_trouble.add(m_path.isEmpty() ? it.key() : m_path + u'.' + it.key(),
                              tr("is not known"));
            }
        }
    }

private:
    QString path(const char *key) const
    {
        return m_path.isEmpty() ? QString::fromLatin1(key) : m_path + u'.' + QLatin1String(key);
    }

    QJsonObject m_object;
    QString m_path;
    Trouble &m_trouble;
    QSet<QString> m_asked;
};

const Words<Verdict> verdicts{
    {"follow", Verdict::Follow}, {"hand-back", Verdict::HandBack}, {"error", Verdict::Error}};

RuleText readRule(Section &section)
{
    return {section.text("rule", true), section.text("text", true), section.text("quote"),
            section.text("source", true)};
}

QList<int> readStatuses(Section &section)
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

When readWhen(Section &rule)
{
    When when;
    if (!rule.has("when")) {
        return when;
    }
    Section section = rule.section("when");
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

LocationRules readLocation(Section section)
{
    LocationRules rules;
    const auto part = [&](const char *key, RuleText &text, auto read) {
        Section item = section.section(key);
        text = readRule(item);
        read(item);
        item.close();
    };
    part("missing", rules.missingRule,
         [&](Section &item) { rules.missing = item.word("then", verdicts, Verdict::HandBack); });
    part("empty", rules.emptyRule, [&](Section &item) {
        using Empty = LocationRules::Empty;
        rules.empty = item.word<Empty>(
            "read", {{"resolve", Empty::Resolve}, {"absent", Empty::Absent}}, Empty::Resolve);
    });
    part("several", rules.severalRule, [&](Section &item) {
        using Choice = LocationRules::Choice;
        rules.several = item.word<Choice>("take",
                                          {{"first", Choice::First},
                                           {"last", Choice::Last},
                                           {"joined", Choice::Joined},
                                           {"error", Choice::Error}},
                                          Choice::Error);
        rules.identicalAreOne = item.flag("identicalAreOne", false);
    });
    part("resolve", rules.resolveRule, [&](Section &item) {
        using Octets = LocationRules::Octets;
        item.word<bool>("by", {{"url-standard", true}}, true);
        rules.octets = item.word<Octets>("octets",
                                         {{"percent-encode", Octets::PercentEncode},
                                          {"utf-8", Octets::Utf8},
                                          {"latin-1", Octets::Latin1},
                                          {"error", Octets::Error}},
                                         Octets::PercentEncode);
    });
    part("invalid", rules.invalidRule,
         [&](Section &item) { rules.invalid = item.word("then", verdicts, Verdict::Error); });
    part("fragment", rules.fragmentRule, [&](Section &item) {
        using Inherit = LocationRules::Inherit;
        rules.fragment = item.word<Inherit>(
            "inherit",
            {{"if-absent", Inherit::IfAbsent}, {"never", Inherit::Never}, {"lost", Inherit::Lost}},
            Inherit::IfAbsent);
    });
    part("userinfo", rules.userinfoRule, [&](Section &item) {
        using Userinfo = LocationRules::Userinfo;
        rules.userinfo = item.word<Userinfo>(
            "send", {{"never", Userinfo::Ignore}, {"basic", Userinfo::SendBasic}},
            Userinfo::Ignore);
    });
    section.close();
    return rules;
}

MethodRule readMethodRule(Section &item)
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

FieldRule readFieldRule(Section &item)
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

AddRule readAddRule(Section &item)
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

void readLimits(Section &root, ClientProfile &profile)
{
    using Per = LimitRule::Per;
    Section limit = root.section("limit");
    profile.limit.rule = readRule(limit);
    profile.limit.redirects = limit.maybeNumber("redirects");
    profile.limit.per = limit.word<Per>(
        "per", {{"chain", Per::Chain}, {"status", Per::Status}, {"url", Per::Url}}, Per::Chain);
    profile.limit.then = limit.word("then", verdicts, Verdict::Error);
    limit.close();

    using Same = LoopRule::Same;
    Section loop = root.section("loop");
    profile.loop.rule = readRule(loop);
    profile.loop.repeats = loop.maybeNumber("repeats");
    profile.loop.same =
        loop.word<Same>("same", {{"request", Same::Request}, {"url", Same::Url}}, Same::Request);
    profile.loop.then = loop.word("then", verdicts, Verdict::Error);
    loop.close();

    Section refresh = root.section("refresh");
    profile.refreshRule = readRule(refresh);
    profile.followsRefresh = refresh.flag("follow", false);
    refresh.close();
}

Headers readSends(Section &root)
{
    Headers fields;
    const QJsonArray array = root.take("sends").toArray();
    for (const auto &pair : array) {
        const QByteArray name = pair.toArray().at(0).toString().toUtf8();
        const QByteArray value = pair.toArray().at(1).toString().toUtf8();
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
    Trouble trouble;
    Section root(document.object(), {}, trouble);
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
    Section methods = root.section("methods");
    profile.upperCased = methods.names("upperCased");
    profile.refusedMethods = methods.names("refused");
    methods.close();
    root.each("follow", [&](Section &item) {
        profile.follow.append({readRule(item), readWhen(item),
                               item.word("then", verdicts, Verdict::HandBack),
                               item.maybeNumber("as")});
    });
    profile.location = readLocation(root.section("location"));
    root.each("refuse", [&](Section &item) {
        profile.refuse.append({readRule(item), readWhen(item), item.names("schemes"),
                               item.names("exceptSchemes"),
                               item.word("then", verdicts, Verdict::Error)});
    });
    root.each("method", [&](Section &item) { profile.method.append(readMethodRule(item)); });
    root.each("fields", [&](Section &item) { profile.fields.append(readFieldRule(item)); });
    root.each("adds", [&](Section &item) { profile.adds.append(readAddRule(item)); });
    profile.referrerPolicy = root.bytes("referrerPolicy");
    readLimits(root, profile);
    root.close();
    if (!trouble.text.isEmpty()) {
        return Error{Error::Code::InvalidInput, trouble.text};
    }
    return profile;
}

} // namespace hoplens
