// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/presentation.h"

#include "core/formats/redaction.h"
#include "ui/formatting.h"
#include "ui/inspector/inspector.h"
#include "ui/mainwindowactions.h"
#include "ui/request/requesteditor.h"
#include "ui/theme.h"
#include "ui/timeline/sheet.h"
#include "ui/timeline/timelineview.h"
#include "ui/timeline/tracepane.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QStatusBar>

#include <algorithm>

namespace hoplens {

namespace {

constexpr double usualZoom = 1.6;
constexpr int hintTime = 5000; // milliseconds
const QString zoomKey = QStringLiteral("presentationZoom");

QList<QAction *> withKeys(const QList<QAction *> &actions)
{
    QList<QAction *> found;
    for (QAction *action : actions) {
        if (const QMenu *menu = action->menu()) {
            found.append(withKeys(menu->actions()));
        } else if (!action->shortcuts().isEmpty()) {
            found.append(action);
        }
    }
    return found;
}

} // namespace

Presentation::Presentation(QMainWindow *window, const MainWindowActions &actions,
                           RequestEditor *editor, QWidget *tabs, TracePane *pane,
                           Inspector *inspector)
    : QObject(window)
    , m_window(window)
    , m_switch(actions.presentation)
    , m_stop(actions.stop)
    , m_leave(new QAction(tr("Leave the Presentation"), this))
    , m_editor(editor)
    , m_tabs(tabs)
    , m_pane(pane)
    , m_inspector(inspector)
    , m_request(new QLabel)
    , m_hint(new QLabel(window))
{
    m_request->setObjectName(u"presentedRequest"_qs);
    m_request->setTextFormat(Qt::PlainText);
    m_request->setMinimumWidth(1); // elided, so that a long address never widens the window
    m_request->hide();
    auto *layout = qobject_cast<QBoxLayout *>(window->centralWidget()->layout());
    Q_ASSERT(layout != nullptr);
    layout->insertWidget(0, m_request);

    m_hint->setObjectName(u"presentationHint"_qs);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->setWordWrap(true);
    m_hint->hide();
    m_hintTime.setSingleShot(true);
    connect(&m_hintTime, &QTimer::timeout, m_hint, &QWidget::hide);

    m_leave->setObjectName(u"leavePresentation"_qs);
    m_leave->setShortcut(Qt::Key_Escape);
    m_leave->setEnabled(false);
    window->addAction(m_leave);
    connect(m_leave, &QAction::triggered, m_switch, [this] { m_switch->setChecked(false); });
    // Esc first ends what runs.
    connect(m_stop, &QAction::enabledChanged, m_leave,
            [this](bool runs) { m_leave->setEnabled(m_isOn && !runs); });
    connect(m_switch, &QAction::toggled, this, &Presentation::setOn);
    connect(m_editor, &RequestEditor::sendRequested, this, &Presentation::showRequest);
    connect(m_pane, &TracePane::currentHopChanged, this, &Presentation::showRequest);
    connect(m_pane, &TracePane::zoomChanged, this, &Presentation::resize);
    window->installEventFilter(this);
}

void Presentation::setOn(bool on)
{
    if (on == m_isOn) {
        return;
    }
    m_isOn = on;
    m_leave->setEnabled(on && !m_stop->isEnabled());
    if (on) {
        enter();
    } else {
        leave();
    }
}

void Presentation::enter()
{
    m_stateBefore = m_window->windowState();
    m_zoomBefore = m_pane->zoom();
    m_borrowed = withKeys(m_window->menuBar()->actions());
    m_window->addActions(m_borrowed);
    m_window->menuBar()->hide();
    m_window->statusBar()->hide();
    m_editor->hide();
    m_tabs->setMaximumHeight(0); // whether they are shown is for themselves to decide
    m_request->show();
    const double zoom = QSettings().value(zoomKey, usualZoom).toDouble();
    m_pane->setZoom(zoom > 0 ? zoom : usualZoom);
    m_window->showFullScreen();
    m_pane->timeline()->setFocus();
    resize();
    showHint();
}

void Presentation::leave()
{
    QSettings().setValue(zoomKey, m_pane->zoom());
    m_hint->hide();
    m_request->hide();
    m_editor->show();
    m_tabs->setMaximumHeight(QWIDGETSIZE_MAX);
    m_window->statusBar()->show();
    m_window->menuBar()->show();
    for (QAction *action : std::as_const(m_borrowed)) {
        m_window->removeAction(action);
    }
    m_borrowed.clear();
    m_pane->setZoom(m_zoomBefore);
    m_inspector->setControlsZoom(1);
    m_window->setWindowState(m_stateBefore);
}

void Presentation::resize()
{
    if (m_isOn) {
        m_inspector->setControlsZoom(m_pane->zoom());
        showRequest();
    }
}

void Presentation::showRequest()
{
    if (!m_isOn) {
        return;
    }
    const TextFaces faces = textFaces(m_window->font(), m_pane->zoom());
    const QFont &face = faces.strong;
    const Spacing spacing = Sheet(m_pane->width(), faces).spacing; // as the sentence below it
    m_request->setContentsMargins(spacing.of(4), spacing.of(3), spacing.of(4), spacing.of(2));
    m_request->setFont(face);
    const Result<Request> request = m_editor->request();
    QString text;
    if (request) {
        const QString method = visibleText(request->method) + u' ';
        const QMargins margins = m_request->contentsMargins();
        const int room = m_window->width() - margins.left() - margins.right()
            - QFontMetrics(face).horizontalAdvance(method);
        text = method
            + elidedUrl(visibleText(serializeUrl(redactedUrl(request->url))), QFontMetricsF(face),
                        room);
    }
    // An address reads from the left in every language, but begins where the others do.
    const bool isMirrored = m_request->layoutDirection() == Qt::RightToLeft;
    m_request->setAlignment((isMirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute
                            | Qt::AlignVCenter);
    m_request->setText(text);
}

void Presentation::showHint()
{
    const Theme theme = themeFor(m_window->palette());
    m_hint->setStyleSheet(u"QLabel { background: %1; color: %2; border: 2px solid %3;"
                          " border-radius: 8px; padding: 8px 16px; }"_qs.arg(
                              theme.card.name(), theme.text.name(), theme.accent.name()));
    m_hint->setFont(textFaces(m_window->font(), m_pane->zoom()).normal);
    m_hint->setText(
        tr("Esc or %1 leaves the presentation; %2 sends.")
            .arg(m_switch->shortcut().toString(QKeySequence::NativeText),
                 QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
    placeHint();
    m_hint->show();
    m_hint->raise();
    m_hintTime.start(hintTime);
}

/// Over the timeline, where the last cards are least often.
void Presentation::placeHint()
{
    constexpr int distance = 24; // from the edges
    constexpr int frame = 2 * (16 + 2) + 4; // around the text, which is a little wider than it says
    const QRect pane(m_pane->mapTo(m_window, QPoint()), m_pane->size());
    const int most = std::max(1, pane.width() - 2 * distance);
    m_hint->setMaximumWidth(most);
    m_hint->resize(std::min(most, m_hint->fontMetrics().horizontalAdvance(m_hint->text()) + frame),
                   1);
    m_hint->resize(m_hint->width(), m_hint->heightForWidth(m_hint->width()));
    m_hint->move(pane.left() + (pane.width() - m_hint->width()) / 2,
                 pane.bottom() - m_hint->height() - distance);
}

bool Presentation::eventFilter(QObject *watched, QEvent *event)
{
    if (m_isOn && watched == m_window) {
        if (event->type() == QEvent::Resize) {
            placeHint();
            showRequest();
        } else if (event->type() == QEvent::Close) {
            m_switch->setChecked(false); // size and zoom of the window itself are remembered
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace hoplens
