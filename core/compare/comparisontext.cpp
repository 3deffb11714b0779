// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/compare/comparisonfile.h"
#include "core/compare/comparisontable.h"
#include "core/compare/textblock.h"

#include <QCoreApplication>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int gutter = 5; ///< characters for the hop's number and its mark
constexpr int narrowest = 15; ///< characters of a column with its space
constexpr int widest = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("hoplens::compare", text);
}

/// "A" to "Z", "AA", ...
QString letterOf(qsizetype index)
{
    const QString last = QString(QChar(static_cast<char16_t>(u'A' + index % 26)));
    return index < 26 ? last : letterOf(index / 26 - 1) + last;
}

class TextTable {
public:
    TextTable(const ComparisonTable &table, int width)
        : m_table(table)
        , m_width(width)
    {
        const auto count = static_cast<int>(table.columns.size());
        const int room = width - gutter;
        m_perBank = std::clamp(room / narrowest, 1, std::max(count, 1));
        // The last columns are not left alone below where they can be spread.
        const int banks = (count + m_perBank - 1) / std::max(m_perBank, 1);
        m_perBank = banks > 0 ? (count + banks - 1) / banks : 1;
        m_columnWidth = std::min(room / m_perBank, widest);
        for (const ComparisonTable::Column &column : table.columns) {
            const QString ids = column.ids.join(QStringLiteral(", "));
            const bool fits = ids.size() < m_columnWidth - 1;
            m_labels.append(fits ? ids : letterOf(m_legend.size()));
            if (!fits) {
                m_legend.append(tr("%1: %2").arg(m_labels.constLast(), ids));
            }
        }
    }

    QString text() const
    {
        const QString indent(2, u' ');
        QString all = indented(m_table.title, {}, indent, m_width);
        for (const QString &note : m_table.notes) {
            all += indented(note, {}, indent, m_width);
        }
        all += partings();
        all += m_legend.isEmpty() ? QString() : QStringLiteral("\n");
        for (const QString &entry : m_legend) {
            all += indented(entry, {}, QString(4, u' '), m_width);
        }
        for (int first = 0; first < m_table.columns.size(); first += m_perBank) {
            all += u'\n' + bank(first);
        }
        return all;
    }

private:
    int endOf(int first) const
    {
        return std::min(first + m_perBank, static_cast<int>(m_table.columns.size()));
    }

    QString bank(int first) const
    {
        QStringList heads;
        for (int column = first; column < endOf(first); ++column) {
            heads.append(m_labels.at(column));
        }
        QString all = row(QString(), heads);
        for (qsizetype i = 0; i < m_table.lines.size(); ++i) {
            const ComparisonTable::Line &line = m_table.lines.at(i);
            const bool headed = !line.addresses.isEmpty();
            all += addresses(line, first);
            const QString mark = line.parts ? QStringLiteral("!") : QString();
            all += row(headed ? QStringLiteral("   %1").arg(mark) : line.title + mark,
                       line.cells.mid(first, endOf(first) - first));
            qsizetype last = i;
            while (headed && isRepeated(last)) {
                ++last;
            }
            if (last > i) {
                all += repetition(i + 1, last);
                i = last;
            }
        }
        return all;
    }

    /// Whether the next line says the same again, as in a loop.
    bool isRepeated(qsizetype line) const
    {
        if (line + 1 >= m_table.lines.size()) {
            return false;
        }
        const ComparisonTable::Line &next = m_table.lines.at(line + 1);
        return !next.parts && next.addresses == m_table.lines.at(line).addresses
            && next.cells == m_table.lines.at(line).cells;
    }

    QString repetition(qsizetype from, qsizetype to) const
    {
        const QString title = m_table.lines.at(from).title.rightJustified(3) + QStringLiteral("  ");
        return title
            + (from == to ? tr("the same again")
                          : tr("to hop %1: the same again").arg(m_table.lines.at(to).title))
            + u'\n';
    }

    /// The hop's number and where its requests go, once if it is the same place for all.
    QString addresses(const ComparisonTable::Line &line, int first) const
    {
        QString all;
        QString title = line.title.rightJustified(3) + QStringLiteral("  ");
        for (const auto &[address, columns] : line.addresses) {
            QStringList labels;
            for (const int column : columns) {
                if (column >= first && column < endOf(first)) {
                    labels.append(m_labels.at(column));
                }
            }
            if (labels.isEmpty()) {
                continue;
            }
            const QString shown = line.addresses.size() == 1
                ? address
                : tr("%1: %2").arg(labels.join(QStringLiteral(", ")), address);
            all += indented(shown, title, QString(gutter, u' '), m_width);
            title = QString(gutter, u' ');
        }
        if (!line.addresses.isEmpty() && all.isEmpty()) {
            return trimmedEnd(title) + u'\n'; // nobody here asks for anything any more
        }
        return all;
    }

    QString row(const QString &title, const QStringList &cells) const
    {
        QList<QStringList> columns;
        qsizetype height = 0;
        for (const QString &cell : cells) {
            // The arrow stays with what it points at.
            QString text = cell;
            text.replace(QStringLiteral("→ "), QStringLiteral("→\u00a0"));
            columns.append(wrapped(text, m_columnWidth - 1)
                               .replaceInStrings(QStringLiteral("\u00a0"), QStringLiteral(" ")));
            height = std::max(height, columns.constLast().size());
        }
        QString all;
        for (qsizetype line = 0; line < height; ++line) {
            QString text = (line == 0 ? title : QString()).leftJustified(gutter);
            for (const QStringList &column : columns) {
                text += column.value(line).leftJustified(m_columnWidth);
            }
            all += trimmedEnd(text) + u'\n';
        }
        return all;
    }

    QString partings() const
    {
        QString all;
        for (const ComparisonTable::Line &line : m_table.lines) {
            if (!line.sentence.isEmpty()) {
                all += indented(line.sentence, line.title.rightJustified(3) + QStringLiteral("  "),
                                QString(gutter, u' '), m_width);
            }
        }
        return all.isEmpty() ? u'\n' + tr("All do the same.") + u'\n'
                             : u'\n' + tr("Where they part") + u'\n' + all;
    }

    const ComparisonTable &m_table;
    int m_width;
    int m_perBank = 1;
    int m_columnWidth = widest;
    QStringList m_labels; ///< of the columns
    QStringList m_legend; ///< what stands for several clients, or for one with a long id
};

} // namespace

QByteArray comparisonText(const Comparison &comparison, int width)
{
    const ComparisonTable table = comparisonTable(comparison);
    return TextTable(table, std::max(width, gutter + narrowest)).text().toUtf8();
}

} // namespace hoplens
