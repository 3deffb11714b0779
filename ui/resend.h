// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace hoplens {

class MessageBar;
class RequestEditor;
class TraceSession;

/// Sends a hop's request again as the first one of a new trace, with the same client and options.
/// It goes through the editor, so that one sees what is sent and can change it for the next time.
class Resend final : public QObject {
    Q_OBJECT
public:
    /// All must live as long as this, which belongs to the editor.
    Resend(const TraceSession *session, RequestEditor *editor, MessageBar *messages);

    /// Of the hop (0-based). What was blotted out of an opened trace is said before anything is
    /// sent.
    void fromHop(int hop);

private:
    const TraceSession *m_session = nullptr;
    RequestEditor *m_editor = nullptr;
    MessageBar *m_messages = nullptr;
};

} // namespace hoplens
