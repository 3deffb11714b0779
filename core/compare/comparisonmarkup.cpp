// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The comparison as a table of a markup language or of a spreadsheet.

#include "core/compare/comparisonfile.h"
#include "core/compare/comparisontable.h"

#include <QCoreApplication>

namespace hoplens {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compare", text);
}

/// Every character that Markdown or the HTML within it could take for markup. Words that look like
/// addresses become links on some sites; the colon of a scheme is escaped for that.
QString markdown(const QString &text)
{
    static const QString special = QStringLiteral("\\`*_{}[]<>()#+!|~&^$@:");
    QString escaped;
    for (const QChar c : text) {
        if (special.contains(c)) {
            escaped += u'\\';
        }
        escaped += c == u'\n' ? u' ' : c;
    }
    return escaped;
}

/// Spreadsheets take a cell that begins with one of these for a formula, whatever the file says.
QString csv(const QString &text)
{
    static const QString formula = QStringLiteral("=+-@\t\r");
    QString field = !text.isEmpty() && formula.contains(text.front()) ? u'\'' + text : text;
    return u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString csvRecord(const QStringList &fields)
{
    QStringList escaped;
    for (const QString &field : fields) {
        escaped.append(csv(field));
    }
    return escaped.join(u',') + QStringLiteral("\r\n");
}

QString element(const char *name, const QString &text)
{
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1String(name), text.toHtmlEscaped());
}

/// The addresses of a line, in one cell; with the columns that ask for it, where they differ.
QString addressText(const ComparisonTable &table, const ComparisonTable::Line &line)
{
    QStringList shown;
    for (const auto &[address, columns] : line.addresses) {
        QStringList ids;
        for (const int column : columns) {
            ids += table.columns.at(column).ids;
        }
        shown.append(line.addresses.size() == 1
                         ? address
                         : tr("%1: %2").arg(ids.join(QStringLiteral(", ")), address));
    }
    return shown.join(QStringLiteral("; "));
}

QString lineTitle(const ComparisonTable::Line &line)
{
    return line.parts ? line.title + QStringLiteral(" !") : line.title;
}

/// Each sentence with its hop in front; one that says so where there is none.
QStringList partings(const ComparisonTable &table)
{
    QStringList sentences;
    for (const ComparisonTable::Line &line : table.lines) {
        if (!line.sentence.isEmpty()) {
            sentences.append(line.addresses.isEmpty()
                                 ? tr("End: %1").arg(line.sentence)
                                 : tr("Hop %1: %2").arg(line.title, line.sentence));
        }
    }
    return sentences.isEmpty() ? QStringList{tr("All do the same.")} : sentences;
}

/// Two palettes, both above 4.5:1.
const char *const style = "body{font-family:sans-serif;margin:2em;color:#1d2125;background:#fff}"
                          "h1{font-size:1.4em;overflow-wrap:anywhere}"
                          "table{border-collapse:collapse}"
                          "th,td{border:1px solid #7a8087;padding:.3em .6em;text-align:left;"
                          "vertical-align:top}"
                          "tr.parts>*{background:#fff1d6}"
                          "td.address{overflow-wrap:anywhere;max-width:24em}"
                          "@media(prefers-color-scheme:dark){"
                          "body{color:#e8eaed;background:#1b1d20}tr.parts>*{background:#4a3a14}}";

} // namespace

QByteArray comparisonMarkdown(const Comparison &comparison)
{
    const ComparisonTable table = comparisonTable(comparison);
    QString text = QStringLiteral("**%1**\n\n").arg(markdown(table.title));
    for (const QString &note : table.notes) {
        text += markdown(note) + u'\n';
    }
    text += u'\n';
    for (const QString &sentence : partings(table)) {
        text += QStringLiteral("* %1\n").arg(markdown(sentence));
    }
    QString rule = QStringLiteral("| --- | --- |");
    text += QStringLiteral("\n| %1 | %2 |").arg(tr("Hop"), tr("Address"));
    for (const ComparisonTable::Column &column : table.columns) {
        const QString ids = column.ids.join(QStringLiteral(", "));
        text += QStringLiteral(" %1 |").arg(markdown(tr("%1 (%2)").arg(ids, column.way)));
        rule += QStringLiteral(" --- |");
    }
    text += u'\n' + rule + u'\n';
    for (const ComparisonTable::Line &line : table.lines) {
        text += QStringLiteral("| %1 | %2 |")
                    .arg(markdown(lineTitle(line)), markdown(addressText(table, line)));
        for (const QString &cell : line.cells) {
            text += QStringLiteral(" %1 |").arg(markdown(cell));
        }
        text += u'\n';
    }
    return text.toUtf8();
}

QByteArray comparisonCsv(const Comparison &comparison)
{
    const ComparisonTable table = comparisonTable(comparison, Columns::Each);
    QStringList heads{tr("Hop"), tr("They part"), tr("Address")};
    QStringList ways{QString(), QString(), QString()};
    for (const ComparisonTable::Column &column : table.columns) {
        heads.append(column.ids);
        ways.append(column.way);
    }
    QString text = csvRecord(heads) + csvRecord(ways);
    for (const ComparisonTable::Line &line : table.lines) {
        text += csvRecord(QStringList{line.title, line.sentence, addressText(table, line)}
                          + line.cells);
    }
    return text.toUtf8();
}

QByteArray comparisonHtml(const Comparison &comparison)
{
    const ComparisonTable table = comparisonTable(comparison);
    QString text = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n")
        + QStringLiteral("<meta name=\"viewport\" content=\"width=device-width\">\n")
        + QStringLiteral("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                         "'none'; style-src 'unsafe-inline'\">\n")
        + element("title", table.title)
        + QStringLiteral("\n<style>%1</style></head><body>\n").arg(QLatin1String(style))
        + element("h1", table.title) + u'\n';
    for (const QString &note : table.notes) {
        text += element("p", note) + u'\n';
    }
    text += QStringLiteral("<ul>\n");
    for (const QString &sentence : partings(table)) {
        text += element("li", sentence) + u'\n';
    }
    text += QStringLiteral("</ul>\n<table><thead><tr>") + element("th", tr("Hop"))
        + element("th", tr("Address"));
    for (const ComparisonTable::Column &column : table.columns) {
        const QString ids = column.ids.join(QStringLiteral(", "));
        text += element("th", tr("%1 (%2)").arg(ids, column.way));
    }
    text += QStringLiteral("</tr></thead><tbody>\n");
    for (const ComparisonTable::Line &line : table.lines) {
        text += line.parts ? QStringLiteral("<tr class=\"parts\">") : QStringLiteral("<tr>");
        text += element("th", lineTitle(line)) + QStringLiteral("<td class=\"address\">")
            + addressText(table, line).toHtmlEscaped() + QStringLiteral("</td>");
        for (const QString &cell : line.cells) {
            text += element("td", cell);
        }
        text += QStringLiteral("</tr>\n");
    }
    return (text + QStringLiteral("</tbody></table></body></html>\n")).toUtf8();
}

} // namespace hoplens
