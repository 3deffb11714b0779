// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/headerchanges.h"

#include <algorithm>

namespace hoplens {

namespace {

FieldChange changeOf(const QByteArray &name, const Headers &before, const Headers &after)
{
    const auto named = [&](const Field &field) { return isNamed(field, name); };
    auto old = std::find_if(before.begin(), before.end(), named);
    auto now = std::find_if(after.begin(), after.end(), named);
    if (old == before.end() || now == after.end()) {
        return old == before.end() ? FieldChange::Added : FieldChange::Removed;
    }
    while (old != before.end() && now != after.end() && old->value == now->value) {
        old = std::find_if(old + 1, before.end(), named);
        now = std::find_if(now + 1, after.end(), named);
    }
    return old == before.end() && now == after.end() ? FieldChange::Kept : FieldChange::Changed;
}

bool isByQtStack(const Exchange &exchange, const QByteArray &name)
{
    const auto names = [&name](const QList<QByteArray> &list) {
        return std::any_of(list.begin(), list.end(),
                           [&](const QByteArray &other) { return sameFieldName(other, name); });
    };
    return exchange.qtStack && (names(exchange.qtStack->added) || names(exchange.qtStack->leftOut));
}

} // namespace

QList<HeaderChange> headerChanges(const Exchange &exchange, const Headers &next)
{
    const Headers &before = exchange.request.headers;
    QList<HeaderChange> changes;
    changes.reserve(std::max(before.size(), next.size()));
    const auto note = [&](const QByteArray &name) {
        const bool isNoted =
            std::any_of(changes.begin(), changes.end(), [&](const HeaderChange &change) {
                return sameFieldName(change.name, name);
            });
        if (!isNoted && !isByQtStack(exchange, name)) {
            changes.append({name, changeOf(name, before, next), {}});
        }
    };
    for (const Field &field : before) {
        note(field.name);
    }
    for (const Field &field : next) {
        note(field.name);
    }
    return changes;
}

QString ruleOfNobody(FieldChange change)
{
    return change == FieldChange::Kept ? QStringLiteral("no-rule") : QStringLiteral("made-anew");
}

} // namespace hoplens
