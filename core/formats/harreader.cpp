// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/har.h"
#include "core/formats/harchains.h"
#include "core/formats/jsonfields.h"

#include <algorithm>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype entryLimit = 50'000;
constexpr qsizetype fieldLimit = 1'000'000; // in the whole file

struct HarReader {
    Q_DECLARE_TR_FUNCTIONS(HarReader)
};

Error invalid(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

QString nameOf(const QJsonValue &program, QLatin1String key)
{
    constexpr qsizetype longest = 60;
    return displayText(program[key].toString().left(longest).toUtf8());
}

/// The browser, or else the program that wrote the file.
ClientName clientOf(const QJsonValue &log)
{
    const QJsonValue program =
        log["browser"_L1]["name"_L1].toString().isEmpty() ? log["creator"_L1] : log["browser"_L1];
    const QString name = nameOf(program, "name"_L1);
    return {u"har"_s, name.isEmpty() ? HarReader::tr("an unnamed program") : name,
            nameOf(program, "version"_L1)};
}

Result<QList<HarEntry>> entriesOf(const QJsonArray &list)
{
    if (list.size() > entryLimit) {
        return invalid(HarReader::tr("The HAR holds %1 requests, and Hoplens opens at most %2; "
                                     "save a shorter recording.")
                           .arg(list.size())
                           .arg(entryLimit));
    }
    QList<HarEntry> entries;
    qsizetype fields = 0;
    for (qsizetype index = 0; index < list.size(); ++index) {
        const QJsonObject object = list.at(index).toObject();
        const QJsonValue request = object["request"_L1];
        if (request["method"_L1].toString().isEmpty() || request["url"_L1].toString().isEmpty()) {
            return invalid(HarReader::tr("The HAR is damaged: log.entries[%1].request has no "
                                         "method or no url; save it again.")
                               .arg(index));
        }
        std::optional<HarEntry> entry = harEntryOf(object);
        if (!entry) {
            continue; // data:, ws: and other schemes
        }
        fields += entry->fields;
        if (fields > fieldLimit) {
            return invalid(HarReader::tr("The HAR holds more than %1 header fields, which is more "
                                         "than Hoplens opens; save a shorter recording.")
                               .arg(fieldLimit));
        }
        entries.append(*std::move(entry));
    }
    return entries;
}

} // namespace

bool isHar(const QJsonObject &document)
{
    return document["log"_L1]["entries"_L1].isArray();
}

Result<QList<Trace>> readHar(const QJsonObject &document)
{
    if (!isHar(document)) {
        return invalid(HarReader::tr("This is not a HAR: log.entries is missing; choose a file "
                                     "that a browser or a proxy saved as HAR."));
    }
    const QJsonValue log = document["log"_L1];
    Result<QList<HarEntry>> entries = entriesOf(log["entries"_L1].toArray());
    if (!entries) {
        return entries.error();
    }
    if (entries->isEmpty()) {
        return invalid(HarReader::tr("The HAR holds no http or https request; record with the "
                                     "network panel open and save it again."));
    }
    QList<QList<HarEntry>> chains = harChains(*std::move(entries));
    const auto isWithout = [](const QList<HarEntry> &chain) {
        return chain.size() == 1 && chain.constFirst().redirectUrl.isEmpty();
    };
    if (!std::all_of(chains.begin(), chains.end(), isWithout)) {
        chains.removeIf(isWithout);
    }
    const ClientName client = clientOf(log);
    QList<Trace> traces;
    for (const QList<HarEntry> &chain : std::as_const(chains)) {
        traces.append(traceOfChain(chain, client));
        traces.last().redacted = log["_hoplens"_L1]["redacted"_L1].toBool();
    }
    return traces;
}

Result<QList<Trace>> readHar(const QByteArray &bytes)
{
    const Result<QJsonObject> document = parseJsonObject(bytes);
    return document ? readHar(*document) : document.error();
}

Result<OpenedFile> loadTraces(const QString &path)
{
    const Result<QByteArray> bytes = loadFile(path);
    if (!bytes) {
        return bytes.error();
    }
    const auto unreadable = [&path](const Error &error) {
        return unreadableFile(path, error.detail);
    };
    const Result<QJsonObject> document = parseJsonObject(*bytes);
    if (!document) {
        return unreadable(document.error());
    }
    if (isHar(*document)) {
        const Result<QList<Trace>> traces = readHar(*document);
        return traces ? Result(OpenedFile{*traces, true}) : unreadable(traces.error());
    }
    const Result<Trace> trace = readTrace(*document);
    return trace ? Result(OpenedFile{{*trace}, false}) : unreadable(trace.error());
}

Result<void> saveTrace(const QString &path, const Trace &trace, Secrets secrets)
{
    const bool asHar = path.endsWith(u".har"_s, Qt::CaseInsensitive);
    return saveFile(path, asHar ? writeHar(trace, secrets) : writeTrace(trace, secrets));
}

} // namespace hoplens
