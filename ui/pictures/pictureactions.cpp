// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/pictures/pictureactions.h"

#include "core/formats/redaction.h"
#include "ui/documents.h"
#include "ui/opentraces.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace hoplens {

namespace {

/// While something takes a second.
class BusyCursor {
public:
    BusyCursor() { QGuiApplication::setOverrideCursor(Qt::WaitCursor); }
    ~BusyCursor() { QGuiApplication::restoreOverrideCursor(); }
    BusyCursor(const BusyCursor &) = delete;
    BusyCursor &operator=(const BusyCursor &) = delete;
};

PictureLook lookOf(const PictureChoice &choice)
{
    return {choice.dark, QGuiApplication::layoutDirection(), false};
}

Result<QByteArray> pictureBytes(const Picture &picture, const PictureChoice &choice)
{
    switch (choice.format) {
    case PictureFormat::Png:
        return picturePng(picture, choice.scale);
    case PictureFormat::Svg:
        return pictureSvg(picture);
    case PictureFormat::Pdf:
        return picturePdf(picture, Paper::AsNeeded);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<void> writePicture(const Trace &trace, const PictureWish &wish)
{
    const Picture picture(wish.secrets == Secrets::Redact ? redactedTrace(trace) : trace,
                          lookOf(wish.choice));
    const Result<QByteArray> bytes = pictureBytes(picture, wish.choice);
    return bytes ? saveFile(wish.path, *bytes) : bytes.error();
}

PictureActions::PictureActions(const MainWindowActions &actions, const OpenTraces *traces,
                               const Documents *documents, QWidget *window)
    : QObject(window)
    , m_actions(actions)
    , m_traces(traces)
    , m_documents(documents)
    , m_window(window)
{
    connect(actions.exportPicture, &QAction::triggered, this, &PictureActions::exportPicture);
    connect(actions.copyPicture, &QAction::triggered, this, &PictureActions::copyPicture);
    connect(actions.printPicture, &QAction::triggered, this, &PictureActions::printPicture);
}

void PictureActions::update()
{
    const bool hasTrace = !m_traces->session()->shown().hops.isEmpty();
    for (QAction *action :
         {m_actions.exportPicture, m_actions.copyPicture, m_actions.printPicture}) {
        action->setEnabled(hasTrace);
    }
}

/// The trace file's name; nothing that a server chose.
QString PictureActions::suggestedName() const
{
    const QFileInfo file(m_documents->path());
    const QString name = file.completeBaseName();
    return name.isEmpty() ? u"timeline"_qs : file.dir().filePath(name);
}

void PictureActions::exportPicture()
{
    const std::optional<PictureWish> wish = askForPicture(m_window, suggestedName());
    if (!wish) {
        return;
    }
    const BusyCursor busy;
    if (const Result<void> written = writePicture(m_traces->session()->trace(), *wish)) {
        emit done(wish->secrets == Secrets::Redact ? tr("Picture saved, secrets blotted out")
                                                   : tr("Picture saved as sent, with secrets"));
    } else {
        emit failed(written.error().detail);
    }
}

/// As an image, as sharp as the limit allows, and as a drawing for programs that take one.
void PictureActions::copyPicture()
{
    const BusyCursor busy;
    const PictureChoice choice = pictureChoice();
    const Picture picture(m_traces->session()->shown(), lookOf(choice));
    Result<QImage> image = pictureImage(picture, choice.scale);
    for (int scale = choice.scale - 1; scale > 0 && !image; --scale) {
        image = pictureImage(picture, scale);
    }
    auto *data = new QMimeData;
    data->setData(u"image/svg+xml"_qs, pictureSvg(picture));
    if (image) {
        data->setImageData(*image);
    }
    QGuiApplication::clipboard()->setMimeData(data);
    emit done(image ? tr("Picture copied")
                    : tr("Picture copied as SVG only: it is too long for an image"));
}

/// The system's own viewer knows its printers.
void PictureActions::printPicture()
{
    const BusyCursor busy;
    m_printed.emplace();
    const QString path = m_printed->filePath(u"timeline.pdf"_qs);
    const PictureLook look{false, QGuiApplication::layoutDirection(), true};
    const Picture picture(redactedTrace(m_traces->session()->trace()), look);
    const Result<void> written = saveFile(path, picturePdf(picture, Paper::Sheets));
    if (!written) {
        emit failed(written.error().detail);
    } else if (QDesktopServices::openUrl(QUrl::fromLocalFile(path))) {
        emit done(tr("Opened as a PDF, ready to print; secrets are blotted out"));
    } else {
        emit failed(tr("No program opens PDF files here. Export the picture as PDF, and print it "
                       "from where there is one."));
    }
}

} // namespace hoplens
