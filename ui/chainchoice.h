// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QObject>

class QWidget;

namespace hoplens {

class Documents;
class MessageBar;

/// Of a HAR with several chains the first is shown; this says that there are more and offers them
/// in a list that blocks nothing.
class ChainChoice final : public QObject {
    Q_OBJECT
public:
    /// Both must live as long as this, which belongs to the documents.
    ChainChoice(Documents *documents, MessageBar *messages);

private:
    void offer();
    void showList();
    void choose(int chain);

    Documents *m_documents = nullptr;
    MessageBar *m_messages = nullptr;
    QList<Trace> m_chains;
    int m_current = 0;
};

} // namespace hoplens
