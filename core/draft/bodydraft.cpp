// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/draft/bodydraft.h"

#include "core/formats/multipart.h"
#include "core/http/displaytext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

#include <algorithm>

namespace hoplens {

namespace {

const QByteArray formType = "application/x-www-form-urlencoded";
const QByteArray multipartType = "multipart/form-data";

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::BodyDraft", text);
}

Error unreadable(const QString &path, const QString &reason)
{
    return {Error::Code::Unreadable,
            tr("The file %1 cannot be read: %2.").arg(visibleText(path), reason)};
}

QString tooLarge()
{
    return tr("the files of a body may have %1 MiB together").arg(bodyFilesLimit >> 20);
}

/// Reads at most `room` octets, and takes them off it.
Result<QByteArray> readFile(const QString &path, qint64 &room)
{
    if (const QString problem = fileProblem(path); !problem.isEmpty()) {
        return Error{Error::Code::Unreadable, problem};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return unreadable(path, file.errorString());
    }
    QByteArray bytes = file.read(room + 1);
    if (file.error() != QFileDevice::NoError) {
        return unreadable(path, file.errorString());
    }
    if (bytes.size() > room) {
        return unreadable(path, tooLarge());
    }
    room -= bytes.size();
    return bytes;
}

bool isBlankPart(const PartRow &part)
{
    return part.name.isEmpty() && part.text.isEmpty() && part.file.isEmpty();
}

QList<PartRow> sentParts(const BodyDraft &draft)
{
    QList<PartRow> parts;
    std::copy_if(draft.parts.begin(), draft.parts.end(), std::back_inserter(parts),
                 [](const PartRow &part) { return part.sent && !isBlankPart(part); });
    return parts;
}

/// All of a part but the content of its file.
FormPart headOf(const PartRow &row)
{
    FormPart part{row.name, row.isFile ? QByteArray() : row.text, row.type, row.fileName};
    if (row.isFile && part.fileName.isEmpty()) {
        part.fileName = QFileInfo(row.file).fileName().toUtf8();
    }
    if (row.isFile && part.type.isEmpty()) {
        part.type = typeOfFile(row.file);
    }
    return part;
}

/// RFC 2046 §5.1.1: up to 70 characters, which may stand in quotes.
QByteArray boundaryByHand(const QByteArray &contentType)
{
    const qsizetype at = contentType.toLower().indexOf("boundary=");
    if (at < 0) {
        return {};
    }
    QByteArray rest = contentType.mid(at + 9);
    const char end = rest.startsWith('"') ? '"' : ';';
    rest = rest.startsWith('"') ? rest.mid(1) : rest;
    const qsizetype stop = rest.indexOf(end);
    return (stop < 0 ? rest : rest.left(stop)).trimmed();
}

Result<MadeBody> makeMultipart(const BodyDraft &draft, const QByteArray &typeByHand)
{
    QList<FormPart> parts;
    qint64 room = bodyFilesLimit;
    const QList<PartRow> rows = sentParts(draft);
    for (const PartRow &row : rows) {
        if (const QString problem = partProblem(row); !problem.isEmpty()) {
            return Error{row.isFile ? Error::Code::Unreadable : Error::Code::InvalidInput, problem};
        }
        FormPart part = headOf(row);
        if (row.isFile) {
            const Result<QByteArray> content = readFile(row.file, room);
            if (!content) {
                return content.error();
            }
            part.content = *content;
        }
        parts.append(part);
    }
    const QByteArray byHand = boundaryByHand(typeByHand);
    const bool stands = !byHand.isEmpty()
        && std::any_of(parts.begin(), parts.end(),
                       [&](const FormPart &part) { return part.content.contains("--" + byHand); });
    if (stands) {
        return Error{Error::Code::InvalidInput,
                     tr("The boundary in your Content-Type header stands in the content of a part: "
                        "choose another one, or remove the header.")};
    }
    const QByteArray boundary = byHand.isEmpty() ? boundaryFor(parts) : byHand;
    return MadeBody{bodyOf(multipartBody(parts, boundary)),
                    multipartType + "; boundary=" + boundary};
}

Result<MadeBody> makeFile(const BodyDraft &draft)
{
    qint64 room = bodyFilesLimit;
    const Result<QByteArray> content = readFile(draft.file, room);
    if (!content) {
        return content.error();
    }
    return MadeBody{bodyOf(*content), bodyMediaType(draft)};
}

} // namespace

