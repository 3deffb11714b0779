// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/secretfinder.h"
#include "core/trace/trace.h"

namespace hoplens {

/// Puts the blotted text in place of what can be read of the body: its decoded text, whose coded
/// form then goes, or its octets.
void redactBody(Body &body, const QByteArray &clean);

/// Blots out secrets at the places where their names give them away, and lists what stood there.
class SecretPlaces {
public:
    QByteArray fieldValue(const Field &field);
    QByteArray fieldValue(const QByteArray &name, const QByteArray &value);
    QString failureDetail(const QString &detail);
    Url url(Url url);
    /// A URL or a part of one as written: a Location value, a request target.
    QByteArray urlText(const QByteArray &text);
    /// Forms, multipart ones too, and JSON. `headers` are those of the body's message.
    Body body(Body body, const Headers &headers);
    /// Of a form, not encoded. `type` is the media type of a part; empty: a text.
    QByteArray formValue(const QByteArray &name, const QByteArray &value,
                         const QByteArray &type = {});

    const SecretList &secrets() const { return m_secrets; }
    /// Nothing was blotted out, and nothing was found that stands elsewhere.
    bool foundNothing() const { return !m_changed && m_secrets.values().isEmpty(); }

private:
    struct Span {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    using Spans = QList<Span>;
    /// Where a text's URLs and parameters end: at its own end, at white space and quotes, or, in a
    /// form, only at "&".
    enum class Text { Url, Prose, Form };

    QByteArray credentials(const QByteArray &value);
    QByteArray cookies(const QByteArray &value, bool firstOnly);
    QByteArray parameters(const QByteArray &text, Text kind);
    QByteArray whole(const QByteArray &value);
    QByteArray content(const QByteArray &text, const QByteArray &type);
    QByteArray multipart(const QByteArray &text, const QByteArray &boundary);
    QByteArray part(const QByteArray &text);

    void addUserinfo(const QByteArray &user, const QByteArray &password);
    void addBasic(const QByteArray &token);
    void addNested(QByteArray text, Text kind);
    Spans userinfoSpans(const QByteArray &text, Text kind);
    static Spans parameterSpans(const QByteArray &text, Text kind);
    static Spans jsonSpans(const QByteArray &text);
    QByteArray blotted(const QByteArray &text, Spans spans);

    SecretList m_secrets;
    bool m_changed = false;
};

} // namespace hoplens
