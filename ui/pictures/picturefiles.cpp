// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/pictures/picturefiles.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::Picture)
};

constexpr int bandHeight = 8000; // device pixels; the raster engine stops at 32767
constexpr int cssResolution = 96; // pixels an inch
constexpr double pointsPerPixel = 72.0 / cssResolution;
constexpr double sheetMargin = 10; // mm
constexpr int footRoom = 32; // pixels of the picture
constexpr int longestSinglePage = 8000; // pixels of the picture; PDF viewers stop at 200 inches

Error tooLarge(const QSize &pixels)
{
    const QLocale locale;
    return Error{Error::Code::InvalidInput,
                 Words::tr("The image would be %1 × %2 pixels large, which few programs can open. "
                           "Choose a smaller scale, or SVG or PDF.")
                     .arg(locale.toString(pixels.width()), locale.toString(pixels.height()))};
}

/// The generator names one typeface; a computer without it must not fall back to just any.
QByteArray withFallbacks(const QByteArray &svg)
{
    // Within text every quotation mark is escaped, so this can only be an attribute.
    const QByteArray attribute = "font-family=\"";
    QByteArray result;
    result.reserve(svg.size() + svg.size() / 8);
    qsizetype from = 0;
    for (qsizetype at = svg.indexOf(attribute); at >= 0; at = svg.indexOf(attribute, from)) {
        const qsizetype start = at + attribute.size();
        const qsizetype end = svg.indexOf('"', start);
        const QByteArray family = svg.mid(start, end - start);
        const bool mono = family.toLower().contains("mono");
        result += svg.mid(from, start - from) + '\'' + family + "', "
            + (mono ? "'DejaVu Sans Mono', monospace" : "'DejaVu Sans', sans-serif");
        from = end;
    }
    return result + svg.mid(from);
}

QPageSize usualSheet()
{
    const bool letter = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    const auto id = letter ? QPageSize::Letter : QPageSize::A4;
    return QPageSize{id};
}

void paintSinglePage(QPdfWriter &writer, const Picture &picture)
{
    const QSize size = picture.size();
    writer.setPageSize(
        QPageSize(QSizeF(size) * pointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    const double scale = static_cast<double>(writer.width()) / size.width();
    painter.scale(scale, scale);
    picture.paint(painter, QRect({}, size));
}

void paintSheets(QPdfWriter &writer, const Picture &picture)
{
    writer.setPageSize(usualSheet());
    writer.setPageMargins({});
    const double dotsPerMm = writer.resolution() / 25.4;
    const double margin = sheetMargin * dotsPerMm;
    const double scale = (writer.width() - 2 * margin) / Picture::width;
    const int room = static_cast<int>((writer.height() - 2 * margin) / scale) - footRoom;
    QPainter painter(&writer);
    const QList<PicturePage> pages = picture.pages(room);
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (i > 0) {
            writer.newPage();
        }
        const int height = pages.at(i).bottom - pages.at(i).top;
        const double shrink = std::min(1.0, static_cast<double>(room) / height);
        painter.fillRect(QRect(0, 0, writer.width(), writer.height()), picture.background());
        painter.save();
        painter.translate(margin, margin);
        painter.scale(scale, scale);
        picture.paintFoot(painter, static_cast<int>(i) + 1, static_cast<int>(pages.size()),
                          room + footRoom * 3 / 4);
        painter.scale(shrink, shrink);
        painter.translate(0, -pages.at(i).top);
        const QRect part(0, pages.at(i).top, Picture::width, height);
        painter.setClipRect(part);
        picture.paint(painter, part);
        painter.restore();
    }
}

} // namespace

Result<QImage> pictureImage(const Picture &picture, int scale)
{
    const QSize size = picture.size() * scale;
    if (static_cast<qint64>(size.width()) * size.height() > pictureLimit) {
        return tooLarge(size);
    }
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull()) {
        return tooLarge(size);
    }
    for (int top = 0; top < size.height(); top += bandHeight) {
        const int height = std::min(bandHeight, size.height() - top);
        QImage band(image.scanLine(top), size.width(), height, image.bytesPerLine(),
                    image.format());
        QPainter painter(&band);
        painter.translate(0, -top);
        painter.scale(scale, scale);
        const int first = top / scale;
        const int last = (top + height + scale - 1) / scale;
        picture.paint(painter, QRect(0, first, size.width() / scale, last - first));
    }
    const int dotsPerMeter = qRound(scale * cssResolution / 0.0254);
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    image.setText(u"Title"_qs, picture.title());
    return image;
}

Result<QByteArray> picturePng(const Picture &picture, int scale)
{
    const Result<QImage> image = pictureImage(picture, scale);
    if (!image) {
        return image.error();
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image->save(&buffer, "PNG");
    return bytes;
}

QByteArray pictureSvg(const Picture &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QRect whole({}, picture.size());
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(cssResolution);
    generator.setSize(whole.size());
    generator.setViewBox(whole);
    generator.setTitle(picture.title());
    generator.setDescription(u"Hoplens"_qs);
    QPainter painter(&generator);
    picture.paint(painter, whole);
    painter.end();
    return withFallbacks(bytes);
}

QByteArray picturePdf(const Picture &picture, Paper paper)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(picture.title());
        writer.setCreator(u"Hoplens"_qs);
        if (paper == Paper::AsNeeded && picture.size().height() <= longestSinglePage) {
            paintSinglePage(writer, picture);
        } else {
            paintSheets(writer, picture);
        }
    }
    return bytes;
}

} // namespace hoplens
