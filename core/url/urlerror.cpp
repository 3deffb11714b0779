// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/url/urlerror.h"

#include <QString>

namespace hoplens {

Error urlError(const QString &sentence)
{
    return {Error::Code::InvalidInput, sentence};
}

QString excerpt(const QByteArray &bytes)
{
    constexpr qsizetype longest = 60;
    // A character has at most four octets, so more of them than this are never shown.
    QString text = QString::fromUtf8(bytes.first(qMin(bytes.size(), longest * 4)));
    for (QChar &c : text) {
        // Format characters could turn the reading direction of the whole sentence.
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format) {
            c = QChar::ReplacementCharacter;
        }
    }
    return text.size() > longest ? text.first(longest) + QChar(0x2026) : text;
}

} // namespace hoplens
