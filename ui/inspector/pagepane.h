// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace hoplens {

class ChoiceRow;
class PageView;

/// One tab of the inspector: a page, and over it what can be chosen about it, if anything.
class PagePane final : public QWidget {
    Q_OBJECT
public:
    /// The row may be null. `name` and `description` are for the view.
    PagePane(const QString &name, const QString &description, ChoiceRow *row);

    PageView *view() const { return m_view; }
    ChoiceRow *row() const { return m_row; }

private:
    ChoiceRow *m_row = nullptr;
    PageView *m_view = nullptr;
};

} // namespace hoplens
