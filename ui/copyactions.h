// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/trace/trace.h"
#include "ui/mainwindowactions.h"

#include <QObject>

namespace hoplens {

class OpenTraces;
class RequestEditor;
class TracePane;

/// What the Edit menu copies: parts of the trace as it is shown, and requests as curl commands.
class CopyActions final : public QObject {
    Q_OBJECT
public:
    /// Reads them all; they must live as long as `parent`.
    CopyActions(const MainWindowActions &actions, const OpenTraces *traces, const TracePane *pane,
                const RequestEditor *editor, QObject *parent);

    void copy(const QString &text, const QString &notice);
    /// The selected hop; null when there is none.
    const Hop *currentHop() const;
    /// Switches on what there is something to copy for.
    void update();

signals:
    void copied(const QString &notice);
    void failed(const QString &sentence);

private:
    void copyUrl();
    void copyLocation();
    void copyTrace();
    void copyRequestAsCurl();
    void copyHopAsCurl();
    void copyHopAsText();
    void copyAsCurl(const Result<QString> &command);

    MainWindowActions m_actions;
    const OpenTraces *m_traces = nullptr;
    const TracePane *m_pane = nullptr;
    const RequestEditor *m_editor = nullptr;
};

} // namespace hoplens
