// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/contentlayers.h"

#include <QByteArray>

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <array>

namespace hoplens {

namespace {

constexpr std::size_t pieceSize = 16 * 1024UL;
using Piece = std::array<char, pieceSize>;

QByteArrayView filled(const Piece &piece, std::size_t left)
{
    return {piece.data(), static_cast<qsizetype>(pieceSize - left)};
}

/// gzip members, the zlib format, or bare deflate data: what zlib reads.
class ZlibLayer final : public ContentLayer {
public:
    enum class Format { Gzip, Deflate };

    explicit ZlibLayer(Format format)
        : m_format(format)
    {
    }
    ~ZlibLayer() override
    {
        if (m_open) {
            inflateEnd(&m_stream);
        }
    }
    ZlibLayer(const ZlibLayer &) = delete;
    ZlibLayer &operator=(const ZlibLayer &) = delete;
    ZlibLayer(ZlibLayer &&) = delete;
    ZlibLayer &operator=(ZlibLayer &&) = delete;

    bool isRawDeflate() const override { return m_raw; }

    void feed(QByteArrayView bytes, const Take &take) override
    {
        QByteArray start;
        if (!m_open) {
            start = m_start + bytes.toByteArray();
            m_start = start;
            if (!open(start)) {
                return;
            }
            m_start.clear();
            bytes = start;
        }
        inflateAll(bytes, take);
    }

private:
    // RFC 9110 §8.4.1.2: "Some non-conformant implementations send the "deflate" compressed data
    // without the zlib wrapper." RFC 1950 §2.2 has the two octets that tell them apart.
    bool open(QByteArrayView start)
    {
        if (m_format == Format::Deflate) {
            if (start.size() < 2) {
                return false;
            }
            const auto cmf = static_cast<quint8>(start.at(0));
            const auto flags = static_cast<quint8>(start.at(1));
            m_raw = (cmf & 0x0fU) != 8 || (cmf >> 4U) > 7 || (cmf * 256U + flags) % 31 != 0;
        }
        const int window = m_format == Format::Gzip ? MAX_WBITS + 16
            : m_raw                                 ? -MAX_WBITS
                                                    : MAX_WBITS;
        m_open = inflateInit2(&m_stream, window) == Z_OK;
        m_state = m_open ? m_state : State::TooLarge;
        return m_open;
    }

    void inflateAll(QByteArrayView bytes, const Take &take)
    {
        // zlib's interface has no const; it does not write there.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        while (m_state == State::NeedsMore || startsNextMember()) {
            m_stream.next_out = reinterpret_cast<Bytef *>(m_piece.data());
            m_stream.avail_out = pieceSize;
            const int code = inflate(&m_stream, Z_NO_FLUSH);
            const QByteArrayView piece = filled(m_piece, m_stream.avail_out);
            const bool more = piece.isEmpty() || take(piece);
            follow(code);
            if (!more || (m_stream.avail_in == 0 && m_stream.avail_out > 0)) {
                return;
            }
        }
    }

    // RFC 1952 §2.2: "A gzip file consists of a series of "members" [...] The members simply appear
    // one after another in the file, with no additional information before, between, or after
    // them." What is no member is padding, as gzip(1) takes it.
    bool startsNextMember()
    {
        constexpr Bytef firstOfMagic = 0x1f;
        if (m_state != State::Ended || m_format != Format::Gzip || m_stream.avail_in == 0
            || m_padding) {
            return false;
        }
        m_padding = *m_stream.next_in != firstOfMagic || inflateReset(&m_stream) != Z_OK;
        m_later = true;
        m_state = m_padding ? m_state : State::NeedsMore;
        return !m_padding;
    }

    void follow(int code)
    {
        if (code == Z_STREAM_END) {
            m_state = State::Ended;
        } else if (code == Z_MEM_ERROR) {
            m_state = State::TooLarge;
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            m_padding = m_later && m_stream.total_out == 0;
            m_state = m_padding ? State::Ended : State::Damaged;
        }
    }

