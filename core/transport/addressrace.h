// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractSocket>
#include <QBasicTimer>
#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

class QTcpSocket;

namespace hoplens {

/// The order in which addresses of both families are tried, RFC 8305 §4: in turn, beginning with
/// the family of the first.
QStringList interleaved(const QStringList &addresses);

/// Closes it at once and lets go of it; also from within one of its own signals.
void discard(QTcpSocket *socket);

/// Connects to the first of several addresses that answers, RFC 8305 §5. Each gets a start of
/// `delay` before the next one is tried beside it; one that fails makes way at once.
class AddressRace final : public QObject {
    Q_OBJECT
public:
    static constexpr int delay = 250; ///< milliseconds
    /// A socket that is not connected yet.
    using Maker = std::function<QTcpSocket *()>;

    AddressRace(const QStringList &addresses, quint16 port, QIODevice::OpenMode mode, Maker maker);
    /// Discards all sockets that have not won.
    ~AddressRace() override;

    /// A signal follows, perhaps from within this call.
    void start();

signals:
    /// Connected, and the receiver's; all others are gone.
    void won(QTcpSocket *socket);
    /// None could be connected: each address with its own words, and the most telling error.
    void lost(QAbstractSocket::SocketError error, const QString &words);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Runner {
        QTcpSocket *socket = nullptr;
        QString address;
    };

    void startNext();
    void takeWinner(QTcpSocket *socket);
    void takeLoser(QTcpSocket *socket, QAbstractSocket::SocketError error);
    void discardRunners();

    QStringList m_waiting;
    quint16 m_port;
    QIODevice::OpenMode m_mode;
    Maker m_maker;
    QBasicTimer m_timer;
    std::vector<Runner> m_runners;
    QAbstractSocket::SocketError m_error = QAbstractSocket::UnknownSocketError;
    QStringList m_words;
};

} // namespace hoplens
