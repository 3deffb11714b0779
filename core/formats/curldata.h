// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/bodydraft.h"
#include "core/formats/curloptions.h"
#include "core/formats/multipart.h"

namespace hoplens {

/// The body that a command describes, from -d and its relatives, --json and -F.
class CurlData {
public:
    /// Errors: a file whose content would be needed, a form field without a name.
    Result<void> take(const CurlArgument &argument);

    bool isGiven() const { return m_isGiven; }
    bool isJson() const { return m_isJson; }
    bool isForm() const { return !m_parts.isEmpty(); }
    /// A form or a file, which is named and not read; nothing for what content() says whole.
    std::optional<BodyDraft> draft() const;
    /// The content is not known before a file is read.
    bool needsFile() const;
    /// Of -d and --json alone.
    QByteArray text() const { return m_text; }
    QByteArray content() const;
    QByteArray contentType() const;
    QByteArray boundary() const { return boundaryFor(texts()); }

private:
    Result<void> append(const CurlArgument &argument, const QByteArray &bytes, bool separated);
    Result<void> takeFile(const CurlArgument &argument);
    QList<FormPart> texts() const;

    QByteArray m_text;
    QString m_file; ///< of --data-binary @file and -T
    bool m_isUpload = false; ///< -T
    QList<PartRow> m_parts;
    bool m_isGiven = false;
    bool m_isJson = false;
};

/// --data-urlencode and --url-query: "content", "=content", "name=content"; with --url-query
/// "+content" too. Errors: "@file", "name@file".
Result<QByteArray> urlEncoded(const CurlArgument &argument);
Result<QByteArray> urlQuery(const CurlArgument &argument);

/// The sentence for an option that reads a file.
Error fileWanted(const CurlArgument &argument, const QByteArray &file);

} // namespace hoplens
