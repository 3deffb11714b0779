// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/idna.h"

#include "core/url/punycode.h"

#include <QUrl>

#include <algorithm>
#include <string>
#include <vector>

namespace hoplens {

namespace {

using CodePoints = std::u32string;

/// Punycode is quadratic, and what cannot be a name in DNS (253 octets) need not be fast.
constexpr qsizetype longestDomain = 2048;

constexpr char32_t zeroWidthNonJoiner = 0x200C;
constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr int viramaClass = 9;

const QByteArray acePrefix = QByteArrayLiteral("xn--");

/// Where Qt's table (Unicode 14) is older than UTS 46 revision 31 (Unicode 15.1): capital sharp s
/// became sharp s instead of "ss", and the negated relations are no longer held back for STD3.
std::optional<CodePoints> newerMapping(char32_t c)
{
    switch (c) {
    case 0x1E9E:
        return CodePoints{0x00DF};
    case 0x2260:
    case 0x226E:
    case 0x226F:
        return CodePoints{c};
    default:
        return std::nullopt;
    }
}

/// UTS 46 §4 step 1, Map: what becomes of one code point; nothing when it is disallowed.
/// Qt keeps its table to itself, so it is asked with a label that has a digit in front: with one,
/// an ignored code point leaves "0" where a disallowed one leaves nothing, and NFC composes
/// nothing.
std::optional<CodePoints> mapped(char32_t c)
{
    if (c < 0x80) {
        return CodePoints{static_cast<char32_t>(QChar::toLower(c))};
    }
    if (const auto newer = newerMapping(c)) {
        return newer;
    }
    const QString asked = u'0' + QString::fromUcs4(&c, 1);
    const QByteArray answer = QUrl::toAce(asked, QUrl::IgnoreIDNWhitelist);
    if (answer.isEmpty()) {
        return std::nullopt;
    }
    if (!answer.startsWith(acePrefix)) {
        return QString::fromLatin1(answer).sliced(1).toStdU32String();
    }
    std::optional<CodePoints> decoded = punycodeDecoded(QByteArrayView(answer).sliced(4));
    if (decoded) {
        decoded->erase(0, 1);
    }
    return decoded;
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining
        || category == QChar::Mark_Enclosing;
}

bool isAscii(const CodePoints &label)
{
    return std::all_of(label.begin(), label.end(), [](char32_t c) { return c < 0x80; });
}

/// RFC 5892 appendix A.1:
/// "(Joining_Type:{L,D})(Joining_Type:T)*\u200C(Joining_Type:T)*(Joining_Type:{R,D})"
bool joinsAcross(const CodePoints &label, std::size_t index)
{
    const auto transparent = [&](std::size_t i) {
        return QChar::joiningType(label.at(i)) == QChar::Joining_Transparent;
    };
    std::size_t before = index;
    while (before > 0 && transparent(before - 1)) {
        --before;
    }
    std::size_t after = index + 1;
    while (after < label.size() && transparent(after)) {
        ++after;
    }
    if (before == 0 || after == label.size()) {
        return false;
    }
    const QChar::JoiningType left = QChar::joiningType(label.at(before - 1));
    const QChar::JoiningType right = QChar::joiningType(label.at(after));
    return (left == QChar::Joining_Left || left == QChar::Joining_Dual)
        && (right == QChar::Joining_Right || right == QChar::Joining_Dual);
}

/// UTS 46 §4.1 criterion 8, CheckJoiners: the ContextJ rules of RFC 5892 appendices A.1 and A.2.
bool joinersFit(const CodePoints &label)
{
    for (std::size_t i = 0; i < label.size(); ++i) {
        const char32_t c = label.at(i);
        if (c != zeroWidthNonJoiner && c != zeroWidthJoiner) {
            continue;
        }
        const bool afterVirama = i > 0 && QChar::combiningClass(label.at(i - 1)) == viramaClass;
        if (!afterVirama && (c == zeroWidthJoiner || !joinsAcross(label, i))) {
            return false;
        }
    }
    return true;
}

bool isRightToLeft(QChar::Direction direction)
{
    return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
}

bool isRightToLeftCharacter(char32_t c)
{
    return isRightToLeft(QChar::direction(c));
}

/// RFC 5893 §2 rules 2 and 5: what a label of that direction may consist of.
bool mayBeIn(QChar::Direction direction, bool rightToLeftLabel)
{
    switch (direction) {
    case QChar::DirL:
        return !rightToLeftLabel;
    case QChar::DirR:
    case QChar::DirAL:
    case QChar::DirAN:
        return rightToLeftLabel;
    case QChar::DirEN:
    case QChar::DirES:
    case QChar::DirCS:
    case QChar::DirET:
    case QChar::DirON:
    case QChar::DirBN:
    case QChar::DirNSM:
        return true;
    default:
        return false;
    }
}

/// RFC 5893 §2, the six rules, for one label of a "Bidi domain name".
bool obeysBidiRule(const CodePoints &label)
{
    if (label.empty()) {
        return true;
    }
    const QChar::Direction first = QChar::direction(label.front());
    if (first != QChar::DirL && first != QChar::DirR && first != QChar::DirAL) {
        return false;
    }
    const bool rightToLeft = first != QChar::DirL;
    bool europeanNumber = false;
    bool arabicNumber = false;
    QChar::Direction last = first;
    for (const char32_t c : label) {
        const QChar::Direction direction = QChar::direction(c);
        if (!mayBeIn(direction, rightToLeft)) {
            return false;
        }
        europeanNumber = europeanNumber || direction == QChar::DirEN;
        arabicNumber = arabicNumber || direction == QChar::DirAN;
        // Rules 3 and 6 look at the end "followed by zero or more characters with Bidi property
        // NSM".
        last = direction == QChar::DirNSM ? last : direction;
    }
    const bool endsWell =
        last == QChar::DirEN || (rightToLeft ? isRightToLeft(last) : last == QChar::DirL);
    return endsWell && !(rightToLeft && europeanNumber && arabicNumber);
}

CodePoints composed(const CodePoints &text)
{
    return QString::fromStdU32String(text)
        .normalized(QString::NormalizationForm_C)
        .toStdU32String();
}

/// UTS 46 §4 step 4, for a label that came as "xn--...": what it stands for, if it is valid.
std::optional<CodePoints> decodedLabel(const CodePoints &label)
{
    const QByteArray ascii = QString::fromStdU32String(label).toLatin1();
    const std::optional<CodePoints> decoded = punycodeDecoded(QByteArrayView(ascii).sliced(4));
    // "... is empty, or contains only ASCII code points, record that there was an error"
    if (!isAscii(label) || !decoded || decoded->empty() || isAscii(*decoded)
        || composed(*decoded) != *decoded) {
        return std::nullopt;
    }
    const bool valid = std::all_of(decoded->begin(), decoded->end(), [](char32_t c) {
        return c != U'.' && mapped(c) == CodePoints{c};
    });
    return valid ? decoded : std::nullopt;
}

bool hasAcePrefix(const CodePoints &label)
{
    return label.starts_with(U"xn--");
}

std::vector<CodePoints> splitLabels(const CodePoints &domain)
{
    std::vector<CodePoints> labels(1);
    for (const char32_t c : domain) {
        if (c == U'.') {
            labels.emplace_back();
        } else {
            labels.back() += c;
        }
    }
    return labels;
}

/// UTS 46 §4, Processing: the labels in Unicode; nothing when an error would be recorded.
std::optional<std::vector<CodePoints>> processed(const QString &domain)
{
    CodePoints text;
    for (const char32_t c : domain.toStdU32String()) {
        const std::optional<CodePoints> replacement = mapped(c);
        if (!replacement) {
            return std::nullopt;
        }
        text += *replacement;
    }
    std::vector<CodePoints> labels = splitLabels(composed(text));
    for (CodePoints &label : labels) {
        if (hasAcePrefix(label)) {
            const std::optional<CodePoints> decoded = decodedLabel(label);
            if (!decoded) {
                return std::nullopt;
            }
            label = *decoded;
        }
        // "If CheckHyphens is false, the label must not begin with "xn--"."
        if (!label.empty()
            && (isMark(label.front()) || hasAcePrefix(label) || !joinersFit(label))) {
            return std::nullopt;
        }
    }
    const bool bidi = std::any_of(labels.begin(), labels.end(), [](const CodePoints &label) {
        return std::any_of(label.begin(), label.end(), isRightToLeftCharacter);
    });
    if (bidi && !std::all_of(labels.begin(), labels.end(), obeysBidiRule)) {
        return std::nullopt;
    }
    return labels;
}

} // namespace

std::optional<QByteArray> domainToAscii(const QString &domain)
{
    if (domain.size() > longestDomain) {
        return std::nullopt;
    }
    const std::optional<std::vector<CodePoints>> labels = processed(domain);
    if (!labels) {
        return std::nullopt;
    }
    QByteArrayList ascii;
    for (const CodePoints &label : *labels) {
        if (isAscii(label)) {
            ascii.append(QString::fromStdU32String(label).toLatin1());
            continue;
        }
        const std::optional<QByteArray> encoded = punycodeEncoded(label);
        if (!encoded) {
            return std::nullopt;
        }
        ascii.append(acePrefix + *encoded);
    }
    return ascii.join('.');
}

} // namespace hoplens
