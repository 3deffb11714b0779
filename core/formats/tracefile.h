// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"

namespace hoplens {

enum class Secrets { Redact, Show };

/// The trace file of format version 1 (JSON, UTF-8), the same for the window and the command line.
/// Redacting a redacted trace changes nothing; unknown keys of the file it came from are written
/// back.
QByteArray writeTrace(const Trace &trace, Secrets secrets = Secrets::Redact);

/// Errors, one sentence each: truncated, another format, a newer version, too large, nested too
/// deep.
Result<Trace> readTrace(const QByteArray &bytes);
/// The same for a document that is parsed already.
Result<Trace> readTrace(const QJsonObject &document);

/// Largest trace file that is opened, in octets.
inline constexpr qint64 traceFileLimit = qint64(64) << 20;
/// An ordinary file of at most traceFileLimit, whole. Errors: Unreadable, with the file's name.
Result<QByteArray> loadFile(const QString &path);
/// Unreadable: the sentence after the file's name.
Error unreadableFile(const QString &path, const QString &sentence);
/// Errors: those of loadFile and readTrace.
Result<Trace> loadTraceFile(const QString &path);
/// Writes bytes atomically, readable by the user only. Errors: Unwritable.
Result<void> saveFile(const QString &path, const QByteArray &bytes);

} // namespace hoplens
