// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

// The window as a guest of the desktop: keys, fonts, languages, colours, the projector.

#include "ui/appicon.h"
#include "ui/helpdialogs.h"
#include "ui/inspector/choicerow.h"
#include "ui/mainwindow.h"
#include "ui/request/requesteditor.h"
#include "ui/theme.h"
#include "ui/timeline/headlinebar.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFontMetrics>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QTranslator>

#include <algorithm>
#include <functional>

using namespace hoplens;

namespace {

/// Every text that goes through tr() comes out in brackets.
class BracketTranslator final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char * /*context*/, const char *text, const char * /*comment*/,
                      int /*count*/) const override
    {
        return u'⟦' + QString::fromUtf8(text) + u'⟧';
    }
};

QString seed(const char *name)
{
    return QLatin1String(TEST_DATA) + u"/../fuzz/seeds/har/"_qs + QLatin1String(name);
}

/// Of the menu bar and everything under it.
void forEachMenu(const QMenuBar *bar, const std::function<void(const QMenu *)> &visit)
{
    QList<const QMenu *> menus;
    const QList<QAction *> titles = bar->actions();
    for (const QAction *title : titles) {
        menus.append(title->menu());
    }
    while (!menus.isEmpty()) {
        const QMenu *menu = menus.takeFirst();
        visit(menu);
        const QList<QAction *> actions = menu->actions();
        for (const QAction *action : actions) {
            if (action->menu() != nullptr) {
                menus.append(action->menu());
            }
        }
    }
}

} // namespace

class TestDesktop : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void everyVisibleTextCanBeTranslated(); // first: what is made once must not be made before
    void harIsOpenedChainByChain();
    void harIsNeverSavedOver();
    void keysOfActionsDoNotClash();
    void mnemonicsDoNotClash();
    void shortcutSheetIsComplete();
    void presentationShowsOnlyTheStory();
    void presentationIsLeftByEitherKey_data();
    void presentationIsLeftByEitherKey();
    void presentationZoomsTheInspector();
    void headlineReachesTheInspector();
    void statusLineIsMirrored();
    void escapeStopsBeforeItLeaves();
    void presentationSizeIsItsOwn();
    void fonts_data();
    void fonts();
    void numbersFollowTheLocale_data();
    void numbersFollowTheLocale();
    void everythingIsRestyled();
    void systemPaletteIsFollowed();
    void iconIsThereInEverySize();

private:
    template <typename T> T *find(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT(found != nullptr);
        return found;
    }
    void start();
    void sendLab();
    int hops() const { return m_window->findChild<TimelineView *>()->hopCount(); }
    bool isIdle() const { return !find<QAction>(u"stop"_qs)->isEnabled(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    const QWidget *roomOf(const QWidget *widget) const;
    void checkRoom(const QWidget *widget) const;

    QTemporaryDir m_directory;
    std::unique_ptr<MainWindow> m_window;
};

void TestDesktop::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"hoplens-test"_qs);
    QCoreApplication::setApplicationName(u"hoplens-desktop"_qs);
    QVERIFY(m_directory.isValid());
}

void TestDesktop::init()
{
    QSettings().clear();
    if (QLatin1String(QTest::currentTestFunction()) != u"everyVisibleTextCanBeTranslated"_qs) {
        start();
    }
}

void TestDesktop::start()
{
    m_window.reset();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1000, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestDesktop::cleanup()
{
    m_window.reset();
}

void TestDesktop::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : m_window.get(), key, modifiers);
}

/// The scenario that is filled in at the start: 302, and POST becomes GET.
void TestDesktop::sendLab()
{
    find<QAction>(u"send"_qs)->trigger();
    QTRY_VERIFY(hops() == 2 && isIdle());
}

void TestDesktop::harIsOpenedChainByChain()
{
    QVERIFY(m_window->openTrace(seed("chromium")));
    QCOMPARE(hops(), 3);
    QVERIFY(find<QLabel>(u"messageText"_qs)->text().contains(u"1 of 2"_qs));
    QCOMPARE(find<QLineEdit>(u"address"_qs)->text(), u"http://shop.test/cart"_qs);

    QTest::mouseClick(find<QPushButton>(u"accept"_qs), Qt::LeftButton);
    auto *list = find<QListWidget>(u"chains"_qs);
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->currentRow(), 0);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(hops(), 2);
    QCOMPARE(find<QComboBox>(u"method"_qs)->currentText(), u"POST"_qs);
    QVERIFY(find<QLabel>(u"messageText"_qs)->isVisible());
    QVERIFY(find<QLabel>(u"messageText"_qs)->text().contains(u"2 of 2"_qs));

    QVERIFY(m_window->openTrace(seed("firefox"))); // one chain: nothing is asked
    QVERIFY(!find<QLabel>(u"messageText"_qs)->isVisible());
}

