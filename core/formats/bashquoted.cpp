// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/shellwords.h"

#include "core/http/displaytext.h"
#include "core/url/ascii.h"

#include <algorithm>

namespace hoplens {

namespace {

/// Whether a character can stand in '..' or $'..' as it is: visible, and valid.
bool isPlain(const QString &character)
{
    return character != QChar::ReplacementCharacter && visibleText(character) == character;
}

bool needsNoQuotes(const QByteArray &word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](char c) {
        return isAsciiAlpha(c) || isAsciiDigit(c) || c == '-' || c == '_' || c == '.';
    });
}

QString octetEscapes(const QByteArray &bytes)
{
    QString text;
    for (const char c : bytes) {
        text += QStringLiteral("\\x%1").arg(static_cast<unsigned char>(c), 2, 16, QLatin1Char('0'));
    }
    return text;
}

/// The inside of $'..'.
QString ansiQuoted(const QString &character)
{
    switch (character.at(0).unicode()) {
    case u'\\':
    case u'\'':
        return u'\\' + character;
    case u'\n':
        return QStringLiteral("\\n");
    case u'\r':
        return QStringLiteral("\\r");
    case u'\t':
        return QStringLiteral("\\t");
    case u'!': // an interactive bash would look into its history
        return QStringLiteral("\\x21");
    default:
        return isPlain(character) ? character : octetEscapes(character.toUtf8());
    }
}

/// The octets of the UTF-8 character that begins here; 1 if there is none.
qsizetype characterSize(const QByteArray &word, qsizetype at)
{
    const auto lead = static_cast<unsigned char>(word.at(at));
    const qsizetype size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const QByteArray bytes = word.mid(at, size);
    return QString::fromUtf8(bytes).toUtf8() == bytes ? bytes.size() : 1;
}

} // namespace

QString bashQuoted(const QByteArray &word)
{
    Q_ASSERT(!word.contains('\0'));
    if (needsNoQuotes(word)) {
        return QString::fromLatin1(word);
    }
    QString escaped;
    bool plain = true;
    for (qsizetype at = 0; at < word.size();) {
        const auto octet = static_cast<unsigned char>(word.at(at));
        const qsizetype size = octet < 0x80 ? 1 : characterSize(word, at);
        const QByteArray bytes = word.mid(at, size);
        if (octet >= 0x80 && size == 1) {
            escaped += octetEscapes(bytes);
            plain = false;
        } else {
            const QString character = QString::fromUtf8(bytes);
            escaped += ansiQuoted(character);
            plain = plain && octet != '\'' && isPlain(character);
        }
        at += size;
    }
    return plain ? u'\'' + QString::fromUtf8(word) + u'\'' : QStringLiteral("$'") + escaped + u'\'';
}

} // namespace hoplens
