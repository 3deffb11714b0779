// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/displaytext.h"

#include <QList>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

/// Characters that a reader cannot see but that change what is seen.
bool isDeceptive(char32_t c)
{
    struct Range {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array ranges{
        Range{0x00, 0x1f}, // C0
        Range{0x7f, 0x9f}, // DEL, C1
        Range{0xad, 0xad}, // soft hyphen
        Range{0x61c, 0x61c}, // Arabic letter mark
        Range{0x180e, 0x180e},
        Range{0x200b, 0x200b}, // zero width space; joiners 200c and 200d belong to scripts
        Range{0x200e, 0x200f}, // directional marks
        Range{0x2028, 0x202e}, // separators, embeddings, overrides
        Range{0x2060, 0x206f}, // invisible operators, isolates
        Range{0xd800, 0xdfff}, // lone surrogates
        Range{0xfeff, 0xfeff},
        Range{0xfff9, 0xfffb}, // interlinear annotation
        Range{0xfffe, 0xffff}, // no characters, and not allowed in XML
        Range{0xe0000, 0xe007f}, // tags
    };
    return std::any_of(ranges.begin(), ranges.end(),
                       [c](const Range &range) { return c >= range.first && c <= range.last; });
}

QString escaped(char32_t c)
{
    const auto hex = QString::number(static_cast<uint>(c), 16);
    if (c < 0x100) {
        return u"\\x"_qs + hex.rightJustified(2, u'0');
    }
    return c < 0x10000 ? u"\\u"_qs + hex.rightJustified(4, u'0') : u"\\u{"_qs + hex + u'}';
}

} // namespace

QString decodedText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    return decoder.hasError() ? QString::fromLatin1(bytes) : text;
}

QString visibleText(const QString &text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) {
        return c >= u' ' && c <= u'~'; // nearly every text from a server
    });
    if (plain) {
        return text;
    }
    QString result;
    result.reserve(text.size());
    const QList<uint> points = text.toUcs4();
    for (const uint point : points) {
        if (isDeceptive(point)) {
            result += escaped(point);
        } else {
            result += QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1);
        }
    }
    return result;
}

QString displayText(const QByteArray &bytes)
{
    return visibleText(decodedText(bytes));
}

} // namespace hoplens
