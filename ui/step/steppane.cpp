// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/step/steppane.h"

#include "ui/formatting.h"
#include "ui/inspector/pageview.h"
#include "ui/step/buttonrows.h"
#include "ui/step/stepform.h"
#include "ui/step/steppage.h"
#include "ui/theme.h"
#include "ui/tracesession.h"

#include <QAbstractTextDocumentLayout>
#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hoplens {

namespace {

constexpr double mostOfThePane = 0.7; ///< the last card stays in sight
constexpr double mostWhileEditing = 0.85;
constexpr int formRows = 19; ///< lines of text that the form takes at ease
constexpr int edge = 16; ///< pixels from the side, where the page's own text begins, too

} // namespace

StepPane::StepPane(QMenu *stopAt, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_reasons(new QLabel)
    , m_stopAt(new QPushButton(tr("Stop At")))
    , m_content(new QStackedWidget)
    , m_page(new PageView)
    , m_formArea(new QScrollArea)
    , m_problem(new QLabel)
    , m_buttons(new ButtonRows)
{
    setObjectName(u"stepPane"_qs);
    setFocusPolicy(Qt::ClickFocus); // holds the focus while nothing can be chosen
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_title->setObjectName(u"stepTitle"_qs);
    m_title->setTextFormat(Qt::PlainText);
    m_reasons->setObjectName(u"stepReasons"_qs);
    m_reasons->setTextFormat(Qt::PlainText);
    m_reasons->setWordWrap(true);
    m_stopAt->setObjectName(u"stepStopAt"_qs);
    m_stopAt->setToolTip(tr("Conditions that hold for every trace (Trace > Stop At)"));
    m_stopAt->setMenu(stopAt);
    m_stopAt->setFlat(true);
    m_page->setObjectName(u"stepPage"_qs);
    m_page->setAccessibleName(tr("The next request"));
    m_page->document()->setDocumentMargin(4);
    m_page->viewport()->setAutoFillBackground(false); // it lies on the pane
    connect(m_page->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged,
            this, [this] { updateGeometry(); });
    m_formArea->setWidgetResizable(true);
    m_formArea->setFrameShape(NoFrame);
    m_formArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_formArea->viewport()->setAutoFillBackground(false);
    m_content->addWidget(m_page);
    m_content->addWidget(m_formArea);
    m_content->setMinimumHeight(3 * fontMetrics().height());
    m_problem->setObjectName(u"stepProblem"_qs);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(edge, 0, edge, 0);
    m_problem->hide();
    m_buttons->setContentsMargins(edge, 0, edge, 0);
    buildButtons();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(edge, 0, edge, 0);
    head->setSpacing(12);
    head->addWidget(m_title, 0, Qt::AlignTop);
    head->addWidget(m_reasons, 1, Qt::AlignTop);
    head->addWidget(m_stopAt, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    applyColors();
    hide();
}

QPushButton *StepPane::addButton(const QString &name, const QString &text, const QString &toolTip,
                                 void (StepPane::*press)())
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAutoDefault(true);
    connect(button, &QPushButton::clicked, this, press);
    m_buttons->add(button);
    return button;
}

void StepPane::buildButtons()
{
    m_follow = addButton(u"stepFollow"_qs, tr("Follow (F10)"), {}, &StepPane::followOnce);
    m_keep =
        addButton(u"stepKeep"_qs, tr("Keep &Method and Body"), {}, &StepPane::keepMethodAndBody);
    m_get = addButton(u"stepGet"_qs, tr("Change to &GET"), {}, &StepPane::changeToGet);
    m_edit = addButton(u"stepEdit"_qs, tr("E&dit"), {}, &StepPane::toggleEditing);
    m_runOn = addButton(u"stepRunOn"_qs, tr("&Run On (F5)"),
                        tr("Send it and go on without stopping, but where a condition under Stop "
                           "At holds"),
                        &StepPane::runOn);
    m_stop = addButton(u"stepStop"_qs, tr("&Stop (Esc)"), tr("End the trace here; nothing is sent"),
                       &StepPane::stopRequested);
}

void StepPane::showSession(TraceSession *session, const std::optional<RequestDraft> &draft)
{
    stopEditing();
    m_session = session;
    m_toldHop = -1;
    refresh();
    if (draft && session->pausedStep() != nullptr) {
        edit();
        m_form->setDraft(*draft);
    }
}

void StepPane::refresh()
{
    const bool stands = m_session != nullptr && m_session->pausedStep() != nullptr;
    const bool waits = m_session != nullptr && !stands && m_session->isStepping();
    if (!stands) {
        stopEditing();
        m_toldHop = -1;
    }
    if (stands) {
        showStep();
    } else if (waits && isVisible()) {
        showWaiting(); // as it was, so that nothing jumps between two steps
    } else if (isVisible()) {
        const QWidget *focused = QApplication::focusWidget();
        const bool hadFocus = focused == this || isAncestorOf(focused);
        hide();
        if (hadFocus) {
            emit focusLeft();
        }
    }
}

void StepPane::showStep()
{
    const PausedStep &step = *m_session->pausedStep();
    m_title->setText(stepTitle(step));
    m_reasons->setText(stepReasons(m_session->shown(), step, m_session->shownNext()));
    m_page->setPage(stepPage(m_session->shown(), step, m_session->shownNext()));
    showButtons();
    show();
    updateGeometry();
    if (m_toldHop != step.hop) {
        m_toldHop = step.hop;
        m_problem->hide();
        m_follow->setFocus(
            Qt::OtherFocusReason); // by stepping or a condition the user asked for it
        announce(stepSentence(m_session->shown(), step, m_session->shownNext()));
    }
}

void StepPane::showWaiting()
{
    m_title->setText(tr("Waiting for the answer"));
    m_reasons->clear();
    if (isAncestorOf(QApplication::focusWidget())) {
        setFocus(); // a button that is disabled would give it away
    }
    showButtons();
}

void StepPane::showButtons()
{
    const PausedStep *step = m_session->pausedStep();
    const bool editing = isEditing();
    const auto described = [](const std::optional<Request> &request) {
        return request ? toolTipText(requestText(*request)) : QString();
    };
    m_follow->setText(editing ? tr("Send Edited (F10)") : tr("Follow (F10)"));
    m_follow->setToolTip(editing ? tr("Send what stands here, and stop again before the next")
                                 : tr("Send it as proposed, and stop again before the next"));
    m_edit->setText(editing ? tr("Cancel E&diting") : tr("E&dit"));
    m_edit->setToolTip(editing ? tr("Back to the proposal (Esc)")
                               : tr("Change method, address, headers and body (Ctrl+Shift+E)"));
    m_keep->setToolTip(step != nullptr ? described(step->kept) : QString());
    m_get->setToolTip(step != nullptr ? described(step->get) : QString());
    m_follow->setEnabled(step != nullptr);
    m_keep->setEnabled(step != nullptr && step->kept && !editing);
    m_get->setEnabled(step != nullptr && step->get && !editing);
    m_edit->setEnabled(step != nullptr);
    m_runOn->setEnabled(step != nullptr);
}

void StepPane::announce(const QString &sentence)
{
    setAccessibleName(sentence);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

bool StepPane::isEditing() const
{
    return m_form != nullptr;
}

std::optional<RequestDraft> StepPane::draft() const
{
    return m_form != nullptr ? std::optional(m_form->draft()) : std::nullopt;
}

void StepPane::edit()
{
    if (m_form != nullptr || m_session == nullptr || m_session->pausedStep() == nullptr) {
        return;
    }
    m_form = new StepForm;
    m_form->setObjectName(u"stepForm"_qs);
    m_form->setRequest(m_session->pausedStep()->editable);
    m_formArea->setWidget(m_form);
    m_form->setContentsMargins(edge, 0, edge, 0);
    m_form->setAutoFillBackground(false);
    m_content->setCurrentWidget(m_formArea);
    connect(m_form, &StepForm::submitted, this, &StepPane::followOnce);
    connect(m_form, &StepForm::edited, m_problem, &QWidget::hide);
    showButtons();
    updateGeometry();
    m_form->setFocus();
}

void StepPane::stopEditing()
{
    if (m_form == nullptr) {
        return;
    }
    const bool hadFocus = m_form->isAncestorOf(QApplication::focusWidget());
    m_formArea->takeWidget();
    m_form->deleteLater(); // it may be the one that asks
    m_form = nullptr;
    m_content->setCurrentWidget(m_page);
    m_problem->hide();
    updateGeometry();
    if (hadFocus) {
        m_edit->setFocus();
    }
}

void StepPane::toggleEditing()
{
    if (isEditing()) {
        stopEditing();
        showButtons();
    } else {
        edit();
    }
}

void StepPane::follow(bool goesOn)
{
    choose(isEditing() ? StepKind::Edited : StepKind::Proposed, goesOn);
}

void StepPane::keepMethodAndBody()
{
    choose(StepKind::Kept, false);
}

void StepPane::changeToGet()
{
    choose(StepKind::Get, false);
}

void StepPane::choose(StepKind kind, bool goesOn)
{
    if (m_session == nullptr || m_session->pausedStep() == nullptr) {
        return;
    }
    StepChoice choice{kind, {}, goesOn};
    if (kind == StepKind::Edited) {
        m_form->finishEditing();
        const Result<Request> edited = m_form->request();
        if (!edited) {
            showProblem(edited.error().detail);
            return;
        }
        choice.edited = *edited;
    }
    if (const Result<void> sent = m_session->resume(choice); !sent) {
        showProblem(sent.error().detail);
    }
}

void StepPane::showProblem(const QString &sentence)
{
    m_problem->setText(u"\u2715 "_qs + sentence);
    m_problem->setAccessibleName(sentence);
    m_problem->show();
}

void StepPane::setZoom(double zoom)
{
    m_page->setZoom(zoom);
    updateGeometry();
}

/// As high as what it says, but never so high that the last card goes out of sight.
QSize StepPane::sizeHint() const
{
    const QSize base = QFrame::sizeHint();
    const int around = base.height() - m_content->sizeHint().height();
    const int content = isEditing() ? formRows * fontMetrics().height()
                                    : static_cast<int>(m_page->document()->size().height()) + 8;
    const double share = isEditing() ? mostWhileEditing : mostOfThePane;
    const int most =
        parentWidget() != nullptr ? qRound(parentWidget()->height() * share) : base.height();
    return {base.width(), std::max(minimumSizeHint().height(), std::min(around + content, most))};
}

/// Esc ends the editing first, and the trace only then.
bool StepPane::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isEditing()
        && static_cast<const QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ParentChange && parentWidget() != nullptr) {
        parentWidget()->installEventFilter(this);
    }
    return QFrame::event(event);
}

