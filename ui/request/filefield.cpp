// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/filefield.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hoplens {

FileField::FileField(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit)
    , m_choose(new QPushButton(tr("Choose…")))
    , m_title(title)
{
    m_line->setObjectName(name);
    m_line->setAccessibleName(title);
    m_line->setPlaceholderText(tr("Path of a file"));
    m_choose->setObjectName(name + u"Choose"_qs);
    m_choose->setAccessibleName(tr("Choose: %1").arg(title));
    m_choose->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_choose);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &FileField::edited);
    connect(m_choose, &QPushButton::clicked, this, &FileField::choose);
}

QString FileField::path() const
{
    return m_line->text();
}

void FileField::setPath(const QString &path)
{
    m_line->setText(path);
    m_line->setCursorPosition(0);
}

void FileField::choose()
{
    const QString path = QFileDialog::getOpenFileName(this, m_title, m_line->text());
    if (!path.isEmpty()) {
        setPath(path);
    }
}

} // namespace hoplens
