// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hoplens {

/// Pages of a PDF as QPdfWriter writes it: one page object each.
inline int pagesOf(const QByteArray &pdf)
{
    int count = 0;
    for (qsizetype at = pdf.indexOf("/Type /Page\n"); at >= 0;
         at = pdf.indexOf("/Type /Page\n", at + 1)) {
        ++count;
    }
    return count;
}

} // namespace hoplens
