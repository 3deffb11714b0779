// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/cookiejar.h"
#include "core/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace hoplens {

// A client is data: these structs mirror resources/clients/*.json (schema: resources/schema). In
// every list the first rule whose condition holds decides. Kinds of behaviour: each rule carries
// its source.

/// Identity, words and source of a rule.
struct RuleText {
    QString id;
    QString text; ///< one short sentence
    QString quote; ///< of the standard, word for word; may be empty
    QString source; ///< "RFC 9110 §15.4.4", "measured on curl 7.88.1"
};

/// A condition; an empty member asks nothing. Members are joined by "and".
struct When {
    QList<int> statuses;
    QList<QByteArray> methods; ///< of the request that was redirected
    QList<QByteArray> notMethods;
    std::optional<bool> hasBody;
    std::optional<bool> oneShotBody; ///< the body cannot be sent a second time
    std::optional<bool> methodChanged;
    std::optional<bool> bodyDropped;
    std::optional<bool> locationHasUserinfo;
    std::optional<bool> beenElsewhere; ///< an earlier request went to another origin than the first
    std::optional<bool> originTainted; ///< Fetch §4.4 "redirect-taint" is not "same-origin"
    std::optional<SetBy> setBy; ///< fields only
    /// Any of these must hold; each is a conjunction such as "same-host+upgrade+!default-ports".
    QStringList relations;
    bool comparesWithFirst =
        false; ///< relations: with the first request instead of the previous one
    bool hostsAsBytes =
        false; ///< relations: "A.test" written in Location is another host than "a.test"
};

enum class Verdict { Follow, HandBack, Error };

struct FollowRule {
    RuleText rule;
    When when;
    Verdict verdict = Verdict::HandBack;
    std::optional<int> as; ///< treated as if that status had come (305 as 302)
};

enum class BodyAction { Keep, Drop, Empty }; ///< Empty: Content-Length: 0
struct MethodRule {
    RuleText rule;
    When when;
    QByteArray method; ///< empty: kept
    BodyAction body = BodyAction::Keep;
    bool methodFromFirst =
        false; ///< starts from the first request's method, not the previous one's
    bool bodyFromFirst = false;
};

enum class FieldAction { Keep, Remove, Set, ReferrerPolicy };
struct FieldRule {
    RuleText rule;
    When when;
    QList<QByteArray> names; ///< empty: every field by the user
    FieldAction action = FieldAction::Keep;
    QByteArray value; ///< for Set
    bool comesBack =
        false; ///< a field of the first request returns when the condition no longer holds
};

/// A field that the client adds on a redirect.
struct AddRule {
    enum class Value { Literal, PreviousUrl, PreviousOrigin, FirstUrl, FirstOrigin };
    RuleText rule;
    When when;
    QByteArray name;
    Value value = Value::Literal;
    QByteArray literal;
};

struct RefuseRule {
    RuleText rule;
    When when;
    QList<QByteArray> schemes; ///< refuses these; empty: any
    QList<QByteArray> exceptSchemes; ///< refuses all but these
    Verdict verdict = Verdict::Error;
};

struct LocationRules {
    enum class Choice { First, Last, Joined, Error };
    enum class Octets { PercentEncode, Utf8, Latin1, Error }; ///< reading of octets from 0x80 up
    enum class Inherit { IfAbsent, Never, Lost };
    enum class Userinfo { Ignore, SendBasic };
    enum class Empty { Resolve, Absent };

    RuleText missingRule;
    Verdict missing = Verdict::HandBack;
    RuleText emptyRule;
    Empty empty = Empty::Resolve;
    RuleText severalRule;
    Choice several = Choice::Error;
    bool identicalAreOne = false;
    RuleText resolveRule;
    Octets octets = Octets::PercentEncode;
    RuleText invalidRule;
    Verdict invalid = Verdict::Error;
    RuleText fragmentRule;
    Inherit fragment = Inherit::IfAbsent;
    RuleText userinfoRule;
    Userinfo userinfo = Userinfo::Ignore;
};

struct LimitRule {
    enum class Per { Chain, Status, Url };
    RuleText rule;
    std::optional<int> redirects; ///< followed redirects; absent: none
    Per per = Per::Chain;
    Verdict then = Verdict::Error;
};

struct LoopRule {
    enum class Same { Request, Url };
    RuleText rule;
    std::optional<int> repeats; ///< how often the same may come back before `then`; absent: ever
    Same same = Same::Request;
    Verdict then = Verdict::Error;
};

/// Whether the client keeps cookies, and what it does with a Cookie field that the user set.
struct CookieRules {
    enum class ByHand {
        Alone, ///< the jar's cookies stay away
        BeforeJar, ///< one field: the user's cookies, then the jar's
        AfterJar,
    };
    RuleText rule;
    bool jar = false;
    ByHand byHand = ByHand::Alone;
    bool jarWins = false; ///< a cookie by hand goes once a server has set or removed its namesake
    SecureBy secureBy = SecureBy::Https;
};

struct ClientProfile {
    QString id;
    QString name;
    QString version; ///< what it was measured on, or the standard's date
    QString summary; ///< what it stands for and which way it goes where its source leaves a choice
    QStringList differences; ///< known behaviour that the model cannot say
    Headers sends; ///< the client's own fields
    QList<QByteArray> upperCased; ///< methods written in capitals whatever the user typed
    QList<QByteArray> refusedMethods; ///< the client's interface does not send them
    QList<FollowRule> follow;
    LocationRules location;
    QList<RefuseRule> refuse;
    QList<MethodRule> method;
    QList<FieldRule> fields;
    QList<AddRule> adds;
    CookieRules cookies; ///< a profile that says nothing keeps none
    QByteArray referrerPolicy; ///< default for FieldAction::ReferrerPolicy
    LimitRule limit;
    LoopRule loop;
    RuleText refreshRule;
    bool followsRefresh =
        false; ///< goes on by a Refresh field, as a GET, where no redirect status does
};

/// A profile from its JSON. Errors: which key is missing, unknown or malformed.
Result<ClientProfile> readProfile(const QByteArray &json);

/// The profiles that come with Hoplens, in the order they are listed. The first is the default.
const QList<ClientProfile> &clientProfiles();
/// Null when there is no such client.
const ClientProfile *findProfile(const QString &id);
/// Error sentence for an unknown id, with the ids there are.
Error unknownClient(const QString &id);

} // namespace hoplens