void TestDesktop::harIsNeverSavedOver()
{
    const QString path = m_directory.filePath(u"saved.har"_qs);
    sendLab();
    QVERIFY(m_window->saveTrace(path, Secrets::Redact));
    QVERIFY(m_window->openTrace(path));
    QCOMPARE(hops(), 2);
    QVERIFY2(!m_window->windowTitle().contains(u"saved"_qs), "Save would write to that file");
    auto *recent = find<QMenu>(u"recentMenu"_qs);
    emit recent->aboutToShow();
    QCOMPARE(recent->actions().constFirst()->text(), u"saved.har"_qs);
}

void TestDesktop::keysOfActionsDoNotClash()
{
    QHash<QString, QString> owners;
    const QList<QAction *> actions = m_window->findChildren<QAction *>();
    int count = 0;
    for (const QAction *action : actions) {
        const QList<QKeySequence> keys = action->shortcuts();
        for (const QKeySequence &key : keys) {
            if (action->shortcutContext() != Qt::WindowShortcut || action->objectName().isEmpty()
                || action->objectName() == u"leavePresentation"_qs) {
                continue; // Esc is Stop's as long as something runs
            }
            if (action->objectName() == u"runOn"_qs) {
                // F5 as in a debugger: on from a standstill, and again when nothing runs.
                QVERIFY(!action->isEnabled() || !find<QAction>(u"again"_qs)->isEnabled());
                continue;
            }
            const QString text = key.toString();
            QVERIFY2(
                !owners.contains(text),
                qPrintable(text + u": "_qs + owners.value(text) + u", "_qs + action->objectName()));
            owners.insert(text, action->objectName());
            ++count;
        }
    }
    QVERIFY(count > 15);
    const QList<QShortcut *> shortcuts = m_window->findChildren<QShortcut *>();
    for (const QShortcut *shortcut : shortcuts) {
        const QString text = shortcut->key().toString();
        QVERIFY2(shortcut->context() != Qt::WindowShortcut || !owners.contains(text),
                 qPrintable(text));
    }
}

void TestDesktop::mnemonicsDoNotClash()
{
    const auto letterOf = [](const QString &text) {
        return QKeySequence::mnemonic(text).toString();
    };
    forEachMenu(m_window->menuBar(), [&](const QMenu *menu) {
        QHash<QString, QString> owners;
        const QList<QAction *> actions = menu->actions();
        for (const QAction *action : actions) {
            const QString letter = letterOf(action->text());
            QVERIFY2(letter.isEmpty() || !owners.contains(letter),
                     qPrintable(menu->title() + u": "_qs + action->text() + u", "_qs
                                + owners.value(letter)));
            owners.insert(letter, action->text());
        }
    });

    // Alt and a letter in the window itself: the menus, and whatever can be seen.
    find<RequestEditor>(u"requestEditor"_qs)->setExpanded(true);
    QVERIFY(m_window->openTrace(seed("chromium")));
    QHash<QString, QString> owners;
    const auto claim = [&](const QString &text) {
        const QString letter = letterOf(text);
        if (!letter.isEmpty()) {
            QVERIFY2(!owners.contains(letter), qPrintable(text + u", "_qs + owners.value(letter)));
            owners.insert(letter, text);
        }
    };
    const QList<QAction *> titles = m_window->menuBar()->actions();
    for (const QAction *title : titles) {
        claim(title->text());
    }
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible()) {
            continue;
        }
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            claim(button->text());
        } else if (const auto *label = qobject_cast<const QLabel *>(widget);
                   label != nullptr && label->buddy() != nullptr) {
            claim(label->text());
        } else if (const auto *tabs = qobject_cast<const QTabWidget *>(widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                claim(tabs->tabText(tab));
            }
        }
    }
}

