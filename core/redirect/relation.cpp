// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/relation.h"

#include <QList>
#include <QStringView>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

struct Word {
    QLatin1String name;
    bool OriginRelation::*member;
};

constexpr std::array words{
    Word{QLatin1String("same-origin"), &OriginRelation::sameOrigin},
    Word{QLatin1String("same-host"), &OriginRelation::sameHost},
    Word{QLatin1String("same-port"), &OriginRelation::samePort},
    Word{QLatin1String("upgrade"), &OriginRelation::upgrade},
    Word{QLatin1String("downgrade"), &OriginRelation::downgrade},
    Word{QLatin1String("to-subdomain"), &OriginRelation::toSubdomain},
    Word{QLatin1String("to-parent"), &OriginRelation::toParent},
    Word{QLatin1String("default-ports"), &OriginRelation::defaultPorts},
    Word{QLatin1String("to-address"), &OriginRelation::toAddress},
};

/// The word without "!", or the end of the table.
const Word *findWord(QStringView text)
{
    const QStringView name = text.startsWith(u'!') ? text.mid(1) : text;
    return std::find_if(words.begin(), words.end(),
                        [&](const Word &word) { return name == word.name; });
}

} // namespace

bool isRelation(const QString &text)
{
    const QList<QStringView> parts = QStringView(text).split(u'+');
    return std::all_of(parts.begin(), parts.end(),
                       [](QStringView part) { return findWord(part) != words.end(); });
}

bool relationHolds(const QString &text, const OriginRelation &relation)
{
    const QList<QStringView> parts = QStringView(text).split(u'+');
    return std::all_of(parts.begin(), parts.end(), [&](QStringView part) {
        const Word *word = findWord(part);
        Q_ASSERT(word != words.end());
        return relation.*(word->member) != part.startsWith(u'!');
    });
}

} // namespace hoplens
