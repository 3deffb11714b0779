// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace hoplens {

/// The path of a file, typed or chosen.
class FileField final : public QWidget {
    Q_OBJECT
public:
    /// `name` is the object name of the line, `title` that of the dialog and of the control.
    FileField(const QString &name, const QString &title, QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    QLineEdit *line() const { return m_line; }

signals:
    void edited();

private:
    void choose();

    QLineEdit *m_line = nullptr;
    QPushButton *m_choose = nullptr;
    QString m_title;
};

} // namespace hoplens