    Format m_format;
    z_stream m_stream{};
    QByteArray m_start;
    bool m_open = false;
    bool m_raw = false;
    bool m_later = false; ///< not in the first member any more
    bool m_padding = false;
    Piece m_piece{};
};

class BrotliLayer final : public ContentLayer {
public:
    void feed(QByteArrayView bytes, const Take &take) override
    {
        auto left = static_cast<std::size_t>(bytes.size());
        const auto *next = reinterpret_cast<const quint8 *>(bytes.data());
        while (m_state == State::NeedsMore) {
            std::size_t room = pieceSize;
            auto *out = reinterpret_cast<quint8 *>(m_piece.data());
            const BrotliDecoderResult result = m_decoder
                ? BrotliDecoderDecompressStream(m_decoder.get(), &left, &next, &room, &out, nullptr)
                : BROTLI_DECODER_RESULT_ERROR;
            const QByteArrayView piece = filled(m_piece, room);
            const bool more = piece.isEmpty() || take(piece);
            if (result == BROTLI_DECODER_RESULT_SUCCESS) {
                m_state = State::Ended;
            } else if (result == BROTLI_DECODER_RESULT_ERROR) {
                m_state = State::Damaged;
            }
            if (!more || result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
                return;
            }
        }
    }

private:
    struct Destroy {
        void operator()(BrotliDecoderState *state) const { BrotliDecoderDestroyInstance(state); }
    };
    // "Large window" stays off, so that RFC 7932 §9.1 bounds the memory: 16 MiB.
    std::unique_ptr<BrotliDecoderState, Destroy> m_decoder{
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
    Piece m_piece{};
};

class ZstdLayer final : public ContentLayer {
public:
    explicit ZstdLayer(int windowLog)
        : m_context(ZSTD_createDCtx())
    {
        if (m_context) {
            ZSTD_DCtx_setParameter(m_context.get(), ZSTD_d_windowLogMax, windowLog);
        }
        m_state = m_context ? m_state : State::TooLarge;
    }

    void feed(QByteArrayView bytes, const Take &take) override
    {
        ZSTD_inBuffer in{bytes.data(), static_cast<std::size_t>(bytes.size()), 0};
        bool full = false; // the last piece was: there may be more without more input
        while (isOpen() && (in.pos < in.size || full)) {
            ZSTD_outBuffer out{m_piece.data(), pieceSize, 0};
            const std::size_t code = ZSTD_decompressStream(m_context.get(), &out, &in);
            if (ZSTD_isError(code) != 0) {
                fail(ZSTD_getErrorCode(code));
                return;
            }
            // RFC 8878 §3: "Zstandard compressed data is made up of one or more frames."
            m_state = code == 0 ? State::Ended : State::NeedsMore;
            m_frames += code == 0 ? 1 : 0;
            full = out.pos == out.size;
            if (out.pos > 0 && !take(filled(m_piece, pieceSize - out.pos))) {
                return;
            }
            if (in.pos == in.size && !full) {
                return;
            }
        }
    }

private:
    bool isOpen() const { return m_state == State::NeedsMore || m_state == State::Ended; }

    void fail(ZSTD_ErrorCode code)
    {
        if (code == ZSTD_error_frameParameter_windowTooLarge
            || code == ZSTD_error_memory_allocation) {
            m_state = State::TooLarge;
        } else if (code == ZSTD_error_prefix_unknown && m_frames > 0) {
            m_state = State::Ended; // something else after the last frame
        } else {
            m_state = State::Damaged;
        }
    }

    struct Free {
        void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_DCtx, Free> m_context;
    qint64 m_frames = 0;
    Piece m_piece{};
};

} // namespace

std::unique_ptr<ContentLayer> gzipLayer()
{
    return std::make_unique<ZlibLayer>(ZlibLayer::Format::Gzip);
}

std::unique_ptr<ContentLayer> deflateLayer()
{
    return std::make_unique<ZlibLayer>(ZlibLayer::Format::Deflate);
}

std::unique_ptr<ContentLayer> brotliLayer()
{
    return std::make_unique<BrotliLayer>();
}

std::unique_ptr<ContentLayer> zstdLayer(int windowLog)
{
    return std::make_unique<ZstdLayer>(windowLog);
}

} // namespace hoplens
