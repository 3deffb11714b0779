// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/formurlencoded.h"
#include "core/result.h"
#include "core/trace/trace.h"

namespace hoplens {

enum class BodyKind { None, Text, Form, Multipart, File };

/// A line of a multipart form: a text, or the content of a file. Both are kept; `isFile` chooses.
struct PartRow {
    bool sent = true;
    QByteArray name;
    bool isFile = false;
    QByteArray text;
    QString file; ///< path; read when the request is made
    QByteArray fileName; ///< as the server is told; empty: that of `file`, none for a text
    QByteArray type; ///< Content-Type; empty: by the file's name, none for a text

    bool operator==(const PartRow &) const = default;
};

/// A body as it is put together. Each kind keeps its content while another one is chosen.
struct BodyDraft {
    BodyKind kind = BodyKind::None;
    Body text; ///< of kind Text; octets, which may be no text
    QByteArray textType = QByteArrayLiteral("text/plain"); ///< empty: no Content-Type
    QList<FormField> fields;
    QList<PartRow> parts;
    QString file;
    QByteArray fileType; ///< empty: by the file's name

    bool operator==(const BodyDraft &) const = default;
};

/// Octets of all files of a body together that are read at most.
inline constexpr qint64 bodyFilesLimit = 256 * 1024LL * 1024LL;

/// A body that is ready to be sent, and the Content-Type that goes with it.
struct MadeBody {
    std::optional<Body> body;
    QByteArray contentType; ///< empty: none

    bool operator==(const MadeBody &) const = default;
};

/// Puts the body together; reads files. `typeByHand` is the user's own Content-Type, empty for
/// none: a boundary in it is used. Errors: a file that cannot be read, or is too large; a part
/// without a name; a boundary by hand that stands in the content.
Result<MadeBody> makeBody(const BodyDraft &draft, const QByteArray &typeByHand = {});

/// The size that makeBody would give, by the sizes of the files; reads none. Errors: a file that is
/// not there.
Result<std::optional<qint64>> bodySize(const BodyDraft &draft, const QByteArray &typeByHand = {});
/// The media type that goes with it, without parameters.
QByteArray bodyMediaType(const BodyDraft &draft);

/// What is wrong with a part as it stands, one sentence; empty when it can go out. Looks at the
/// file, and reads nothing.
QString partProblem(const PartRow &part);
QString fileProblem(const QString &path);
/// By the ending of the name; "application/octet-stream" when that says nothing.
QByteArray typeOfFile(const QString &path);

/// The draft for a body that is given as octets; a form that comes back octet for octet becomes
/// fields.
BodyDraft bodyDraftOf(const std::optional<Body> &body, const QByteArray &contentType);

} // namespace hoplens
