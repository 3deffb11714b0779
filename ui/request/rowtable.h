// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

class QToolButton;

namespace hoplens {

class RowModel;

/// A table of rows by hand. Space ticks, Return or typing edits, Delete removes, Alt+Shift with an
/// arrow moves; Tab leaves the table, arrows walk inside.
class RowTable : public QTableView {
    Q_OBJECT
public:
    explicit RowTable(RowModel *model, QWidget *parent = nullptr);

    /// Takes over what is being typed in a cell right now.
    void finishEditing();
    /// Goes to the first row that cannot be sent.
    void showProblem();
    /// A button that removes the selected row, for the line above the table.
    QToolButton *createRemoveButton(const QString &name, const QString &toolTip) const;

public slots:
    void removeSelected();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addRowAction(const QString &text, const QKeySequence &keys, void (RowTable::*slot)());
    void moveUp();
    void moveDown();
    void moveSelected(int by);
    void fixSizes();

    RowModel *m_rows = nullptr;
};

} // namespace hoplens