void TestDesktop::shortcutSheetIsComplete()
{
    press(Qt::Key_F1);
    auto *sheet = find<QScrollArea>(u"shortcutSheet"_qs);
    QVERIFY(sheet->isVisible());
    QStringList texts;
    const QList<QLabel *> labels = sheet->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        texts.append(label->text());
    }
    int count = 0;
    const QList<QAction *> actions = m_window->findChildren<QAction *>();
    for (const QAction *action : actions) {
        if (action->objectName().isEmpty() || action->shortcuts().isEmpty()) {
            continue;
        }
        const QList<QKeySequence> keys = action->shortcuts();
        for (const QKeySequence &key : keys) {
            const QString name = key.toString(QKeySequence::NativeText);
            const auto names = [&name](const QString &text) {
                return text.split(u" or "_qs).contains(name);
            };
            const bool isTold = std::any_of(texts.begin(), texts.end(), names);
            QVERIFY2(isTold || key[0].key() == Qt::Key_Backtab, // Shift+Tab by another name
                     qPrintable(action->objectName() + u' ' + name));
            ++count;
        }
    }
    QVERIFY(count > 15);
    QVERIFY(!sheet->horizontalScrollBar()->isVisible());
}

void TestDesktop::presentationShowsOnlyTheStory()
{
    QVERIFY(m_window->openTrace(seed("firefox"))); // so that there are two tabs
    find<QAction>(u"newTab"_qs)->trigger();
    find<QMenu>(u"labMenu"_qs)->actions().constFirst()->trigger();
    sendLab();
    QVERIFY(find<QTabBar>(u"tabs"_qs)->height() > 10);
    press(Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    QCOMPARE(find<QTabBar>(u"tabs"_qs)->height(), 0);
    QVERIFY(!m_window->menuBar()->isVisible());
    QVERIFY(!m_window->statusBar()->isVisible());
    QVERIFY(!find<RequestEditor>(u"requestEditor"_qs)->isVisible());
    const auto *request = find<QLabel>(u"presentedRequest"_qs);
    QVERIFY(request->isVisible() && request->text().contains(u"POST http://127.0.0.1:"_qs));
    const auto *hint = find<QLabel>(u"presentationHint"_qs);
    QVERIFY(hint->isVisible() && hint->text().contains(u"Esc"_qs));
    const auto *pane = find<TracePane>(u"tracePane"_qs);
    // Over the timeline, so that the inspector can be read.
    QVERIFY(QRect(pane->mapTo(m_window.get(), QPoint()), pane->size()).contains(hint->geometry()));
    QCOMPARE(pane->zoom(), 1.6);

    // Every key works on: through the hops, and Send.
    press(Qt::Key_End);
    QCOMPARE(find<TracePane>(u"tracePane"_qs)->currentHop(), 1);
    press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(find<TracePane>(u"tracePane"_qs)->currentHop(), 0);
    press(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(!find<QWidget>(u"inspector"_qs)->isVisible());
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(hops() == 2 && isIdle());
    QTRY_VERIFY_WITH_TIMEOUT(!hint->isVisible(), 10'000);
}

void TestDesktop::presentationIsLeftByEitherKey_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Esc") << Qt::Key_Escape;
    QTest::newRow("F11") << Qt::Key_F11;
}

void TestDesktop::presentationIsLeftByEitherKey()
{
    QFETCH(Qt::Key, key);
    press(Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    press(key);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(m_window->menuBar()->isVisible() && m_window->statusBar()->isVisible());
    QVERIFY(find<RequestEditor>(u"requestEditor"_qs)->isVisible());
    QVERIFY(!find<QLabel>(u"presentedRequest"_qs)->isVisible());
    QCOMPARE(find<TracePane>(u"tracePane"_qs)->zoom(), 1.0);
    press(Qt::Key_Return, Qt::ControlModifier); // the menus' keys are not doubled
    QTRY_VERIFY(hops() == 2 && isIdle());
}

/// Tabs and rows of choices can be read from the last row of seats, too.
void TestDesktop::presentationZoomsTheInspector()
{
    sendLab();
    const auto *tabs = find<QTabWidget>(u"inspectorTabs"_qs)->tabBar();
    const auto *choice = m_window->findChild<ChoiceRow *>()->findChild<QAbstractButton *>();
    const double usual = tabs->font().pointSizeF();
    press(Qt::Key_F11);
    QCOMPARE(tabs->font().pointSizeF(), usual * 1.6);
    QCOMPARE(choice->font().pointSizeF(), usual * 1.6);
    press(Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(tabs->font().pointSizeF() > usual * 1.7);
    press(Qt::Key_F11);
    QCOMPARE(tabs->font().pointSizeF(), usual);
    QCOMPARE(choice->font().pointSizeF(), usual);
    // It follows the window's font as before.
    QFont larger = m_window->font();
    larger.setPointSizeF(usual + 3);
    m_window->setFont(larger);
    QCOMPARE(tabs->font().pointSizeF(), usual + 3);
}

void TestDesktop::escapeStopsBeforeItLeaves()
{
    auto *address = find<QLineEdit>(u"address"_qs);
    address->setText(address->text().left(address->text().indexOf(u'/', 8))
                     + u"/302/200;delay=50000"_qs);
    press(Qt::Key_F11);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(hops(), 2);
    press(Qt::Key_Escape);
    QTRY_VERIFY(isIdle());
    QVERIFY(m_window->isFullScreen());
    press(Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
}

void TestDesktop::presentationSizeIsItsOwn()
{
    auto *pane = find<TracePane>(u"tracePane"_qs);
    find<QAction>(u"zoomOut"_qs)->trigger();
    const double usual = pane->zoom();
    press(Qt::Key_F11);
    press(Qt::Key_Plus, Qt::ControlModifier);
    const double presented = pane->zoom();
    QVERIFY(presented > 1.6);
    m_window->close(); // while it is on
    start();
    pane = find<TracePane>(u"tracePane"_qs);
    QVERIFY(!m_window->isFullScreen());
    QCOMPARE(pane->zoom(), usual);
    press(Qt::Key_F11);
    QCOMPARE(pane->zoom(), presented);
}

void TestDesktop::fonts_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("page");
    for (const int points : {8, 11, 16, 24}) {
        for (const QSize size : {QSize(800, 600), QSize(1280, 800)}) {
            const QByteArray look = QByteArray::number(points) + " pt, "
                + QByteArray::number(size.width()) + 'x' + QByteArray::number(size.height());
            QTest::addRow("%s", look.constData()) << points << size << QString();
            for (const char *page : {"bodySummary", "headerSummary", "authSummary", "cookieSummary",
                                     "optionSummary"}) {
                QTest::addRow("%s, %s open", look.constData(), page)
                    << points << size << QString::fromLatin1(page);
            }
        }
    }
}

/// What can be reached from where the widget is: all of the window, or what an area there scrolls.
const QWidget *TestDesktop::roomOf(const QWidget *widget) const
{
    for (const QWidget *up = widget; up != nullptr; up = up->parentWidget()) {
        const auto *area = qobject_cast<const QScrollArea *>(
            up->parentWidget() != nullptr ? up->parentWidget()->parentWidget() : nullptr);
        if (area != nullptr && area->widget() == up) {
            return up;
        }
    }
    return m_window.get();
}

/// Nothing that can be seen is smaller than its words, or lies outside of the window.
void TestDesktop::checkRoom(const QWidget *widget) const
{
    if (!widget->isVisible()) {
        return;
    }
    const QString name = QLatin1String(widget->metaObject()->className()) + u' '
        + widget->objectName() + u" in "_qs + widget->parent()->objectName();
    const auto *bar = qobject_cast<const QScrollBar *>(widget);
    QVERIFY2(bar == nullptr || bar->orientation() == Qt::Vertical, qPrintable(name));
    const bool isControl = qobject_cast<const QLabel *>(widget) != nullptr
        || qobject_cast<const QAbstractButton *>(widget) != nullptr
        || qobject_cast<const QComboBox *>(widget) != nullptr
        || qobject_cast<const QLineEdit *>(widget) != nullptr;
    if (isControl && widget->focusProxy() == nullptr) {
        QSize least = widget->minimumSizeHint();
        if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
            // It may be narrower than its longest entry, but not than the words in it and an arrow.
            const QFontMetrics metrics(box->font());
            least.setWidth(
                std::min(least.width(),
                         metrics.horizontalAdvance(box->currentText()) + 2 * metrics.height()));
            if (box->objectName()
                == u"client"_qs) { // its name gives way, and its tool tip says more
                least.setWidth(box->minimumWidth());
            }
        }
        QVERIFY2(widget->width() >= least.width() && widget->height() >= least.height(),
                 qPrintable(u"%1 is %2x%3, needs %4x%5"_qs.arg(name)
                                .arg(widget->width())
                                .arg(widget->height())
                                .arg(least.width())
                                .arg(least.height())));
        const QWidget *room = roomOf(widget);
        const QRect place(widget->mapTo(room, QPoint()), widget->size());
        QVERIFY2(room->rect().contains(place), qPrintable(name + u" is outside"_qs));
    }
}

void TestDesktop::fonts()
{
    QFETCH(int, points);
    QFETCH(QSize, size);
    QFETCH(QString, page);
    QFont font = QApplication::font();
    const auto restore = qScopeGuard([font] { QApplication::setFont(font); });
    font.setPointSize(points);
    QApplication::setFont(font);
    start();
    QVERIFY(m_window->openTrace(seed("chromium"))); // with the message bar
    if (!page.isEmpty()) {
        find<QAbstractButton>(page)->click();
    }
    m_window->resize(size);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(m_window->size(), size); // it fits
    for (const char *name : {"sendButton", "stepButton", "editToggle", "address", "method"}) {
        const auto *control = find<QWidget>(QString::fromLatin1(name));
        QCOMPARE(control->visibleRegion().boundingRect(), control->rect());
    }
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        checkRoom(widget);
        if (QTest::currentTestFailed()) {
            return;
        }
    }
}

/// The line under it ends there, and not a few pixels before.
void TestDesktop::headlineReachesTheInspector()
{
    sendLab();
    m_window->resize(1280, 800);
    QCoreApplication::sendPostedEvents();
    const auto *headline = m_window->findChild<HeadlineBar *>();
    const auto *inspector = find<QWidget>(u"inspector"_qs);
    const int end = headline->mapTo(m_window.get(), headline->rect().topRight()).x();
    QCOMPARE(inspector->mapTo(m_window.get(), QPoint()).x() - end, 2); // a line between them

    // And what is between them can still be moved.
    auto *handle = find<QSplitter>(u"splitter"_qs)->handle(1);
    QVERIFY(handle->width() >= 4);
    const int before = headline->width();
    const QPoint grip = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, grip);
    QTest::mouseMove(handle, grip - QPoint(60, 0));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, grip - QPoint(60, 0));
    QVERIFY(headline->width() < before - 40);
}

