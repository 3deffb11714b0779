// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <functional>
#include <memory>

namespace hoplens {

/// Undoes one content coding, piece by piece. What a library allocates for it is bounded.
class ContentLayer {
public:
    enum class State { NeedsMore, Ended, Damaged, TooLarge };
    /// Takes some decoded octets, at most a few kilobytes; false: no more are wanted.
    using Take = std::function<bool(QByteArrayView)>;

    ContentLayer() = default;
    ContentLayer(const ContentLayer &) = delete;
    ContentLayer &operator=(const ContentLayer &) = delete;
    ContentLayer(ContentLayer &&) = delete;
    ContentLayer &operator=(ContentLayer &&) = delete;
    virtual ~ContentLayer() = default;

    /// Octets after the end are passed over.
    virtual void feed(QByteArrayView bytes, const Take &take) = 0;
    virtual bool isRawDeflate() const { return false; }
    State state() const { return m_state; }

protected:
    State m_state = State::NeedsMore;
};

std::unique_ptr<ContentLayer> gzipLayer();
/// Both the zlib format, which the standard wants, and bare deflate data, which some servers send.
std::unique_ptr<ContentLayer> deflateLayer();
std::unique_ptr<ContentLayer> brotliLayer();
std::unique_ptr<ContentLayer> zstdLayer(int windowLog);

} // namespace hoplens
