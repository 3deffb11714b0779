// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace hoplens {

/// A body that can be read once: Qt's stack sends a request again by itself whenever the connection
/// ends too early, unless its body cannot be rewound. No QBuffer, past whose seek() Qt reaches.
class UploadOnce final : public QIODevice {
    Q_OBJECT
public:
    UploadOnce(const QByteArray &bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(bytes)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    /// The answer is there, so that nothing is sent again. Qt rewinds after 307 and 308 for a
    /// redirect that it was told not to follow, and would call it an error that it cannot.
    void allowRewind() { m_mayRewind = true; }

    qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64 position) override
    {
        // Nothing is ever read of an empty body, so its start is behind from the beginning.
        const bool isBack = position < pos() || m_bytes.isEmpty();
        return (m_mayRewind || !isBack) && QIODevice::seek(position);
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 size = std::min(maxSize, m_bytes.size() - pos());
        if (size <= 0) {
            return -1;
        }
        std::memcpy(data, m_bytes.constData() + pos(), static_cast<size_t>(size));
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    bool m_mayRewind = false;
};

} // namespace hoplens