/// Where text runs from the right: the lab at the right end, hops and time at the left.
void TestDesktop::statusLineIsMirrored()
{
    m_window->setLayoutDirection(Qt::RightToLeft);
    sendLab();
    QCoreApplication::sendPostedEvents();
    auto *lab = find<QLabel>(u"labStatus"_qs);
    const auto *hops = find<QLabel>(u"traceStatus"_qs);
    QVERIFY(hops->geometry().right() < lab->geometry().left());
    QVERIFY(lab->width() > 2 * lab->fontMetrics().horizontalAdvance(lab->text()));
    const QImage picture = lab->grab().toImage();
    const auto isInked = [&picture](int from, int to) {
        const QColor plain = picture.pixelColor(0, 0);
        for (int x = from; x < to; ++x) {
            for (int y = 2; y < picture.height() - 2; ++y) {
                if (picture.pixelColor(x, y) != plain) {
                    return true;
                }
            }
        }
        return false;
    };
    QVERIFY(!isInked(0, picture.width() / 2));
    QVERIFY(isInked(picture.width() - 24, picture.width()));
}

void TestDesktop::numbersFollowTheLocale_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("pattern");
    QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany)
                            << uR"(^2 hops · \d+,\d m?s$)"_qs;
    QTest::newRow("Egyptian Arabic")
        << QLocale(QLocale::Arabic, QLocale::Egypt) << uR"(^٢ hops · [٠-٩]+٫[٠-٩] m?s$)"_qs;
}

