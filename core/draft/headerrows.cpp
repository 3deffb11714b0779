// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/draft/headerrows.h"

#include "core/http/displaytext.h"

#include <QCoreApplication>
#include <QHash>
#include <QQueue>
#include <QStringList>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::HeaderRow", text);
}

QString lineOf(const HeaderRow &row)
{
    if (isBlank(row)) {
        return {};
    }
    // A line break inside a row must not look like two rows, so it is spelled out.
    const QString value = displayText(row.field.value);
    const QString line = displayText(row.field.name) + QLatin1Char(':');
    return (row.sent ? QString() : QStringLiteral("# ")) + line
        + (value.isEmpty() ? QString() : QLatin1Char(' ') + value);
}

HeaderRow readLine(QString line)
{
    HeaderRow row;
    line = line.trimmed();
    if (line.startsWith(QLatin1Char('#'))) {
        row.sent = false;
        line = line.mid(1).trimmed();
    }
    // A colon in front belongs to the name: ":authority" of a browser's list is to be complained
    // of by its name.
    const qsizetype colon = line.indexOf(QLatin1Char(':'), 1);
    row.field.name = (colon < 0 ? line : line.left(colon)).trimmed().toUtf8();
    row.field.value = colon < 0 ? QByteArray() : line.mid(colon + 1).trimmed().toUtf8();
    return row;
}

} // namespace

bool isBlank(const HeaderRow &row)
{
    return row.field.name.isEmpty() && row.field.value.isEmpty();
}

QString headerProblem(const HeaderRow &row)
{
    if (isBlank(row)) {
        return {};
    }
    const QString name = displayText(row.field.name);
    if (name.isEmpty()) {
        return tr("A header needs a name in front of its value: type one, or delete the row.");
    }
    if (!isToken(row.field.name)) {
        return tr("\u201c%1\u201d cannot be a header name: use letters, digits and hyphens, "
                  "without spaces or a colon.")
            .arg(name);
    }
    if (!isFieldValue(row.field.value)) {
        return tr("The value of %1 contains a line break, which would end the header: "
                  "remove it.")
            .arg(name);
    }
    return {};
}

QString headerText(const QList<HeaderRow> &rows)
{
    QStringList lines;
    for (const HeaderRow &row : rows) {
        lines.append(lineOf(row));
    }
    return lines.join(QLatin1Char('\n'));
}

QList<HeaderRow> readHeaderText(const QString &text, const QList<HeaderRow> &before)
{
    QHash<QString, QQueue<HeaderRow>> known;
    for (const HeaderRow &row : before) {
        known[lineOf(row)].enqueue(row);
    }
    QList<HeaderRow> rows;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        if (const auto found = known.find(line); found != known.end() && !found->isEmpty()) {
            rows.append(found->dequeue());
        } else if (const HeaderRow row = readLine(line); !isBlank(row)) {
            rows.append(row);
        }
    }
    return rows;
}

} // namespace hoplens
