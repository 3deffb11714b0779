// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/publicsuffix.h"

#include <QDateTime>
#include <QFileInfo>

#include <libpsl.h>

#include <memory>

namespace hoplens {

namespace {

struct Free {
    void operator()(psl_ctx_t *list) const { psl_free(list); }
};

/// Read once. Null when libpsl was built without a list and the system has none.
const psl_ctx_t *suffixList()
{
    static const std::unique_ptr<psl_ctx_t, Free> list(psl_latest(nullptr));
    return list.get();
}

QDateTime dateOfList()
{
    return suffixList() == psl_builtin()
        ? QDateTime::fromSecsSinceEpoch(psl_builtin_file_time(), Qt::UTC)
        : QFileInfo(QString::fromLocal8Bit(psl_dist_filename())).lastModified().toUTC();
}

} // namespace

bool isPublicSuffix(const QByteArray &domain)
{
    const QByteArray name = domain.endsWith('.') ? domain.chopped(1) : domain; // "com." is "com"
    if (suffixList() == nullptr) {
        return !name.contains('.');
    }
    return psl_is_public_suffix(suffixList(), name.constData()) != 0;
}

QString publicSuffixSource()
{
    if (suffixList() == nullptr) {
        return QStringLiteral("no Public Suffix List on this system");
    }
    return QStringLiteral("Public Suffix List of %1 (libpsl %2)")
        .arg(dateOfList().date().toString(Qt::ISODate), QString::fromLatin1(psl_get_version()));
}

} // namespace hoplens
