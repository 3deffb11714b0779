// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/locationanatomy.h"
#include "core/redirect/metarefresh.h"
#include "ui/formatting.h"
#include "ui/inspector/pages.h"

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct LocationBlock {
    Q_DECLARE_TR_FUNCTIONS(LocationBlock)
};

constexpr qsizetype longestBase = 200; // characters; the whole stands on the page Request
using Row = std::pair<QString, QString>;

} // namespace

std::optional<PageBlock> locationBlock(const Hop &hop)
{
    const std::optional<LocationAnatomy> anatomy = locationAnatomy(hop);
    if (!anatomy) {
        return std::nullopt;
    }
    QList<Row> rows;
    const QString received = visibleText(anatomy->raw);
    const QString cleaned = visibleText(anatomy->cleaned);
    for (const QByteArray &location : hop.redirect->locations) {
        const QString value = visibleText(location);
        rows.append({LocationBlock::tr("received"),
                     value.isEmpty() ? LocationBlock::tr("(empty)") : value});
    }
    if (cleaned != received) {
        rows.append({LocationBlock::tr("cleaned"), cleaned});
    }
    const QString resolved =
        anatomy->resolved ? visibleText(serializeUrl(*anatomy->resolved)) : QString();
    if (resolved != cleaned) {
        rows.append({LocationBlock::tr("base"),
                     shortenedUrl(visibleText(serializeUrl(anatomy->base)), longestBase)});
        rows.append({LocationBlock::tr("leads to"),
                     resolved.isEmpty() ? LocationBlock::tr("nowhere") : resolved});
    }
    const bool odd = std::any_of(anatomy->notes.begin(), anatomy->notes.end(), isOdd);
    PageBlock block{odd ? Ink::Changed : Ink::Muted,
                    {PageLine{Style::Strong, LocationBlock::tr("Location taken apart")}}};
    block.lines += tableLines(rows);
    for (const LocationForm form : anatomy->notes) {
        block.lines.append(PageLine{isOdd(form) ? Style::Text : Style::Muted,
                                    visibleText(locationNote(form, hop))});
    }
    return block;
}

std::optional<PageBlock> softRedirectBlock(const Hop &hop)
{
    if (!hop.soft) {
        return std::nullopt;
    }
    const bool followed = hop.redirect && hop.redirect->follow;
    const QString title = followed ? LocationBlock::tr("Soft redirect, followed")
                                   : LocationBlock::tr("Soft redirect, not followed");
    PageBlock block{
        followed ? Ink::Redirect : Ink::Muted,
        {PageLine{Style::Strong, title}, PageLine{Style::Text, softRedirectText(*hop.soft)}}};
    block.lines +=
        tableLines({{LocationBlock::tr("received"), visibleText(hop.soft->value)},
                    {LocationBlock::tr("leads to"), visibleText(serializeUrl(hop.soft->url))}});
    block.lines.append(PageLine{
        Style::Muted,
        followed && hop.soft->seconds > 0
            ? LocationBlock::tr("Hoplens does not wait as a page would.")
            : LocationBlock::tr("A page asks for this by itself; it is no HTTP redirect.")});
    return block;
}

} // namespace hoplens
