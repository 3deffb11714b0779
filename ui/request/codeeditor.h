// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace hoplens {

/// Text in the mono face with its lines numbered. Long lines wrap; Tab leaves the field.
class CodeEditor final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodeEditor(QWidget *parent = nullptr);

    /// Puts the cursor there; both from 1.
    void goTo(int line, int column);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fixFont();
    void makeRoom();
    void placeMargin();
    void paintMargin();
    int marginWidth() const;

    QWidget *m_margin = nullptr; ///< the numbers
};

} // namespace hoplens
