// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace hoplens {

class MessageBar;
class RequestEditor;

/// Fills the editor from a curl command or a request as text, says what was left out, and keeps
/// what stood there before for Undo.
class RequestPaste final : public QObject {
    Q_OBJECT
public:
    /// Both must live as long as this, which belongs to the editor.
    RequestPaste(RequestEditor *editor, MessageBar *messages);

public slots:
    void paste(const QString &text);
    void pasteFromClipboard();

private:
    RequestEditor *m_editor = nullptr;
    MessageBar *m_messages = nullptr;
};

} // namespace hoplens
