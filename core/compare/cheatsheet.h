// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"
#include "core/trace/trace.h"

#include <array>
#include <optional>

namespace hoplens {

// What a client does with redirects in general, live from its rules: every answer here is a
// decision of decideRedirect about a made-up redirect, so a cheat sheet cannot disagree with a
// trace.

inline constexpr std::array cheatStatuses{300, 301, 302, 303, 304, 305, 306, 307, 308};
inline constexpr std::array cheatMethods{"GET",   "HEAD",   "POST",   "PUT",
                                         "PATCH", "DELETE", "OPTIONS"};

/// Where a made-up redirect leads, seen from where it began.
enum class CheatRelation {
    SameOrigin,
    Capitals, ///< the same host, written in capitals
    Port,
    Host,
    Subdomain,
    Parent,
    Upgrade, ///< http to https
    Downgrade, ///< https to http
    Back, ///< to another host, and from there back to the first: the second redirect is looked at
};
inline constexpr std::array cheatRelations{
    CheatRelation::SameOrigin, CheatRelation::Capitals,  CheatRelation::Port,
    CheatRelation::Host,       CheatRelation::Subdomain, CheatRelation::Parent,
    CheatRelation::Upgrade,    CheatRelation::Downgrade, CheatRelation::Back};

/// The redirect that is asked about.
struct CheatCase {
    int status = 302;
    QByteArray method = "GET";
    bool hasBody = false;
    CheatRelation relation = CheatRelation::SameOrigin;
    Headers fields; ///< set by the user

    /// The addresses of the chain; the last one is where the redirect in question leads.
    QList<QByteArray> places() const;

    bool operator==(const CheatCase &) const = default;
};

/// What becomes of the request.
struct CheatResult {
    enum class Kind {
        Follows,
        HandsOver, ///< the answer itself is the result
        Fails, ///< an error: refused, limit, loop
        NotSent, ///< the client sends no such request in the first place
    };
    enum class Body { None, Kept, Empty, Dropped };
    Kind kind = Kind::HandsOver;
    QByteArray method; ///< of the next request; empty when there is none
    Body body = Body::None;
    Headers fields; ///< of the next request, all of them
    std::optional<Redirect> redirect; ///< the decision with its reasons; absent: nothing decided

    /// What a table of methods and bodies shows of it.
    bool isLike(const CheatResult &other) const
    {
        return kind == other.kind && method == other.method && body == other.body;
    }
};

/// What this client does there. Pure.
CheatResult cheat(const CheatCase &asked, const ClientProfile &profile);

/// The path of the lab that makes this happen, to be asked for with the case's method, body and
/// fields. Absent: the lab, which has one machine and no TLS, cannot.
std::optional<QByteArray> labPath(const CheatCase &asked);

/// All of cheatStatuses by all of cheatMethods, without and with a body.
struct CheatSheet {
    struct Row {
        QByteArray method;
        bool hasBody = false;
        QList<CheatResult> results; ///< one for each of cheatStatuses
    };
    QList<Row> rows;
};
CheatSheet cheatSheet(const ClientProfile &profile);

/// What becomes of a field that the user set.
struct FieldFate {
    enum class Kind { Kept, Removed, Changed, NoRequest };
    Kind kind = Kind::NoRequest;
    QByteArray value; ///< where it is Changed
    Reason why; ///< empty where no rule names the field
};
FieldFate fieldFate(const QByteArray &name, const CheatResult &result, const CheatCase &asked);

/// Fields set by hand by relation of origins, on a GET and 302; then those that describe a body, on
/// a POST within one origin.
struct FieldSheet {
    struct Row {
        QByteArray name;
        QList<FieldFate> fates; ///< one for each of cheatRelations, or of bodyCases
    };
    QList<Row> byRelation;
    QList<CheatCase> bodyCases; ///< POST with a body on each status that is followed
    QList<Row> ofBody;
    /// Names of fields that the client adds by itself, for each of cheatRelations.
    QList<QList<QByteArray>> added;
};
FieldSheet fieldSheet(const ClientProfile &profile);

/// One pair of status and method for many clients.
struct PairRow {
    const ClientProfile *profile = nullptr;
    CheatResult result;
};
QList<PairRow> pairTable(const CheatCase &asked, const QList<const ClientProfile *> &profiles);

/// "Who re-sends the body of a POST to another host on 307?": a case, and what is asked about it.
struct CheatQuestion {
    enum class About { Followed, MethodKept, BodySent, FieldKept };
    CheatCase asked;
    About about = About::Followed;
    QByteArray field; ///< for FieldKept; it is set by hand if the case has none of that name
};
struct CheatAnswer {
    const ClientProfile *profile = nullptr;
    bool yes = false;
    CheatResult result; ///< with the reasons
};
/// In the order of the profiles. A client that sends no next request answers no to everything.
QList<CheatAnswer> answersTo(const CheatQuestion &question,
                             const QList<const ClientProfile *> &profiles);

} // namespace hoplens
