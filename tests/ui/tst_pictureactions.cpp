// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "tests/ui/pdfpages.h"
#include "tests/ui/samples.h"
#include "ui/mainwindow.h"
#include "ui/opentraces.h"
#include "ui/pictures/pictureactions.h"
#include "ui/tracesession.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <functional>

using namespace hoplens;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString openedByTheSystem; // filled by a handler for file addresses

} // namespace

class FileOpener final : public QObject {
    Q_OBJECT
public slots:
    void open(const QUrl &url) { openedByTheSystem = url.toLocalFile(); }
};

class TestPictureActions final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();

    void fileFollowsItsName_data();
    void fileFollowsItsName();
    void secretsAreBlottedOutUnlessAskedFor();
    void unwritableFileIsSaid();
    void dialogRemembersTheChoice();
    void copyIsImageAndDrawing();
    void printOpensSheets();
    void nothingToDrawNothingOffered();
};

void TestPictureActions::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-pictureactions-test"_qs);
}

void TestPictureActions::init()
{
    QSettings().clear();
}

void TestPictureActions::fileFollowsItsName_data()
{
    QTest::addColumn<PictureFormat>("format");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("png") << PictureFormat::Png << QByteArray("\x89PNG");
    QTest::newRow("svg") << PictureFormat::Svg << QByteArray("<?xml");
    QTest::newRow("pdf") << PictureFormat::Pdf << QByteArray("%PDF");
}

void TestPictureActions::fileFollowsItsName()
{
    QFETCH(PictureFormat, format);
    QFETCH(QByteArray, start);
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"picture"_qs);
    QVERIFY(writePicture(eatenBody(), {path, {format, 1, false}, Secrets::Redact}));
    QVERIFY(contentOf(path).startsWith(start));
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 1); // no half-written one left
}

void TestPictureActions::secretsAreBlottedOutUnlessAskedFor()
{
    SampleTrace sample;
    sample.request("GET", "/a").answer(302, "Found", "/b?token=hunter2");
    sample.decide("GET", false, "/b");
    sample.last().redirect->resolved->query = QByteArray("token=hunter2");
    sample.request("GET", "/b").answer(200, "OK");
    const Trace trace = sample.end(OutcomeKind::Final).trace();
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"a.svg"_qs);
    QVERIFY(writePicture(trace, {path, {PictureFormat::Svg, 1, false}, Secrets::Redact}));
    QVERIFY(!contentOf(path).contains("hunter2"));
    QVERIFY(contentOf(path).contains("REDACTED"));
    QVERIFY(writePicture(trace, {path, {PictureFormat::Svg, 1, false}, Secrets::Show}));
    QVERIFY(contentOf(path).contains("hunter2"));
}

void TestPictureActions::unwritableFileIsSaid()
{
    const QTemporaryDir directory;
    const Result<void> written =
        writePicture(eatenBody(), {directory.path(), {PictureFormat::Png, 1, false}, {}});
    QVERIFY(!written);
    QVERIFY(!written.error().detail.isEmpty());
}

void TestPictureActions::dialogRemembersTheChoice()
{
    const QTemporaryDir directory;
    MainWindow window;
    window.findChild<OpenTraces *>()->session()->setTrace(eatenBody());
    const QString path = directory.filePath(u"slide.png"_qs);
    const auto answer = [](const std::function<void(QFileDialog *)> &fill) {
        QTimer::singleShot(0, qApp, [fill] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            Q_ASSERT(dialog != nullptr);
            fill(dialog);
        });
    };
    answer([&path](QFileDialog *dialog) {
        auto *scale = dialog->findChild<QComboBox *>(u"pictureScale"_qs);
        QCOMPARE(scale->currentText(), u"2×"_qs);
        QVERIFY(dialog->findChild<QCheckBox *>(u"redact"_qs)->isChecked());
        scale->setCurrentIndex(2);
        dialog->findChild<QComboBox *>(u"pictureColors"_qs)->setCurrentIndex(1);
        dialog->findChild<QLineEdit *>()->setText(path);
        static_cast<QDialog *>(dialog)->accept();
    });
    window.findChild<QAction *>(u"exportPicture"_qs)->trigger();
    const QImage image(path);
    QCOMPARE(image.width(), Picture::width * 3);
    QCOMPARE(image.pixelColor(1, 1), themeFor(paletteOf(ThemeChoice::Dark)).background);
    answer([](QFileDialog *dialog) {
        QCOMPARE(dialog->findChild<QComboBox *>(u"pictureScale"_qs)->currentText(), u"3×"_qs);
        QCOMPARE(dialog->findChild<QComboBox *>(u"pictureColors"_qs)->currentIndex(), 1);
        // Another type renames the file, and only an image has a scale.
        auto *name = dialog->findChild<QLineEdit *>();
        QCOMPARE(name->text(), u"timeline.png"_qs);
        QTest::keyClick(dialog->findChild<QComboBox *>(u"fileTypeCombo"_qs), Qt::Key_Down);
        QCOMPARE(name->text(), u"timeline.svg"_qs);
        QVERIFY(!dialog->findChild<QComboBox *>(u"pictureScale"_qs)->isEnabled());
        dialog->reject();
    });
    window.findChild<QAction *>(u"exportPicture"_qs)->trigger();
}

void TestPictureActions::copyIsImageAndDrawing()
{
    MainWindow window;
    window.findChild<OpenTraces *>()->session()->setTrace(eatenBody());
    window.findChild<QAction *>(u"copyPicture"_qs)->trigger();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage());
    QCOMPARE(qvariant_cast<QImage>(data->imageData()).width(), Picture::width * 2);
    QVERIFY(data->data(u"image/svg+xml"_qs).contains("<svg "));
}

void TestPictureActions::printOpensSheets()
{
    FileOpener opener;
    QDesktopServices::setUrlHandler(u"file"_qs, &opener, "open");
    QString path;
    {
        MainWindow window;
        window.findChild<OpenTraces *>()->session()->setTrace(longChain(60));
        window.findChild<QAction *>(u"printPicture"_qs)->trigger();
        path = openedByTheSystem;
        QVERIFY(path.endsWith(u".pdf"_qs));
        QVERIFY(pagesOf(contentOf(path)) > 3);
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    }
    QVERIFY(!QFile::exists(path)); // not left behind
    QDesktopServices::unsetUrlHandler(u"file"_qs);
}

void TestPictureActions::nothingToDrawNothingOffered()
{
    MainWindow window;
    for (const QString &name : {u"exportPicture"_qs, u"copyPicture"_qs, u"printPicture"_qs}) {
        QVERIFY(!window.findChild<QAction *>(name)->isEnabled());
    }
    window.findChild<OpenTraces *>()->session()->setTrace(eatenBody());
    for (const QString &name : {u"exportPicture"_qs, u"copyPicture"_qs, u"printPicture"_qs}) {
        QVERIFY(window.findChild<QAction *>(name)->isEnabled());
    }
}

QTEST_MAIN(TestPictureActions)
#include "tst_pictureactions.moc"