bool StepPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        updateGeometry();
    }
    return QFrame::eventFilter(watched, event);
}

void StepPane::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
    if (isReturn && button != nullptr && isAncestorOf(button)) {
        button->click();
    } else if (event->key() == Qt::Key_Escape && isEditing()) {
        toggleEditing();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void StepPane::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColors();
    }
}

void StepPane::applyColors()
{
    const Theme theme = themeFor(palette());
    m_title->setFont(textFaces(font()).strong);
    // On one line with the button, however many lines the reasons take.
    const int lower = (m_stopAt->sizeHint().height() - m_title->fontMetrics().height()) / 2;
    m_title->setContentsMargins(0, std::max(0, lower), 0, 0);
    m_reasons->setContentsMargins(0, std::max(0, lower), 0, 0);
    QPalette problem = palette();
    problem.setColor(QPalette::WindowText, theme.error);
    m_problem->setPalette(problem);
    m_follow->setStyleSheet(filledButton(theme, theme.accent));
}

/// A line that says where the timeline ends, in the colour of what waits for the user.
void StepPane::paintEvent(QPaintEvent *)
{
    constexpr int thickness = 2;
    const Theme theme = themeFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.card);
    painter.fillRect(QRect(0, 0, width(), thickness), theme.accent);
}

} // namespace hoplens
