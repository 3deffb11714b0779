// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/displaytext.h"
#include "core/http/responsereader.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

// Small, so that small inputs reach them.
ReadLimits smallLimits()
{
    ReadLimits limits;
    limits.head = {64, 512, 8};
    limits.body = {32, 128, 64};
    limits.interim = 2;
    return limits;
}

bool sameHead(const Response &a, const Response &b)
{
    return a.version == b.version && a.status == b.status && a.reason == b.reason
        && a.headers == b.headers;
}

bool sameResponse(const Response &a, const Response &b)
{
    return sameHead(a, b) && a.body == b.body
        && std::equal(a.interim.begin(), a.interim.end(), b.interim.begin(), b.interim.end(),
                      sameHead);
}

// The detail of a failure quotes what had arrived by then, so it alone may depend on the pieces.
void requireSame(const ResponseReader &a, const ResponseReader &b)
{
    require(a.stage() == b.stage(), "the pieces do not decide how it ends");
    require(a.failure().has_value() == b.failure().has_value()
                && (!a.failure()
                    || (a.failure()->kind == b.failure()->kind
                        && a.failure()->code == b.failure()->code)),
            "the pieces do not decide why it fails");
    require(a.oddities() == b.oddities(), "the pieces do not decide what is odd");
    require(a.response().has_value() == b.response().has_value()
                && (!a.response() || sameResponse(*a.response(), *b.response())),
            "the pieces do not decide what is read");
}

void requireLimits(const ResponseReader &reader, const ReadLimits &limits)
{
    require(reader.isOver(), "the end of the connection is the end");
    require(reader.failure().has_value() == (reader.stage() == ResponseReader::Stage::Failed),
            "what failed says why");
    const std::optional<Response> response = reader.response();
    if (!response) {
        return;
    }
    require(response->status >= 0 && response->status <= 999, "a status has three digits");
    require(response->headers.size() <= limits.head.fields, "limit of the fields");
    require(response->interim.size() <= limits.interim, "limit of the interim answers");
    const Body &body = response->body;
    require(body.bytes.size() <= limits.body.preview, "limit of what is kept");
    require(body.size <= limits.body.body && body.bytes.size() <= body.size, "limit of the body");
    qsizetype octets = 0;
    for (const Field &field : response->headers) {
        require(!field.name.isEmpty(), "a field has a name");
        require(!field.value.contains('\n'), "a field is one line");
        octets += field.name.size() + field.value.size();
    }
    require(octets <= limits.head.head, "limit of the head");
    if (!body.sha256.isEmpty() && !body.truncated) {
        require(body.sha256 == QCryptographicHash::hash(body.bytes, QCryptographicHash::Sha256),
                "the hash is the body's");
    }
}

// By Unicode's own classes, where displayText has a list of its own.
bool isHarmful(uint c)
{
    static constexpr std::array directions{QChar::DirLRE, QChar::DirLRO, QChar::DirRLE,
                                           QChar::DirRLO, QChar::DirPDF, QChar::DirLRI,
                                           QChar::DirRLI, QChar::DirFSI, QChar::DirPDI};
    static constexpr std::array categories{QChar::Other_Control, QChar::Other_Surrogate,
                                           QChar::Separator_Line, QChar::Separator_Paragraph};
    return std::find(directions.begin(), directions.end(), QChar::direction(c)) != directions.end()
        || std::find(categories.begin(), categories.end(), QChar::category(c)) != categories.end();
}

} // namespace

void fuzz(const QByteArray &input)
{
    QList<QByteArrayView> octets;
    for (qsizetype i = 0; i < input.size(); ++i) {
        octets.append(QByteArrayView(input).sliced(i, 1));
    }
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("HEAD")}) {
        for (const ReadLimits &limits : {ReadLimits(), smallLimits()}) {
            ResponseReader whole(method, limits);
            feedAll(whole, {QByteArrayView(input)});
            requireLimits(whole, limits);
            for (const QList<QByteArrayView> &pieces : {octets, inPieces(input)}) {
                ResponseReader cut(method, limits);
                feedAll(cut, pieces);
                requireSame(whole, cut);
            }
        }
    }
    const QList<uint> shown = displayText(input).toUcs4();
    require(std::none_of(shown.begin(), shown.end(), isHarmful), "what is shown is harmless");
}

} // namespace hoplens
