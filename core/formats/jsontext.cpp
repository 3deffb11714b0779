// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/jsontext.h"

#include <QJsonDocument>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int deepest = 512;
constexpr int indentation = 2; // spaces a level
constexpr int deepestIndented = 32; // deeper lines go no further right, which bounds the result

/// Writes valid JSON anew, token by token.
class Indenter {
public:
    QByteArray indented(const QByteArray &json)
    {
        m_text.reserve(json.size() * 2);
        for (qsizetype at = 0; at < json.size(); ++at) {
            take(json, at);
        }
        return m_text;
    }

private:
    void take(const QByteArray &json, qsizetype &at)
    {
        const char c = json.at(at);
        switch (c) {
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            return;
        case '"':
            takeString(json, at);
            return;
        case '{':
        case '[':
            beginValue();
            m_text += c;
            ++m_depth;
            m_isEmpty = true;
            return;
        case '}':
        case ']':
            --m_depth;
            if (!m_isEmpty) {
                breakLine();
            }
            m_isEmpty = false;
            m_text += c;
            return;
        case ',':
            m_text += c;
            breakLine();
            return;
        case ':':
            m_text += ": ";
            return;
        default:
            beginValue();
            m_text += c;
            return;
        }
    }

    void takeString(const QByteArray &json, qsizetype &at)
    {
        beginValue();
        const qsizetype start = at++;
        while (json.at(at) != '"') {
            at += json.at(at) == '\\' ? 2 : 1;
        }
        m_text += json.mid(start, at - start + 1);
    }

    void beginValue()
    {
        if (m_isEmpty && m_depth > 0) {
            breakLine();
        }
        m_isEmpty = false;
    }

    void breakLine()
    {
        m_text += '\n';
        m_text += QByteArray(std::min(m_depth, deepestIndented) * qsizetype{indentation}, ' ');
    }

    QByteArray m_text;
    int m_depth = 0;
    bool m_isEmpty = false; ///< nothing stands yet in the innermost object or array
};

/// Strings and all, so that a bracket in a string counts; that only makes the bound stricter.
bool mayBeTooDeep(const QByteArray &json)
{
    int depth = 0;
    for (const char c : json) {
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        if (depth > deepest) {
            return true;
        }
    }
    return false;
}

} // namespace

std::optional<QByteArray> indentedJson(const QByteArray &json)
{
    const QByteArray trimmed = json.trimmed();
    const bool isContainer = trimmed.startsWith('{') || trimmed.startsWith('[');
    if (!isContainer || mayBeTooDeep(trimmed)) {
        return std::nullopt;
    }
    QJsonParseError error;
    QJsonDocument::fromJson(trimmed, &error);
    if (error.error != QJsonParseError::NoError) {
        return std::nullopt;
    }
    return Indenter().indented(trimmed);
}

} // namespace hoplens
