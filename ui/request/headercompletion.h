// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace hoplens {

/// Names of request fields that people set by hand, in order.
QStringList commonHeaderNames();
/// What often stands in a field of that name; empty when nothing does.
QStringList commonHeaderValues(const QString &name);

/// The line in a cell of the header table, with a list of what could be meant under it.
class HeaderDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
};

} // namespace hoplens
