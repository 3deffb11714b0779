// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QClipboard>
#include <QLineEdit>

class QMimeData;

namespace hoplens {

class AddressCompleter;

/// A line for an address. A whole request that is pasted or dropped here is announced instead of
/// being squeezed into the line.
class AddressField final : public QLineEdit {
    Q_OBJECT
public:
    using QLineEdit::QLineEdit;

    /// Whose list the Down key opens.
    void setAddressCompleter(AddressCompleter *completer) { m_completer = completer; }

signals:
    void requestPasted(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    bool announce(const QString &text);
    bool pasteRequest(QClipboard::Mode mode);

    AddressCompleter *m_completer = nullptr;
};

} // namespace hoplens
