// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/headercompletion.h"

#include <QCompleter>
#include <QHash>
#include <QLineEdit>

namespace hoplens {

namespace {

const QHash<QString, QStringList> &valuesByName()
{
    static const QStringList types{u"application/json"_qs, u"application/xml"_qs, u"text/html"_qs,
                                   u"text/plain"_qs,       u"image/*"_qs,         u"*/*"_qs};
    static const QHash<QString, QStringList> values{
        {u"accept"_qs, types},
        {u"accept-encoding"_qs, {u"gzip, deflate, br"_qs, u"gzip"_qs, u"identity"_qs}},
        {u"accept-language"_qs, {u"en"_qs, u"en-US,en;q=0.9"_qs, u"de"_qs, u"fr"_qs}},
        {u"authorization"_qs, {u"Basic "_qs, u"Bearer "_qs}},
        {u"cache-control"_qs, {u"no-cache"_qs, u"no-store"_qs, u"max-age=0"_qs}},
        {u"connection"_qs, {u"close"_qs, u"keep-alive"_qs}},
        {u"content-type"_qs,
         {u"application/json"_qs, u"application/x-www-form-urlencoded"_qs, u"application/xml"_qs,
          u"application/octet-stream"_qs, u"text/plain; charset=utf-8"_qs, u"text/html"_qs}},
        {u"dnt"_qs, {u"1"_qs}},
        {u"expect"_qs, {u"100-continue"_qs}},
        {u"pragma"_qs, {u"no-cache"_qs}},
        {u"sec-fetch-dest"_qs, {u"document"_qs, u"empty"_qs, u"image"_qs}},
        {u"sec-fetch-mode"_qs, {u"cors"_qs, u"navigate"_qs, u"no-cors"_qs}},
        {u"sec-fetch-site"_qs, {u"cross-site"_qs, u"none"_qs, u"same-origin"_qs, u"same-site"_qs}},
        {u"upgrade-insecure-requests"_qs, {u"1"_qs}},
        {u"x-forwarded-proto"_qs, {u"http"_qs, u"https"_qs}},
        {u"x-requested-with"_qs, {u"XMLHttpRequest"_qs}},
    };
    return values;
}

} // namespace

QStringList commonHeaderNames()
{
    return {u"Accept"_qs,
            u"Accept-Encoding"_qs,
            u"Accept-Language"_qs,
            u"Authorization"_qs,
            u"Cache-Control"_qs,
            u"Connection"_qs,
            u"Content-Encoding"_qs,
            u"Content-Language"_qs,
            u"Content-Type"_qs,
            u"Cookie"_qs,
            u"Date"_qs,
            u"DNT"_qs,
            u"Expect"_qs,
            u"Forwarded"_qs,
            u"From"_qs,
            u"Host"_qs,
            u"Idempotency-Key"_qs,
            u"If-Match"_qs,
            u"If-Modified-Since"_qs,
            u"If-None-Match"_qs,
            u"If-Range"_qs,
            u"If-Unmodified-Since"_qs,
            u"Origin"_qs,
            u"Pragma"_qs,
            u"Prefer"_qs,
            u"Priority"_qs,
            u"Proxy-Authorization"_qs,
            u"Range"_qs,
            u"Referer"_qs,
            u"Sec-Fetch-Dest"_qs,
            u"Sec-Fetch-Mode"_qs,
            u"Sec-Fetch-Site"_qs,
            u"TE"_qs,
            u"Traceparent"_qs,
            u"Upgrade-Insecure-Requests"_qs,
            u"User-Agent"_qs,
            u"Via"_qs,
            u"X-Api-Key"_qs,
            u"X-CSRF-Token"_qs,
            u"X-Forwarded-For"_qs,
            u"X-Forwarded-Host"_qs,
            u"X-Forwarded-Proto"_qs,
            u"X-HTTP-Method-Override"_qs,
            u"X-Request-Id"_qs,
            u"X-Requested-With"_qs};
}

QStringList commonHeaderValues(const QString &name)
{
    return valuesByName().value(name.toLower());
}

QWidget *HeaderDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (line == nullptr) {
        return editor;
    }
    const bool isName = index.column() == 0;
    line->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    const QStringList words = isName
        ? commonHeaderNames()
        : commonHeaderValues(index.siblingAtColumn(0).data(Qt::EditRole).toString());
    if (!words.isEmpty()) {
        auto *completer = new QCompleter(words, line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        line->setCompleter(completer);
    }
    return editor;
}

} // namespace hoplens
