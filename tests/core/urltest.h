// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/url/url.h"

#include <QtTest>

// What the tests of core/url share: tables of an input and what becomes of it.
namespace hoplens::urltest {

/// In a table: the parser must refuse this.
constexpr const char *refused = "(refused)";

inline Url parsed(const QByteArray &text)
{
    const Result<Url> url = parseUrl(text);
    if (!url) {
        qFatal("%s: %s", text.constData(), qPrintable(url.error().detail));
    }
    return *url;
}

inline QByteArray resolved(const QByteArray &location, const Url &base)
{
    const Result<Url> url = parseUrl(location, &base);
    return url ? serializeUrl(*url) : QByteArray(refused);
}

inline QByteArray tagOf(const QByteArray &input)
{
    return input.isEmpty() ? "(empty)" : input.toPercentEncoding(" /:?#[]@!$&'()*+,;=\\|<>^`{}\"%");
}

struct Row {
    QByteArray input;
    QByteArray expected;
};

inline void addRows(const QList<Row> &rows)
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected");
    for (const Row &row : rows) {
        QTest::newRow(tagOf(row.input).constData()) << row.input << row.expected;
    }
}

} // namespace hoplens::urltest
