// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/draft/cookiedraft.h"

#include "core/formats/cookiefile.h"
#include "core/http/displaytext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::CookieDraft", text);
}

} // namespace

QString cookieFieldProblem(const QByteArray &field)
{
    if (!isFieldValue(field)) {
        return tr("The cookies contain a line break, which would end the header: remove it.");
    }
    return field.isEmpty() || field.contains('=')
        ? QString()
        : tr("Write cookies like name=value, with semicolons between them.");
}

qsizetype cookieCount(const QByteArray &field)
{
    const QList<QByteArray> pairs = field.split(';');
    return std::count_if(pairs.begin(), pairs.end(),
                         [](const QByteArray &pair) { return !pair.trimmed().isEmpty(); });
}

Result<CookieJar> loadCookies(const QString &path)
{
    if (path.isEmpty()) {
        return CookieJar();
    }
    const auto unreadable = [&](const QString &reason) {
        return Error{Error::Code::Unreadable,
                     tr("The cookie file %1 cannot be read: %2.").arg(visibleText(path), reason)};
    };
    if (!QFileInfo::exists(path)) {
        return unreadable(tr("it is not there"));
    }
    if (!QFileInfo(path).isFile()) {
        return unreadable(tr("it is no ordinary file"));
    }
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    const QByteArray bytes = opened ? file.read(cookieFileLimit + 1) : QByteArray();
    if (file.error() != QFileDevice::NoError) {
        return unreadable(file.errorString());
    }
    return readCookieFile(bytes);
}

} // namespace hoplens