Result<MadeBody> makeBody(const BodyDraft &draft, const QByteArray &typeByHand)
{
    switch (draft.kind) {
    case BodyKind::None:
        break;
    case BodyKind::Text:
        return MadeBody{draft.text, draft.textType};
    case BodyKind::Form:
        return MadeBody{bodyOf(formUrlEncoded(draft.fields)), formType};
    case BodyKind::Multipart:
        return makeMultipart(draft, typeByHand);
    case BodyKind::File:
        return makeFile(draft);
    }
    return MadeBody{};
}

Result<std::optional<qint64>> bodySize(const BodyDraft &draft, const QByteArray &typeByHand)
{
    if (draft.kind == BodyKind::File) {
        if (const QString problem = fileProblem(draft.file); !problem.isEmpty()) {
            return Error{Error::Code::Unreadable, problem};
        }
        return std::optional(QFileInfo(draft.file).size());
    }
    if (draft.kind != BodyKind::Multipart) {
        const Result<MadeBody> made = makeBody(draft, typeByHand);
        Q_ASSERT(made); // no file, so nothing can fail
        return made->body ? std::optional(made->body->size) : std::nullopt;
    }
    qint64 size = 0;
    QList<FormPart> parts;
    const QList<PartRow> rows = sentParts(draft);
    for (const PartRow &row : rows) {
        if (const QString problem = partProblem(row); !problem.isEmpty()) {
            return Error{Error::Code::Unreadable, problem};
        }
        size += row.isFile ? QFileInfo(row.file).size() : 0;
        parts.append(headOf(row));
    }
    // All boundaries of ours are of one length.
    const QByteArray byHand = boundaryByHand(typeByHand);
    const QByteArray boundary = byHand.isEmpty() ? boundaryFor({}) : byHand;
    return std::optional(size + multipartBody(parts, boundary).size());
}

QByteArray bodyMediaType(const BodyDraft &draft)
{
    switch (draft.kind) {
    case BodyKind::None:
        break;
    case BodyKind::Text:
        return draft.textType;
    case BodyKind::Form:
        return formType;
    case BodyKind::Multipart:
        return multipartType;
    case BodyKind::File:
        return draft.fileType.isEmpty() ? typeOfFile(draft.file) : draft.fileType;
    }
    return {};
}

QString partProblem(const PartRow &part)
{
    if (!part.sent || isBlankPart(part)) {
        return {};
    }
    if (part.name.isEmpty()) {
        return tr("A part of the form needs a name: type one, or delete the row.");
    }
    if (!isFieldValue(part.type)) {
        return tr("The type of part %1 contains a line break: remove it.")
            .arg(displayText(part.name));
    }
    return part.isFile ? fileProblem(part.file) : QString();
}

QString fileProblem(const QString &path)
{
    if (path.isEmpty()) {
        return tr("Choose the file that is to be sent.");
    }
    const QFileInfo info(path);
    if (!info.exists()) {
        return tr("The file %1 is not there: choose another one.").arg(visibleText(path));
    }
    if (!info.isFile()) { // a pipe would wait, and a device never end
        return tr("%1 is no ordinary file: choose another one.").arg(visibleText(path));
    }
    if (!info.isReadable()) {
        return unreadable(path, tr("you have no permission")).detail;
    }
    return info.size() > bodyFilesLimit ? unreadable(path, tooLarge()).detail : QString();
}

QByteArray typeOfFile(const QString &path)
{
    static const QMimeDatabase database;
    return database.mimeTypeForFile(path, QMimeDatabase::MatchExtension).name().toLatin1();
}

BodyDraft bodyDraftOf(const std::optional<Body> &body, const QByteArray &contentType)
{
    BodyDraft draft;
    if (!body) {
        return draft;
    }
    if (contentType == formType && !body->truncated && !body->redacted) {
        if (const auto fields = readFormUrlEncoded(body->bytes); fields && !fields->isEmpty()) {
            draft.kind = BodyKind::Form;
            draft.fields = *fields;
            return draft;
        }
    }
    draft.kind = BodyKind::Text;
    // A part of a body is all there is to send: it becomes the body.
    draft.text = body->truncated ? bodyOf(body->bytes) : *body;
    draft.textType = contentType;
    return draft;
}

} // namespace hoplens
