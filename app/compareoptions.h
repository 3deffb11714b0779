// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/traceoptions.h"

namespace hoplens {

enum class CompareFormat { Text, Json, Markdown, Csv, Html };

/// The options of "hoplens compare" as given. Files are named here, not read.
struct CompareArguments {
    TraceArguments trace; ///< the request, if `trace.address` is no file; output options unused
    QStringList requestOptions; ///< names of the options that describe a request
    QStringList clients; ///< ids, each once, in the order given
    bool send = false;
    int atOnce = 4;
    CompareFormat format = CompareFormat::Text;
    QString outputFile;
    bool showSecrets = false;
};

void addCompareOptions(QCommandLineParser &parser);

/// Errors: the option, what is wrong with it, what it wants.
Result<CompareArguments> readCompareArguments(const QCommandLineParser &parser);

} // namespace hoplens
