// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/transport/tracedreply.h"

#include <QPointer>

#include <algorithm>
#include <cstring>

namespace hoplens {

void TracedReply::abort()
{
    stop({FailureKind::Cancelled, FailureCode::Stopped, {}});
}

qint64 TracedReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + preview().size() - m_readPosition;
}

qint64 TracedReply::readData(char *data, qint64 maxSize)
{
    const QByteArray bytes = preview();
    const qint64 size = std::min<qint64>(maxSize, bytes.size() - m_readPosition);
    if (size <= 0) {
        return isOver() ? -1 : 0;
    }
    std::memcpy(data, bytes.constData() + m_readPosition, static_cast<size_t>(size));
    m_readPosition += size;
    return size;
}

void TracedReply::announceHead()
{
    const QPointer<TracedReply> self(this);
    emit metaDataChanged();
    if (!self.isNull() && m_user != nullptr) {
        m_user->replyAnswered();
    }
}

void TracedReply::announceEnd(NetworkError error, const QString &detail)
{
    const QPointer<TracedReply> self(this);
    setFinished(true);
    if (error != NoError) {
        setError(error, detail);
        emit errorOccurred(error);
    }
    if (!self.isNull()) {
        emit readChannelFinished();
    }
    if (!self.isNull()) {
        emit finished();
    }
    if (!self.isNull() && m_user != nullptr) {
        m_user->replyEnded();
    }
}

} // namespace hoplens
