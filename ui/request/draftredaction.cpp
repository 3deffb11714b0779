// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/requestdraft.h"

#include "core/formats/redaction.h"
#include "core/formats/secretfinder.h"
#include "core/formats/secretplaces.h"

#include <algorithm>

namespace hoplens {

namespace {

/// Where, in an address that has no "@" yet, a password begins: after a colon that no port follows.
/// -1: nowhere. While it is typed, "ann:abc" is a host with a strange port.
qsizetype passwordBeginning(const QString &address)
{
    const qsizetype slashes = address.indexOf(u"//");
    const qsizetype begin = slashes < 0 ? 0 : slashes + 2;
    const auto from = address.begin() + begin;
    const auto end = std::find_if(from, address.end(), [](QChar c) {
        return c == u'/' || c == u'\\' || c == u'?' || c == u'#';
    });
    const QStringView authority(from, end);
    const qsizetype colon = authority.indexOf(u':');
    const QStringView port = authority.mid(colon + 1);
    const bool isScheme = slashes < 0 && authority.endsWith(u':');
    const bool isPort =
        std::all_of(port.begin(), port.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return colon < 0 || isPort || isScheme || authority.startsWith(u'[') || address.contains(u'@')
        ? -1
        : begin + colon + 1;
}

/// First secrets are blotted out where their names give them away.
class DraftBlotter {
public:
    void blot(RequestDraft &draft);
    SecretList secrets() const;

private:
    void blotHeader(Field &field);
    void blotAuth(AuthDraft &auth);
    void blotBody(BodyDraft &body, const QByteArray &typeByHand);
    QString address(const QString &text);

    SecretPlaces m_places;
    QList<QByteArray> m_more; // that stand where no name tells
};

SecretList DraftBlotter::secrets() const
{
    SecretList all = m_places.secrets();
    for (const QByteArray &secret : m_more) {
        all.add(secret);
    }
    return all;
}

/// A URL as it was typed, with or without its scheme, perhaps not to its end.
QString DraftBlotter::address(const QString &text)
{
    const Result<Url> url = parseTypedAddress(text);
    if (url && hasUserinfo(*url)) {
        return QString::fromLatin1(serializeUrl(m_places.url(*url)));
    }
    if (const qsizetype begin = url ? -1 : passwordBeginning(text); begin >= 0) {
        m_more.append(text.mid(begin).toUtf8());
        return text.left(begin) + QLatin1String(redactedMark);
    }
    return QString::fromUtf8(m_places.urlText(text.toUtf8()));
}

/// A whole line may have been typed, or put, where only its name should stand.
void DraftBlotter::blotHeader(Field &field)
{
    field.value = m_places.fieldValue(field);
    if (const qsizetype colon = field.name.indexOf(':'); colon >= 0) {
        const QByteArray name = field.name.left(colon);
        const QByteArray rest = field.name.mid(colon + 1);
        field.name = name + ':' + m_places.fieldValue(name.trimmed(), rest.trimmed());
        field.value = m_places.fieldValue(name.trimmed(), field.value);
    }
}

void DraftBlotter::blotAuth(AuthDraft &auth)
{
    for (QByteArray *secret : {&auth.password, &auth.token, &auth.fieldValue}) {
        m_more.append(*secret);
        auth.forgotten = auth.forgotten || !secret->isEmpty();
        secret->clear();
    }
}

void DraftBlotter::blotBody(BodyDraft &body, const QByteArray &typeByHand)
{
    const QByteArray type = typeByHand.isEmpty() ? body.textType : typeByHand;
    body.text = m_places.body(body.text, {{"Content-Type", type}});
    for (FormField &field : body.fields) {
        field.value = m_places.formValue(field.name, field.value);
    }
    for (PartRow &part : body.parts) {
        part.text = m_places.formValue(part.name, part.text, part.type);
    }
}

void DraftBlotter::blot(RequestDraft &draft)
{
    draft.address = address(draft.address);
    for (HeaderRow &row : draft.headers) {
        blotHeader(row.field);
    }
    blotBody(draft.body, typeByHand(draft.headers));
    blotAuth(draft.auth);
    draft.cookies.field = m_places.fieldValue("Cookie", draft.cookies.field);
    if (!draft.options.proxyAddress.isEmpty()) {
        draft.options.proxyAddress = address(draft.options.proxyAddress);
    }
}

constexpr qsizetype shortestInName = 8; // as in traces: shorter finds may be chance

// ...then what was learned that way is looked for everywhere else.

void hunt(BodyDraft &body, const SecretFinder &finder)
{
    const auto end = body.text.truncated ? SecretFinder::End::CutOff : SecretFinder::End::Whole;
    if (const QByteArray clean = finder.blotted(body.text.bytes, end); clean != body.text.bytes) {
        redactBody(body.text, clean);
    }
    for (FormField &field : body.fields) {
        field.value = finder.blotted(field.value);
    }
    for (PartRow &part : body.parts) {
        part.text = finder.blotted(part.text);
    }
}

void hunt(RequestDraft &draft, const SecretFinder &finder)
{
    draft.address = finder.blotted(draft.address);
    for (HeaderRow &row : draft.headers) {
        row.field.name = finder.blotted(row.field.name, SecretFinder::End::Whole, shortestInName);
        row.field.value = finder.blotted(row.field.value);
    }
    hunt(draft.body, finder);
    draft.auth.user = finder.blotted(draft.auth.user);
    draft.cookies.field = finder.blotted(draft.cookies.field);
    draft.options.resolve = finder.blotted(draft.options.resolve);
}

} // namespace

RequestDraft redactedDraft(RequestDraft draft)
{
    DraftBlotter blotter;
    blotter.blot(draft);
    if (const SecretFinder finder(blotter.secrets()); !finder.isEmpty()) {
        hunt(draft, finder);
    }
    return draft;
}

} // namespace hoplens
