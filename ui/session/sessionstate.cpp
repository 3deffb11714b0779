// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/session/sessionstate.h"

#include "core/formats/jsonfields.h"
#include "core/history/historyentry.h"
#include "ui/request/draftjson.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace hoplens {

using namespace Qt::StringLiterals;

namespace {

constexpr int highestHop = 1'000'000;

struct SessionFile {
    Q_DECLARE_TR_FUNCTIONS(hoplens::SessionFile)
};

QJsonObject tabToJson(const SessionTab &tab)
{
    return {
        {"draft"_L1, draftToJson(tab.draft, Secrets::Redact)},
        {"file"_L1, tab.document.path},
        {"fileShowsSecrets"_L1, tab.document.secrets == Secrets::Show},
        {"history"_L1, tab.historyId},
        {"backup"_L1, tab.backupId},
        {"hop"_L1, tab.hop},
    };
}

SessionTab tabFromJson(ObjectReader object)
{
    SessionTab tab;
    tab.draft = draftFromJson(object.take("draft"_L1).toObject());
    const QString path = object.text("file"_L1);
    const bool showsSecrets = object.flag("fileShowsSecrets"_L1);
    if (QFileInfo(path).isAbsolute()) {
        tab.document = {path, showsSecrets ? Secrets::Show : Secrets::Redact};
    }
    const auto knownId = [&object](QLatin1String key) {
        const QString id = object.text(key);
        return isHistoryId(id) ? id : QString(); // it becomes a file name
    };
    tab.historyId = knownId("history"_L1);
    tab.backupId = knownId("backup"_L1);
    tab.hop = static_cast<int>(object.integer("hop"_L1, -1, highestHop).value_or(-1));
    return tab;
}

Error broken()
{
    return {Error::Code::InvalidInput,
            SessionFile::tr("The list of open traces was damaged and has been put aside.")};
}

QByteArray sessionToJson(const SessionState &state)
{
    const QJsonObject object{
        {"format"_L1, "hoplens-session"_L1},
        {"version"_L1, 1},
        {"tabs"_L1, listOf(state.tabs, tabToJson)},
        {"current"_L1, state.current},
        {"ended"_L1, state.ended},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

// A file that cannot be read again is worth nothing: rather some tabs and bodies less.
QByteArray writeSession(const SessionState &state)
{
    SessionState kept = state;
    kept.tabs = state.tabs.mid(0, sessionTabLimit);
    QByteArray bytes = sessionToJson(kept);
    if (bytes.size() > sessionFileLimit) {
        constexpr qint64 worstCase = 8; // octets of JSON for one of a body
        const qint64 share = sessionFileLimit / 2 / worstCase / kept.tabs.size();
        for (SessionTab &tab : kept.tabs) {
            if (tab.draft.body.text.bytes.size() > share) {
                tab.draft.body.text = {};
            }
        }
        bytes = sessionToJson(kept);
    }
    if (bytes.size() > sessionFileLimit) {
        for (SessionTab &tab : kept.tabs) {
            tab.draft = {};
        }
        bytes = sessionToJson(kept);
    }
    return bytes;
}

Result<SessionState> readSession(const QByteArray &bytes)
{
    const Result<QJsonObject> document = parseJsonObject(bytes);
    if (!document) {
        return broken();
    }
    QString problem;
    ObjectReader object(*document, QString(), &problem);
    const bool isOurs = object.take("format"_L1) == QJsonValue("hoplens-session"_L1)
        && object.take("version"_L1) == QJsonValue(1);
    SessionState state;
    object.each(
        "tabs"_L1,
        [&](const QJsonValue &value, const QString &path) {
            state.tabs.append(tabFromJson(object.inside(value, path)));
        },
        sessionTabLimit);
    state.ended = object.flag("ended"_L1);
    state.current = static_cast<int>(object.integer("current"_L1, 0, sessionTabLimit).value_or(0));
    if (!isOurs || !problem.isEmpty() || state.tabs.isEmpty()) {
        return broken();
    }
    state.current = std::min(state.current, static_cast<int>(state.tabs.size()) - 1);
    return state;
}

} // namespace hoplens
