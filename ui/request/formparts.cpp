// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/formparts.h"

#include <QFormLayout>
#include <QLabel>

namespace hoplens {

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel *captionOf(const QString &text, QWidget *control)
{
    QLabel *label = plainLabel(text);
    label->setBuddy(control);
    return label;
}

QFormLayout *formOn(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

void addRow(QFormLayout *form, const QString &caption, QWidget *control)
{
    form->addRow(captionOf(caption, control), control);
}

} // namespace hoplens
