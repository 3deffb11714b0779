// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/tracefile.h"

#include <QJsonObject>

namespace hoplens {

/// Whether a JSON document is an HTTP Archive (HAR 1.1 or 1.2).
bool isHar(const QJsonObject &document);

/// What a HAR tells about redirects, oldest first: each chain of requests that lead to one another
/// is a trace of the client "har". Without any redirect in the file, every request is a trace of
/// one hop. Nothing is guessed: what a HAR does not hold stays unknown, and the decisions between
/// hops are what was observed. Errors: no list of entries, too many entries or fields, an entry
/// without method or URL, nothing that went over http.
Result<QList<Trace>> readHar(const QJsonObject &document);
Result<QList<Trace>> readHar(const QByteArray &bytes);

/// The trace as HAR 1.2, its hops linked by redirectURL. What HAR has no place for stands under
/// "_hoplens": the decisions as in the trace file. Redacted like a trace file.
QByteArray writeHar(const Trace &trace, Secrets secrets = Secrets::Redact);

struct OpenedFile {
    QList<Trace> traces; ///< at least one; of a trace file exactly one
    bool isHar = false;
};
/// Opens either kind of file by what is in it.
/// Errors: those of loadFile, readTrace and readHar, with the file's name.
Result<OpenedFile> loadTraces(const QString &path);
/// HAR for a path that ends in ".har", otherwise the trace file. Errors: Unwritable.
Result<void> saveTrace(const QString &path, const Trace &trace, Secrets secrets);

} // namespace hoplens
