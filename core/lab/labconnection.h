// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/lab/routes.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

class QTcpSocket;

namespace hoplens {

/// One client of the lab: reads requests one after the other and does what their answers say, never
/// blocking and never holding more than a few pieces of a body. Deletes itself when the client is
/// gone.
class LabConnection final : public QObject {
public:
    using Record = std::function<void(const LabRequest &)>;

    /// Takes over `socket`. `record` is told each request before it is answered.
    LabConnection(QTcpSocket &socket, const LabPorts &ports, Record record, QObject *parent);

private:
    enum class State { Reading, Answering, Pausing, Silent, Leaving };

    void advance();
    bool readMore();
    void answer();
    bool act();
    bool perform(const WriteBytes &action);
    bool perform(const WriteText &action);
    bool perform(const Pause &action);
    bool perform(const CloseConnection &action);
    bool perform(const StaySilent &action);
    void timeUp();

    QTcpSocket &m_socket;
    LabPorts m_ports;
    Record m_record;
    RequestReader m_reader;
    QTimer m_timer; ///< the pause of a script, or how long the client may stand still
    State m_state = State::Reading;
    QList<LabAction> m_actions; ///< still to do
    qint64 m_textWritten = 0; ///< octets of the running WriteText
};

} // namespace hoplens
