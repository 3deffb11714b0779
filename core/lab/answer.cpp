// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/answer.h"

#include <algorithm>
#include <array>

namespace hoplens {

QByteArray headOf(const LabAnswer &answer, const LabManner &manner)
{
    Headers fields;
    const auto addUnlessScripted = [&](const Field &field) {
        if (!contains(answer.fields, field.name)) {
            fields.append(field);
        }
    };
    addUnlessScripted({"Server", "Hoplens-Lab"});
    fields += answer.fields;
    // A redirect that a browser remembers would not come back to the lab.
    addUnlessScripted({"Cache-Control", "no-store"});
    // RFC 9110 §8.6: "A server MUST NOT send a Content-Length header field in any response with a
    // status code of 1xx (Informational) or 204 (No Content)." A 304 has no content either.
    if (answer.status != 204 && answer.status != 304) {
        addUnlessScripted({"Content-Type", answer.type});
        addUnlessScripted({"X-Content-Type-Options", "nosniff"});
        const qint64 size = answer.textSize.value_or(answer.body.size());
        fields.append(answer.chunked ? Field{"Transfer-Encoding", "chunked"}
                                     : Field{"Content-Length", QByteArray::number(size)});
    }
    if (manner.close) {
        fields.append(Field{"Connection", "close"});
    }
    QByteArray head =
        statusLine(answer.status, answer.reason.value_or(reasonPhrase(answer.status)));
    for (const Field &field : fields) {
        head += field.name + ": " + field.value + "\r\n";
    }
    return head + "\r\n";
}

QList<LabAction> actionsOf(LabAnswer answer, const LabManner &manner)
{
    // RFC 9112 §6.1: "A server MUST NOT send a response containing Transfer-Encoding unless the
    // corresponding request indicates HTTP/1.1 (or later minor revisions)."
    answer.chunked = answer.chunked && !manner.oldVersion;
    const bool bodiless = manner.bodiless || answer.status == 204 || answer.status == 304;
    QByteArray bytes = headOf(answer, manner);
    QList<LabAction> actions;
    if (!bodiless && answer.textSize) {
        actions = {WriteBytes{bytes}, WriteText{*answer.textSize, answer.chunked}};
        bytes.clear();
    } else if (!bodiless && !answer.body.isEmpty()) {
        bytes += answer.chunked ? chunkOf(answer.body) : answer.body;
    }
    if (!bodiless && answer.chunked) {
        bytes += "0\r\n\r\n";
    }
    if (!bytes.isEmpty()) {
        actions.append(WriteBytes{bytes});
    }
    if (manner.close) {
        actions.append(CloseConnection{});
    }
    return actions;
}

LabAnswer sentenceAnswer(int status, const QString &sentence)
{
    LabAnswer answer;
    answer.status = status;
    answer.body = sentence.toUtf8() + '\n';
    return answer;
}

QByteArray statusLine(int status, const QByteArray &reason)
{
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason + "\r\n";
}

QByteArray reasonPhrase(int status)
{
    struct Phrase {
        int status;
        const char *text;
    };
    // The IANA registry of HTTP status codes.
    static constexpr auto phrases = std::to_array<Phrase>({
        {100, "Continue"},
        {103, "Early Hints"},
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {203, "Non-Authoritative Information"},
        {204, "No Content"},
        {205, "Reset Content"},
        {206, "Partial Content"},
        {207, "Multi-Status"},
        {208, "Already Reported"},
        {226, "IM Used"},
        {300, "Multiple Choices"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {305, "Use Proxy"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {407, "Proxy Authentication Required"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {423, "Locked"},
        {424, "Failed Dependency"},
        {425, "Too Early"},
        {426, "Upgrade Required"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
        {506, "Variant Also Negotiates"},
        {507, "Insufficient Storage"},
        {508, "Loop Detected"},
        {511, "Network Authentication Required"},
    });
    const auto *const found =
        std::find_if(phrases.begin(), phrases.end(),
                     [&](const Phrase &phrase) { return phrase.status == status; });
    return found == phrases.end() ? QByteArray() : QByteArray(found->text);
}

QByteArray labText(qint64 offset, qint64 size)
{
    static const QByteArray line(
        "The lab fills bodies with lines of sixty-four octets, like this\n");
    const qint64 start = offset % line.size();
    return line.repeated((start + size) / line.size() + 1).sliced(start, size);
}

QByteArray chunkOf(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace hoplens