void TestDesktop::numbersFollowTheLocale()
{
    QFETCH(QLocale, locale);
    QFETCH(QString, pattern);
    const auto restore = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
    QLocale::setDefault(locale);
    start();
    sendLab();
    const QString status = find<QLabel>(u"traceStatus"_qs)->text();
    const QString address = find<QLineEdit>(u"address"_qs)->text();
    const QString lab = find<QLabel>(u"labStatus"_qs)->text();
    const QRegularExpression expected(pattern, QRegularExpression::UseUnicodePropertiesOption);
    QVERIFY2(expected.match(status).hasMatch(), qPrintable(status));
    // Addresses and ports are no amounts.
    QVERIFY2(address.startsWith(u"http://127.0.0.1:"_qs), qPrintable(address));
    QVERIFY2(lab.contains(u"127.0.0.1:"_qs), qPrintable(lab));
}

void TestDesktop::everyVisibleTextCanBeTranslated()
{
    BracketTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    start();
    find<RequestEditor>(u"requestEditor"_qs)->setExpanded(true);
    find<QAction>(u"send"_qs)->trigger();
    QTRY_VERIFY(hops() == 2 && isIdle());
    QStringList wrong;
    const auto check = [&](const QObject *owner, const QString &what, const QString &text) {
        const bool hasWord = text.contains(QRegularExpression(u"[A-Za-z]{3,}"_qs));
        if (hasWord && !text.contains(u'⟦') && text.size() < 200) {
            wrong.append(QLatin1String(owner->metaObject()->className()) + u' '
                         + owner->objectName() + u' ' + what + u": "_qs + text);
        }
    };
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->objectName().startsWith(u"qt_"_qs)) {
            continue; // parts of Qt, which brings its own translations
        }
        check(widget, u"tool tip"_qs, widget->toolTip());
        check(widget, u"name"_qs, widget->accessibleName());
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            check(widget, u"text"_qs, label->text());
        } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            check(widget, u"text"_qs, button->text());
        } else if (const auto *line = qobject_cast<const QLineEdit *>(widget)) {
            check(widget, u"placeholder"_qs, line->placeholderText());
        } else if (const auto *tabs = qobject_cast<const QTabWidget *>(widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab) {
                check(widget, u"tab"_qs, tabs->tabText(tab));
            }
        }
    }
    forEachMenu(m_window->menuBar(), [&](const QMenu *menu) {
        check(menu, u"title"_qs, menu->title());
        const QList<QAction *> actions = menu->actions();
        for (const QAction *action : actions) {
            check(action, u"text"_qs, action->text());
        }
    });
    QCoreApplication::removeTranslator(&translator);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestDesktop::everythingIsRestyled()
{
    const auto choose = [this](int theme) {
        find<QMenu>(u"themeMenu"_qs)->actions().at(theme)->trigger();
        QCoreApplication::sendPostedEvents();
    };
    const auto look = [this] {
        find<QAction>(u"send"_qs)->setEnabled(true);
        m_window->findChild<TimelineView *>()->setFocus();
        return m_window->grab().toImage();
    };
    choose(1);
    QVERIFY(m_window->openTrace(seed("chromium")));
    const QImage light = look();
    choose(2);
    const QImage turned = look();
    QVERIFY(turned != light);
    m_window->close(); // remembers the theme
    start();
    QVERIFY(m_window->openTrace(seed("chromium")));
    // Ports of the lab differ from start to start, so the status line is left out.
    const QRect compared = m_window->centralWidget()->geometry();
    QTRY_COMPARE(look().copy(compared), turned.copy(compared));
    choose(0);
}

