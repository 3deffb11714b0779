// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/pagepane.h"

#include "ui/inspector/choicerow.h"
#include "ui/inspector/pageview.h"

#include <QVBoxLayout>

namespace hoplens {

PagePane::PagePane(const QString &name, const QString &description, ChoiceRow *row)
    : m_row(row)
    , m_view(new PageView)
{
    m_view->setObjectName(name);
    m_view->setAccessibleName(description);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (m_row != nullptr) {
        m_row->hide();
        layout->addWidget(m_row);
    }
    layout->addWidget(m_view, 1);
}

} // namespace hoplens
