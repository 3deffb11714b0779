// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/addresscompletion.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QSet>
#include <QStringListModel>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int rowsShown = 10;

QString withoutScheme(const QString &text)
{
    const qsizetype end = text.indexOf(u"://"_qs);
    return end < 0 ? text : text.mid(end + 3);
}

/// Host and path: no scheme, no user name, no query.
QString keyOf(const QString &address)
{
    const QString rest = withoutScheme(address);
    const qsizetype query = rest.indexOf(u'?');
    const QString place = query < 0 ? rest : rest.left(query);
    const qsizetype slash = place.indexOf(u'/');
    const qsizetype user = place.left(slash < 0 ? place.size() : slash).lastIndexOf(u'@');
    return place.mid(user + 1).toLower();
}

} // namespace

void AddressBook::setAddresses(const QStringList &addresses)
{
    m_entries.clear();
    QSet<QString> seen;
    for (const QString &address : addresses) {
        if (m_entries.size() < limit && !address.isEmpty() && !seen.contains(address)) {
            seen.insert(address);
            m_entries.append({address, keyOf(address)});
        }
    }
}

void AddressBook::add(const QString &address)
{
    m_entries.removeIf([&](const Entry &entry) { return entry.address == address; });
    m_entries.prepend({address, keyOf(address)});
    if (m_entries.size() > limit) {
        m_entries.removeLast();
    }
}

QStringList AddressBook::matching(const QString &typed, qsizetype most) const
{
    const QStringList words =
        withoutScheme(typed.trimmed()).toLower().split(u' ', Qt::SkipEmptyParts);
    QStringList found;
    for (const Entry &entry : m_entries) {
        const bool fits = std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return entry.key.contains(word);
        });
        if (fits) {
            found.append(entry.address);
            if (found.size() >= most) {
                break;
            }
        }
    }
    return found;
}

AddressCompleter::AddressCompleter(QLineEdit *line)
    : QCompleter(line)
    , m_line(line)
    , m_offered(new QStringListModel(this))
{
    setModel(m_offered);
    setCompletionMode(UnfilteredPopupCompletion); // what is offered is chosen here
    setMaxVisibleItems(rowsShown);
    popup()->setObjectName(u"addressPopup"_qs);
    popup()->setAccessibleName(tr("Addresses sent before"));
    popup()->setTextElideMode(Qt::ElideMiddle);
    popup()->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    line->setCompleter(this);
    // Before the line asks for the list, which it does once its text has changed.
    connect(line, &QLineEdit::textEdited, this, &AddressCompleter::fill);
}

void AddressCompleter::fill(const QString &typed)
{
    QStringList found =
        typed.trimmed().isEmpty() ? QStringList() : m_book.matching(typed, rowsShown);
    if (found.size() == 1 && found.constFirst() == typed) {
        found.clear(); // nothing more to say
    }
    m_offered->setStringList(found);
}

void AddressCompleter::offer()
{
    m_offered->setStringList(m_book.matching(m_line->text(), rowsShown));
    if (m_offered->rowCount() == 0) {
        m_offered->setStringList(m_book.matching({}, rowsShown));
    }
    complete();
}

} // namespace hoplens
