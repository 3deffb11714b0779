// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/http/contentdecoding.h"

#include "core/http/contentlayers.h"

#include <algorithm>
#include <vector>

namespace hoplens {

namespace {

// RFC 9110 §8.4.1.3: "A recipient SHOULD consider "x-gzip" to be equivalent to "gzip"."
std::unique_ptr<ContentLayer> layerFor(const QByteArray &coding, const DecodingLimits &limits)
{
    if (coding == "gzip" || coding == "x-gzip") {
        return gzipLayer();
    }
    if (coding == "deflate") {
        return deflateLayer();
    }
    if (coding == "br") {
        return brotliLayer();
    }
    if (coding == "zstd") {
        return zstdLayer(limits.windowLog);
    }
    return nullptr;
}

/// The layers in a row: what one gives out, the next takes.
class Decoder {
public:
    Decoder(DecodedContent &content, const DecodingLimits &limits, qint64 given)
        : m_content(content)
        , m_preview(limits.preview)
        , m_most(std::min(limits.counted, std::max(limits.preview, given * limits.ratio)))
    {
        for (qsizetype i = content.codings.size() - 1; i >= 0; --i) {
            m_layers.push_back({layerFor(content.codings.at(i), limits), 0});
        }
    }

    void decode(const QByteArray &kept)
    {
        feed(0, kept);
        const auto is = [this](ContentLayer::State state) {
            return std::any_of(m_layers.begin(), m_layers.end(), [state](const Stage &stage) {
                return stage.layer->state() == state;
            });
        };
        if (m_full || is(ContentLayer::State::TooLarge)) {
            m_content.state = DecodingState::LimitReached;
        } else if (is(ContentLayer::State::Damaged)) {
            m_content.state = DecodingState::Damaged;
        } else if (is(ContentLayer::State::NeedsMore)) {
            m_content.state = DecodingState::CutOff;
        }
        m_content.rawDeflate =
            std::any_of(m_layers.begin(), m_layers.end(),
                        [](const Stage &stage) { return stage.layer->isRawDeflate(); });
    }

private:
    struct Stage {
        std::unique_ptr<ContentLayer> layer;
        qint64 given = 0; ///< octets that it gave out
    };

    /// False: nothing more is wanted.
    bool feed(std::size_t index, QByteArrayView bytes)
    {
        if (index == m_layers.size()) {
            const qsizetype room = std::max<qint64>(0, m_preview - m_content.bytes.size());
            m_content.bytes.append(bytes.first(std::min(bytes.size(), room)));
            m_content.size += bytes.size();
            return true;
        }
        Stage &stage = m_layers.at(index);
        stage.layer->feed(bytes, [&](QByteArrayView piece) {
            const QByteArrayView allowed =
                piece.first(std::min<qint64>(piece.size(), m_most - stage.given));
            stage.given += allowed.size();
            m_full = m_full || allowed.size() < piece.size();
            return feed(index + 1, allowed) && !m_full;
        });
        // One that has ended may go on with another gzip member or zstd frame.
        const ContentLayer::State state = stage.layer->state();
        return !m_full
            && (state == ContentLayer::State::NeedsMore || state == ContentLayer::State::Ended);
    }

    DecodedContent &m_content;
    qint64 m_preview;
    qint64 m_most;
    bool m_full = false;
    std::vector<Stage> m_layers; ///< the coding that was applied last is undone first
};

} // namespace

QList<QByteArray> contentCodings(const QList<QByteArray> &fieldValues)
{
    QList<QByteArray> codings;
    for (const QByteArray &element : fieldValues.join(',').split(',')) {
        const QByteArray coding = element.trimmed().toLower();
        // RFC 9110 §8.4: "identity" is "reserved for its special role in Accept-Encoding".
        if (!coding.isEmpty() && coding != "identity") {
            codings.append(coding);
        }
    }
    return codings;
}

bool isKnownCoding(const QByteArray &coding)
{
    return layerFor(coding, {}) != nullptr;
}

std::optional<DecodedContent> decodeContent(const QList<QByteArray> &fieldValues,
                                            const QByteArray &kept, const DecodingLimits &limits)
{
    DecodedContent content;
    content.codings = contentCodings(fieldValues);
    if (content.codings.isEmpty() || kept.isEmpty()) {
        return std::nullopt;
    }
    if (content.codings.size() > limits.layers) {
        content.codings = content.codings.mid(0, limits.layers + 1); // a head may name thousands
        content.state = DecodingState::LimitReached;
        return content;
    }
    if (!std::all_of(content.codings.begin(), content.codings.end(), isKnownCoding)) {
        content.state = DecodingState::UnknownCoding;
        return content;
    }
    Decoder(content, limits, kept.size()).decode(kept);
    return content;
}

} // namespace hoplens
