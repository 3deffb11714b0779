// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QScrollArea>

class QGridLayout;

namespace hoplens {

/// Groups of controls side by side, as many as the width has room for, the others below. Scrolls
/// down when that is not enough, and never sideways.
class Columns final : public QScrollArea {
    Q_OBJECT
public:
    explicit Columns(const QList<QWidget *> &groups, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int columnsFor(int width) const;
    void arrange();

    QList<QWidget *> m_groups;
    QGridLayout *m_grid = nullptr;
    int m_columns = 0;
};

} // namespace hoplens
