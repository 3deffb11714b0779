// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/headerrows.h"
#include "ui/request/rowmodel.h"
#include "ui/request/rowtable.h"

namespace hoplens {

/// Header fields by hand. Blank rows are not sent.
class HeaderModel final : public RowList<HeaderRow> {
    Q_OBJECT
public:
    enum Column { Name, Value };

    HeaderModel();

    /// The rows that have a name and are sent.
    Headers sentFields() const;

    QString problemOf(int row) const override;
    int problemColumn(int row) const override;

protected:
    bool isBlankAt(int row) const override;
    QString textAt(int row, int column) const override;
    void setTextAt(int row, int column, const QString &text) override;
};

/// Completes names, and the values that are common for a name.
class HeaderTable final : public RowTable {
    Q_OBJECT
public:
    explicit HeaderTable(QWidget *parent = nullptr);

    HeaderModel *headers() const { return m_model; }

private:
    explicit HeaderTable(HeaderModel *model, QWidget *parent);

    HeaderModel *m_model = nullptr;
};

} // namespace hoplens
