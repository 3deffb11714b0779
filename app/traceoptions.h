// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/step/breakconditions.h"
#include "core/trace/trace.h"
#include "core/transport/sendoptions.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

class QCommandLineParser;

namespace hoplens {

/// One -d, --data-binary or --json, in the order given.
struct DataArgument {
    enum class Kind { Text, Binary, Json };
    Kind kind = Kind::Text;
    QString value; ///< text, or "@FILE"
};

enum class OutputFormat { Text, Json, Har, Curl };

/// The options of "hoplens trace" as given. Files are named here, not read.
struct TraceArguments {
    QString address; ///< URL, or with `lab` a path
    bool lab = false;
    QString method; ///< empty: GET, or POST with data
    QStringList headers; ///< "Name: value", "Name;" or "Name:"
    QList<DataArgument> data;
    std::optional<QString> user;
    std::optional<QString> userAgent;
    std::optional<QString> referer;
    std::optional<QString> cookie;
    QString client;
    std::optional<int> maxHops;
    BreakConditions stopAt;
    bool followRefresh = false;
    std::chrono::milliseconds timeout{0};
    SendOptions send; ///< without the authorities of the file
    QString authorityFile;
    QString cookieFile;
    QString outputFile;
    OutputFormat format = OutputFormat::Text;
    bool showSecrets = false;
    std::optional<Level> failOn;
};

/// Declares the options about the request and how it is sent, with curl's names where curl has one.
void addRequestOptions(QCommandLineParser &parser);
/// Those, and what "hoplens trace" has besides.
void addTraceOptions(QCommandLineParser &parser);

/// The options of addRequestOptions, without address and client.
/// Errors: the option, what is wrong with it, what it wants.
Result<TraceArguments> readRequestArguments(const QCommandLineParser &parser);
/// The parsed options as a struct. Errors: as above.
Result<TraceArguments> readTraceArguments(const QCommandLineParser &parser);

} // namespace hoplens
