// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/requestdraft.h"

#include "core/formats/redaction.h"
#include "core/formats/secretfinder.h"
#include "core/formats/secretnames.h"
#include "core/formats/secretplaces.h"

#include <utility>

namespace hoplens {

namespace {

/// First secrets are blotted out where their names give them away.
class DraftBlotter {
public:
    void blot(RequestDraft &draft);
    SecretList secrets() const;

private:
    void blotAuth(AuthDraft &auth);
    void blotBody(BodyDraft &body);
    QByteArray parameter(const QByteArray &name, const QByteArray &value);
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

/// A URL as it was typed, with or without its scheme.
QString DraftBlotter::address(const QString &text)
{
    const Result<Url> url = parseTypedAddress(text);
    if (url && hasUserinfo(*url)) {
        return QString::fromLatin1(serializeUrl(m_places.url(*url)));
    }
    return QString::fromUtf8(m_places.urlText(text.toUtf8()));
}

QByteArray DraftBlotter::parameter(const QByteArray &name, const QByteArray &value)
{
    if (!isSecretParameter(name) || value.isEmpty()) {
        return value;
    }
    m_more.append(value);
    return redactedMark;
}

void DraftBlotter::blotAuth(AuthDraft &auth)
{
    for (QByteArray *secret : {&auth.password, &auth.token, &auth.fieldValue}) {
        m_more.append(*secret);
        auth.forgotten = auth.forgotten || !secret->isEmpty();
        secret->clear();
    }
}

void DraftBlotter::blotBody(BodyDraft &body)
{
    body.text = m_places.body(body.text, {{"Content-Type", body.textType}});
    for (FormField &field : body.fields) {
        field.value = parameter(field.name, field.value);
    }
    for (PartRow &part : body.parts) {
        part.text = parameter(part.name, part.text);
    }
}

void DraftBlotter::blot(RequestDraft &draft)
{
    draft.address = address(draft.address);
    for (HeaderRow &row : draft.headers) {
        row.field.value = m_places.fieldValue(row.field.name, row.field.value);
    }
    blotBody(draft.body);
    blotAuth(draft.auth);
    draft.cookies.field = m_places.fieldValue("Cookie", draft.cookies.field);
    if (!draft.options.proxyAddress.isEmpty()) {
        draft.options.proxyAddress = address(draft.options.proxyAddress);
    }
}

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
