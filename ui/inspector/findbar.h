// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspector/pagefind.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace hoplens {

/// Asks what to find on a page and says how often it is there. Enter goes on, Shift+Enter back,
/// Esc closes.
class FindBar final : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);

    FindTerm term() const;
    /// Shown, with the term selected, or with `text` in its place unless that is empty.
    void open(const QString &text);
    /// `current` is 0-based; -1 when there is none.
    void showCount(qsizetype current, qsizetype count);

signals:
    void termChanged();
    void nextWanted(bool backward);
    void closeWanted();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addButton(const QString &name, const QString &text, const QString &description);
    void applyColors();

    QLineEdit *m_text = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_case = nullptr;
    bool m_isMissing = false;
};

} // namespace hoplens