/// As when the system turns dark while the program runs: no palette of its own is in the way.
void TestDesktop::systemPaletteIsFollowed()
{
    QVERIFY(m_window->openTrace(seed("chromium")));
    find<RequestEditor>(u"requestEditor"_qs)->setExpanded(true);
    const QPalette before = QApplication::palette();
    QApplication::setPalette(paletteOf(ThemeChoice::Dark));
    QCoreApplication::sendPostedEvents();
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    QStringList unreadable;
    for (const QWidget *widget : widgets) {
        const QPalette palette = widget->palette();
        const bool isButton = qobject_cast<const QAbstractButton *>(widget) != nullptr;
        const bool isLabel = qobject_cast<const QLabel *>(widget) != nullptr;
        const QColor text = palette.color(isButton ? QPalette::ButtonText : QPalette::WindowText);
        const QColor ground = palette.color(isButton ? QPalette::Button : QPalette::Window);
        const bool isDark = themeFor(palette).dark;
        if (widget->isVisible() && widget->isEnabled() && (isButton || isLabel)
            && (contrastRatio(text, ground) < 4.5 || (isLabel && !isDark))) {
            unreadable.append(QLatin1String(widget->metaObject()->className()) + u' '
                              + widget->objectName());
        }
    }
    QApplication::setPalette(before);
    find<QMenu>(u"themeMenu"_qs)->actions().at(0)->trigger();
    QVERIFY2(unreadable.isEmpty(), qPrintable(unreadable.join(u", "_qs)));
}

void TestDesktop::iconIsThereInEverySize()
{
    const QIcon icon = appIcon();
    for (const int size : {16, 32, 64, 256}) {
        const QImage image = icon.pixmap(size, size, QIcon::Normal, QIcon::Off).toImage();
        QCOMPARE(image.width(), size);
        QCOMPARE(image.pixelColor(0, 0).alpha(), 0); // round corners
        QVERIFY(image.pixelColor(size / 2, size / 12).blue() > 150);
    }
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
