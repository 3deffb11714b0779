// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/picture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <array>

namespace hoplens {

namespace {

constexpr qint64 mostPixels = 4096LL * 3072;
constexpr int longestSide = 32'767;
constexpr int shownSide = 1'600; // pixels; nobody reads a response's picture closer
constexpr int allocationLimit = 256; // MiB

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::picture)
};

struct Kind {
    const char *name;
    const char *plugin; ///< of Qt; the only one that gets to see the octets
};

const Kind *kindOf(const QByteArray &bytes)
{
    static constexpr std::array kinds{Kind{"PNG", "png"}, Kind{"JPEG", "jpeg"}, Kind{"GIF", "gif"},
                                      Kind{"WebP", "webp"}};
    if (bytes.startsWith("\x89PNG\r\n\x1a\n")) {
        return &kinds.at(0);
    }
    if (bytes.startsWith("\xff\xd8\xff")) {
        return &kinds.at(1);
    }
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a")) {
        return &kinds.at(2);
    }
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP") {
        return &kinds.at(3);
    }
    return nullptr;
}

bool isTooLarge(const QSize &size)
{
    return size.width() > longestSide || size.height() > longestSide
        || qint64{size.width()} * size.height() > mostPixels;
}

} // namespace

QString pictureKind(const QByteArray &bytes)
{
    const Kind *kind = kindOf(bytes);
    return kind != nullptr ? QString::fromLatin1(kind->name) : QString();
}

DecodedPicture decodePicture(const QByteArray &bytes)
{
    DecodedPicture picture;
    const Kind *kind = kindOf(bytes);
    if (kind == nullptr || !QImageReader::supportedImageFormats().contains(kind->plugin)) {
        picture.problem = Words::tr("Hoplens cannot show pictures of this kind here.");
        return picture;
    }
    QByteArray octets = bytes;
    QBuffer device(&octets);
    device.open(QIODevice::ReadOnly);
    QImageReader reader(&device, kind->plugin);
    reader.setAutoDetectImageFormat(false);
    QImageReader::setAllocationLimit(allocationLimit);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty()) {
        picture.problem = Words::tr("The size of the picture cannot be read.");
        return picture;
    }
    picture.size = size;
    if (isTooLarge(size)) {
        picture.problem = Words::tr("It has more pixels than Hoplens unpacks.");
        return picture;
    }
    if (size.width() > shownSide || size.height() > shownSide) {
        reader.setScaledSize(
            size.scaled(shownSide, shownSide, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    }
    picture.image = reader.read();
    if (picture.image.isNull()) {
        picture.problem = Words::tr("The picture is damaged.");
    }
    return picture;
}

} // namespace hoplens
