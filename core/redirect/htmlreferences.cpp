// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// Character references in attribute values, HTML standard §13.2.5.72 to §13.2.5.80.

#include "core/redirect/htmlscanner.h"

#include <QString>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

struct Reference {
    const char *name;
    char16_t character;
};

/// These need their semicolon.
constexpr std::array strictReferences{
    Reference{"apos", u'\''},      Reference{"Tab", u'\t'},       Reference{"NewLine", u'\n'},
    Reference{"excl", u'!'},       Reference{"num", u'#'},        Reference{"dollar", u'$'},
    Reference{"percnt", u'%'},     Reference{"lpar", u'('},       Reference{"rpar", u')'},
    Reference{"ast", u'*'},        Reference{"midast", u'*'},     Reference{"plus", u'+'},
    Reference{"comma", u','},      Reference{"period", u'.'},     Reference{"sol", u'/'},
    Reference{"colon", u':'},      Reference{"semi", u';'},       Reference{"equals", u'='},
    Reference{"quest", u'?'},      Reference{"commat", u'@'},     Reference{"lsqb", u'['},
    Reference{"lbrack", u'['},     Reference{"bsol", u'\\'},      Reference{"rsqb", u']'},
    Reference{"rbrack", u']'},     Reference{"Hat", u'^'},        Reference{"lowbar", u'_'},
    Reference{"UnderBar", u'_'},   Reference{"grave", u'`'},      Reference{"lcub", u'{'},
    Reference{"lbrace", u'{'},     Reference{"verbar", u'|'},     Reference{"vert", u'|'},
    Reference{"rcub", u'}'},       Reference{"rbrace", u'}'},     Reference{"hyphen", u'\u2010'},
    Reference{"ndash", u'\u2013'}, Reference{"mdash", u'\u2014'}, Reference{"hellip", u'\u2026'},
};

/// U+00A0 to U+00FF, in order; like amp, lt, gt and quot they need no semicolon.
constexpr std::array latin1Names{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};
static_assert(latin1Names.size() == 96);

constexpr std::array lenientReferences{
    Reference{"amp", u'&'},      Reference{"AMP", u'&'},  Reference{"lt", u'<'},
    Reference{"LT", u'<'},       Reference{"gt", u'>'},   Reference{"GT", u'>'},
    Reference{"quot", u'"'},     Reference{"QUOT", u'"'}, Reference{"COPY", u'\u00a9'},
    Reference{"REG", u'\u00ae'},
};

/// 0x80 to 0x9f are read as windows-1252: "Numeric character reference end state".
constexpr std::array<char16_t, 32> windows1252{
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
};

struct Found {
    char32_t character = 0;
    qsizetype size = 0; ///< octets after "&"; 0: no reference
};

char32_t usable(qint64 code)
{
    constexpr char32_t replacement = 0xfffd;
    if (code >= 0x80 && code < 0xa0) {
        return windows1252.at(static_cast<std::size_t>(code - 0x80));
    }
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code == 0 || code > 0x10ffff || surrogate ? replacement : static_cast<char32_t>(code);
}

Found numericReference(QByteArrayView text)
{
    const bool hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
    const qint64 radix = hex ? 16 : 10;
    qsizetype at = hex ? 2 : 1;
    const qsizetype start = at;
    qint64 code = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        const char lower = static_cast<char>(c | 0x20);
        const int digit = c >= '0' && c <= '9'    ? c - '0'
            : hex && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                  : -1;
        if (digit < 0) {
            break;
        }
        code = std::min<qint64>(code * radix + digit, 0x110000);
    }
    if (at == start) {
        return {};
    }
    at += at < text.size() && text[at] == ';' ? 1 : 0;
    return {usable(code), at};
}

Found namedReference(QByteArrayView text)
{
    constexpr qsizetype longest = 32;
    const QByteArrayView window = text.first(std::min(text.size(), longest));
    const auto *const end = std::find_if_not(window.begin(), window.end(), isLetterOrDigit);
    const QByteArrayView word = window.first(std::distance(window.begin(), end));
    const bool closed = word.size() < window.size() && window[word.size()] == ';';
    Found best;
    const auto consider = [&](const char *name, char16_t character, bool strict) {
        const auto size = static_cast<qsizetype>(qstrlen(name));
        const bool whole = closed && word.size() == size;
        if (!word.startsWith(name) || (!whole && (strict || size < best.size))) {
            return;
        }
        // "If the character reference was consumed as part of an attribute, and the last character
        // matched is not a U+003B SEMICOLON character (;), and the next input character is either a
        // U+003D EQUALS SIGN character (=) or an ASCII alphanumeric, then, for historical reasons,
        // flush code points consumed as a character reference".
        const char after = size < text.size() ? text[size] : '\0';
        if (whole || (after != '=' && !isLetterOrDigit(after))) {
            best = {character, size + (whole ? 1 : 0)};
        }
    };
    for (const Reference &reference : strictReferences) {
        consider(reference.name, reference.character, true);
    }
    for (const Reference &reference : lenientReferences) {
        consider(reference.name, reference.character, false);
    }
    for (std::size_t i = 0; i < latin1Names.size(); ++i) {
        consider(latin1Names.at(i), static_cast<char16_t>(0xa0 + i), false);
    }
    return best;
}

} // namespace

QByteArray decodedReferences(const QByteArray &value)
{
    QByteArray decoded;
    for (qsizetype at = 0; at < value.size(); ++at) {
        const char c = value.at(at);
        const QByteArrayView rest = QByteArrayView(value).sliced(at + 1);
        Found found;
        if (c == '&' && !rest.isEmpty()) {
            found = rest.front() == '#' ? numericReference(rest) : namedReference(rest);
        }
        if (found.size > 0) {
            decoded.append(QString::fromUcs4(&found.character, 1).toUtf8());
            at += found.size;
        } else if (c == '\0') {
            decoded.append("\xef\xbf\xbd");
        } else {
            decoded.append(c);
        }
    }
    return decoded;
}

} // namespace hoplens
