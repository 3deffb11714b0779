// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCompleter>
#include <QStringList>

class QLineEdit;
class QStringListModel;

namespace hoplens {

/// Addresses that were sent before, newest first, each once.
class AddressBook {
public:
    static constexpr qsizetype limit = 20'000; ///< the oldest go

    void setAddresses(const QStringList &addresses);
    /// Puts it in front.
    void add(const QString &address);
    /// At most `most` of those whose host and path contain every word of `typed`, newest first; all
    /// of them when nothing is typed. Letters are compared without case.
    QStringList matching(const QString &typed, qsizetype most) const;

private:
    struct Entry {
        QString address;
        QString key; ///< host and path in small letters
    };
    QList<Entry> m_entries;
};

/// Offers addresses under a line while it is typed into. Down opens the list, too; Esc closes only
/// that.
class AddressCompleter final : public QCompleter {
    Q_OBJECT
public:
    explicit AddressCompleter(QLineEdit *line);

    AddressBook &book() { return m_book; }
    /// Opens the list for what stands in the line.
    void offer();

private:
    void fill(const QString &typed);

    QLineEdit *m_line = nullptr;
    QStringListModel *m_offered = nullptr;
    AddressBook m_book;
};

} // namespace hoplens
