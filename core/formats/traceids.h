// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/locationanatomy.h"
#include "core/trace/trace.h"

#include <algorithm>
#include <array>
#include <optional>

namespace hoplens {

// The words of the trace file for the enums of a trace: one table each, read in both directions.
// They are a contract: add, but never rename.

template <typename Enum> struct EnumId {
    Enum value;
    const char *id;
};

inline constexpr std::array outcomeIds{
    EnumId<OutcomeKind>{OutcomeKind::Final, "final"},
    EnumId<OutcomeKind>{OutcomeKind::Loop, "loop"},
    EnumId<OutcomeKind>{OutcomeKind::Limit, "limit"},
    EnumId<OutcomeKind>{OutcomeKind::Refused, "refused"},
    EnumId<OutcomeKind>{OutcomeKind::Network, "network"},
    EnumId<OutcomeKind>{OutcomeKind::Tls, "tls"},
    EnumId<OutcomeKind>{OutcomeKind::Timeout, "timeout"},
    EnumId<OutcomeKind>{OutcomeKind::Protocol, "protocol"},
    EnumId<OutcomeKind>{OutcomeKind::Cancelled, "cancelled"},
    EnumId<OutcomeKind>{OutcomeKind::Stopped, "stopped"},
};

inline constexpr std::array failureKindIds{
    EnumId<FailureKind>{FailureKind::Network, "network"},
    EnumId<FailureKind>{FailureKind::Tls, "tls"},
    EnumId<FailureKind>{FailureKind::Timeout, "timeout"},
    EnumId<FailureKind>{FailureKind::Protocol, "protocol"},
    EnumId<FailureKind>{FailureKind::Cancelled, "cancelled"},
};

inline constexpr std::array failureCodeIds{
    EnumId<FailureCode>{FailureCode::HostNotFound, "host-not-found"},
    EnumId<FailureCode>{FailureCode::ConnectionRefused, "connection-refused"},
    EnumId<FailureCode>{FailureCode::Unreachable, "unreachable"},
    EnumId<FailureCode>{FailureCode::ClosedBeforeAnswer, "closed-before-answer"},
    EnumId<FailureCode>{FailureCode::ClosedInHead, "closed-in-head"},
    EnumId<FailureCode>{FailureCode::ClosedInBody, "closed-in-body"},
    EnumId<FailureCode>{FailureCode::Reset, "reset"},
    EnumId<FailureCode>{FailureCode::ProxyFailed, "proxy-failed"},
    EnumId<FailureCode>{FailureCode::TlsHandshake, "tls-handshake"},
    EnumId<FailureCode>{FailureCode::CertificateRejected, "certificate-rejected"},
    EnumId<FailureCode>{FailureCode::ConnectDeadline, "connect-deadline"},
    EnumId<FailureCode>{FailureCode::TlsDeadline, "tls-deadline"},
    EnumId<FailureCode>{FailureCode::FirstByteDeadline, "first-byte-deadline"},
    EnumId<FailureCode>{FailureCode::IdleDeadline, "idle-deadline"},
    EnumId<FailureCode>{FailureCode::TraceDeadline, "trace-deadline"},
    EnumId<FailureCode>{FailureCode::NotHttp, "not-http"},
    EnumId<FailureCode>{FailureCode::BadHead, "bad-head"},
    EnumId<FailureCode>{FailureCode::HeadTooLarge, "head-too-large"},
    EnumId<FailureCode>{FailureCode::TooManyFields, "too-many-fields"},
    EnumId<FailureCode>{FailureCode::TooManyInterim, "too-many-interim"},
    EnumId<FailureCode>{FailureCode::BadFraming, "bad-framing"},
    EnumId<FailureCode>{FailureCode::SwitchedProtocols, "switched-protocols"},
    EnumId<FailureCode>{FailureCode::Stopped, "stopped"},
    EnumId<FailureCode>{FailureCode::Other, "other"},
};

inline constexpr std::array oddityIds{
    EnumId<Oddity>{Oddity::BareLineFeed, "bare-line-feed"},
    EnumId<Oddity>{Oddity::ObsoleteFolding, "obsolete-folding"},
    EnumId<Oddity>{Oddity::LineWithoutColon, "line-without-colon"},
    EnumId<Oddity>{Oddity::SpaceBeforeColon, "space-before-colon"},
    EnumId<Oddity>{Oddity::LengthAndChunked, "length-and-chunked"},
    EnumId<Oddity>{Oddity::RepeatedContentLength, "repeated-content-length"},
    EnumId<Oddity>{Oddity::ExcessBytes, "excess-bytes"},
    EnumId<Oddity>{Oddity::BodyShort, "body-short"},
    EnumId<Oddity>{Oddity::OldVersion, "old-version"},
    EnumId<Oddity>{Oddity::BodyLimit, "body-limit"},
    EnumId<Oddity>{Oddity::ControlInHead, "control-in-head"},
    EnumId<Oddity>{Oddity::InvalidFieldName, "invalid-field-name"},
    EnumId<Oddity>{Oddity::EndUnconfirmed, "end-unconfirmed"},
};

inline constexpr std::array unseenIds{
    EnumId<Unseen>{Unseen::RequestBytes, "request-bytes"},
    EnumId<Unseen>{Unseen::Addresses, "addresses"},
    EnumId<Unseen>{Unseen::ConnectTimes, "connect-times"},
    EnumId<Unseen>{Unseen::ResponseVersion, "response-version"},
    EnumId<Unseen>{Unseen::RawHead, "raw-head"},
    EnumId<Unseen>{Unseen::FieldLines, "field-lines"},
    EnumId<Unseen>{Unseen::AllFields, "all-fields"},
    EnumId<Unseen>{Unseen::Interim, "interim"},
    EnumId<Unseen>{Unseen::Framing, "framing"},
    EnumId<Unseen>{Unseen::Trailers, "trailers"},
    EnumId<Unseen>{Unseen::Tunnel, "tunnel"},
};

inline constexpr std::array stepKindIds{
    EnumId<StepKind>{StepKind::Proposed, "proposed"},
    EnumId<StepKind>{StepKind::Kept, "kept"},
    EnumId<StepKind>{StepKind::Get, "get"},
    EnumId<StepKind>{StepKind::Edited, "edited"},
};

inline constexpr std::array softRedirectIds{
    EnumId<SoftRedirect::From>{SoftRedirect::From::Field, "refresh"},
    EnumId<SoftRedirect::From>{SoftRedirect::From::Meta, "meta"},
};

inline constexpr std::array decodingStateIds{
    EnumId<DecodingState>{DecodingState::Complete, "complete"},
    EnumId<DecodingState>{DecodingState::CutOff, "cut-off"},
    EnumId<DecodingState>{DecodingState::LimitReached, "limit"},
    EnumId<DecodingState>{DecodingState::Damaged, "damaged"},
    EnumId<DecodingState>{DecodingState::UnknownCoding, "unknown-coding"},
};

inline constexpr std::array aboutIds{
    EnumId<About>{About::Method, "method"}, EnumId<About>{About::Body, "body"},
    EnumId<About>{About::Header, "header"}, EnumId<About>{About::Location, "location"},
    EnumId<About>{About::Limit, "limit"},
};

inline constexpr std::array fieldChangeIds{
    EnumId<FieldChange>{FieldChange::Kept, "kept"},
    EnumId<FieldChange>{FieldChange::Removed, "removed"},
    EnumId<FieldChange>{FieldChange::Added, "added"},
    EnumId<FieldChange>{FieldChange::Changed, "changed"},
};

inline constexpr std::array originChangeIds{
    EnumId<OriginChange>{OriginChange::Same, "same"},
    EnumId<OriginChange>{OriginChange::Port, "port"},
    EnumId<OriginChange>{OriginChange::Scheme, "scheme"},
    EnumId<OriginChange>{OriginChange::Host, "host"},
};

inline constexpr std::array levelIds{
    EnumId<Level>{Level::Note, "note"},
    EnumId<Level>{Level::Warning, "warning"},
    EnumId<Level>{Level::Problem, "problem"},
};

inline constexpr std::array sameSiteIds{
    EnumId<SameSite>{SameSite::Default, "default"},
    EnumId<SameSite>{SameSite::None, "none"},
    EnumId<SameSite>{SameSite::Lax, "lax"},
    EnumId<SameSite>{SameSite::Strict, "strict"},
};

inline constexpr std::array cookieResultIds{
    EnumId<CookieResult>{CookieResult::Stored, "stored"},
    EnumId<CookieResult>{CookieResult::Replaced, "replaced"},
    EnumId<CookieResult>{CookieResult::Removed, "removed"},
    EnumId<CookieResult>{CookieResult::Expired, "expired"},
    EnumId<CookieResult>{CookieResult::Refused, "refused"},
};

inline constexpr std::array cookieRefusalIds{
    EnumId<CookieRefusal>{CookieRefusal::NoJar, "no-jar"},
    EnumId<CookieRefusal>{CookieRefusal::ControlCharacter, "control-character"},
    EnumId<CookieRefusal>{CookieRefusal::TooLong, "too-long"},
    EnumId<CookieRefusal>{CookieRefusal::Empty, "empty"},
    EnumId<CookieRefusal>{CookieRefusal::DomainNotAscii, "domain-not-ascii"},
    EnumId<CookieRefusal>{CookieRefusal::PublicSuffix, "public-suffix"},
    EnumId<CookieRefusal>{CookieRefusal::OtherDomain, "other-domain"},
    EnumId<CookieRefusal>{CookieRefusal::SecureOverHttp, "secure-over-http"},
    EnumId<CookieRefusal>{CookieRefusal::OverlaysSecure, "overlays-secure"},
    EnumId<CookieRefusal>{CookieRefusal::NoneNotSecure, "none-not-secure"},
    EnumId<CookieRefusal>{CookieRefusal::SecurePrefix, "secure-prefix"},
    EnumId<CookieRefusal>{CookieRefusal::HostPrefix, "host-prefix"},
    EnumId<CookieRefusal>{CookieRefusal::NamelessPrefix, "nameless-prefix"},
    EnumId<CookieRefusal>{CookieRefusal::TooMany, "too-many"},
};

inline constexpr std::array cookieAbsenceIds{
    EnumId<CookieAbsence>{CookieAbsence::OtherHost, "other-host"},
    EnumId<CookieAbsence>{CookieAbsence::OtherPath, "other-path"},
    EnumId<CookieAbsence>{CookieAbsence::SecureOverHttp, "secure-over-http"},
    EnumId<CookieAbsence>{CookieAbsence::Expired, "expired"},
    EnumId<CookieAbsence>{CookieAbsence::Removed, "removed"},
    EnumId<CookieAbsence>{CookieAbsence::ByHand, "by-hand"},
    EnumId<CookieAbsence>{CookieAbsence::FieldFull, "field-full"},
};

inline constexpr std::array locationFormIds{
    EnumId<LocationForm>{LocationForm::Several, "several"},
    EnumId<LocationForm>{LocationForm::SeveralAlike, "several-alike"},
    EnumId<LocationForm>{LocationForm::Empty, "empty"},
    EnumId<LocationForm>{LocationForm::Unreadable, "unreadable"},
    EnumId<LocationForm>{LocationForm::Trimmed, "trimmed"},
    EnumId<LocationForm>{LocationForm::BreaksRemoved, "breaks-removed"},
    EnumId<LocationForm>{LocationForm::Space, "space"},
    EnumId<LocationForm>{LocationForm::ControlCharacter, "control-character"},
    EnumId<LocationForm>{LocationForm::RawUtf8, "raw-utf"},
    EnumId<LocationForm>{LocationForm::RawOctets, "raw-octets"},
    EnumId<LocationForm>{LocationForm::UnsafeCharacter, "unsafe-character"},
    EnumId<LocationForm>{LocationForm::BadPercent, "bad-percent"},
    EnumId<LocationForm>{LocationForm::Backslash, "backslash"},
    EnumId<LocationForm>{LocationForm::MissingSlashes, "missing-slashes"},
    EnumId<LocationForm>{LocationForm::ExtraSlashes, "extra-slashes"},
    EnumId<LocationForm>{LocationForm::SchemeRelative, "scheme-relative"},
    EnumId<LocationForm>{LocationForm::Userinfo, "userinfo"},
    EnumId<LocationForm>{LocationForm::DefaultPort, "default-port"},
    EnumId<LocationForm>{LocationForm::UpperCaseHost, "upper-case-host"},
    EnumId<LocationForm>{LocationForm::PercentHost, "percent-host"},
    EnumId<LocationForm>{LocationForm::InternationalHost, "international-host"},
    EnumId<LocationForm>{LocationForm::Ipv4Shorthand, "ip-shorthand"},
    EnumId<LocationForm>{LocationForm::DotSegments, "dot-segments"},
    EnumId<LocationForm>{LocationForm::OwnFragment, "own-fragment"},
    EnumId<LocationForm>{LocationForm::EmptyFragment, "empty-fragment"},
    EnumId<LocationForm>{LocationForm::InheritedFragment, "inherited-fragment"},
};

/// The id of a value; every value of the enum is in its table.
template <typename Enum, std::size_t size>
QString idOf(const std::array<EnumId<Enum>, size> &table, Enum value)
{
    const auto found = std::find_if(table.begin(), table.end(), [value](const EnumId<Enum> &entry) {
        return entry.value == value;
    });
    Q_ASSERT(found != table.end());
    return QString::fromLatin1(found->id);
}

/// The value of an id, or nothing when there is no such id.
template <typename Enum, std::size_t size>
std::optional<Enum> valueOf(const std::array<EnumId<Enum>, size> &table, const QString &id)
{
    const auto found = std::find_if(table.begin(), table.end(), [&id](const EnumId<Enum> &entry) {
        return QLatin1String(entry.id) == id;
    });
    return found == table.end() ? std::nullopt : std::optional(found->value);
}

} // namespace hoplens
