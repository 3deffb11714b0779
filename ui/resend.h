// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace hoplens {

class MessageBar;
class OpenTraces;
class RequestEditor;

/// Sends a hop's request again as the first one of a new trace, with the same client and options.
/// It goes through the editor, so that one sees what is sent and can change it for the next time.
class Resend final : public QObject {
    Q_OBJECT
public:
    /// All must live as long as this, which belongs to the editor.
    Resend(const OpenTraces *traces, RequestEditor *editor, MessageBar *messages);

    /// Of the hop (0-based). What was blotted out of an opened trace is said before anything is
    /// sent.
    void fromHop(int hop);

private:
    const OpenTraces *m_traces = nullptr;
    RequestEditor *m_editor = nullptr;
    MessageBar *m_messages = nullptr;
};

} // namespace hoplens
