// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

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
    /// Of -d and --json alone.
    QByteArray text() const { return m_text; }
    QByteArray content() const;
    QByteArray contentType() const;
    QByteArray boundary() const { return boundaryFor(m_parts); }

private:
    void append(const QByteArray &bytes, bool separated);

    QByteArray m_text;
    QList<FormPart> m_parts;
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
