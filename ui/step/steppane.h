// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "ui/request/requestdraft.h"

#include <QFrame>

class QLabel;
class QMenu;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace hoplens {

class ButtonRows;
class PageView;
class StepForm;
class TraceSession;

/// Under the last card, while a trace stands still: why, the next request as a difference, and what
/// can be done about it. What is edited here holds true values; what is only shown is the
/// session's.
class StepPane final : public QFrame {
    Q_OBJECT
public:
    /// `stopAt` is the menu of the conditions.
    explicit StepPane(QMenu *stopAt, QWidget *parent = nullptr);

    /// As this session is now: shown while it stands still or goes on step by step. With `draft`,
    /// somebody was editing the next request.
    void showSession(TraceSession *session, const std::optional<RequestDraft> &draft);
    void refresh();
    bool isEditing() const;
    /// What stands in the form; absent when nobody edits.
    std::optional<RequestDraft> draft() const;

    void edit();
    void stopEditing();
    /// Sends the proposal, or what was edited in its place, and stops again before the next one, or
    /// goes on.
    void follow(bool goesOn);
    void keepMethodAndBody();
    void changeToGet();
    void setZoom(double zoom);

    QSize sizeHint() const override;

signals:
    void stopRequested();
    void focusLeft(); ///< the pane went, and had the focus

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *addButton(const QString &name, const QString &text, const QString &toolTip,
                           void (StepPane::*press)());
    void buildButtons();
    void showStep();
    void showWaiting();
    void showButtons();
    void showProblem(const QString &sentence);
    void choose(StepKind kind, bool goesOn);
    void followOnce() { follow(false); }
    void runOn() { follow(true); }
    void toggleEditing();
    void applyColors();
    void announce(const QString &sentence);

    TraceSession *m_session = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_reasons = nullptr;
    QPushButton *m_stopAt = nullptr;
    QStackedWidget *m_content = nullptr;
    PageView *m_page = nullptr;
    QScrollArea *m_formArea = nullptr;
    StepForm *m_form = nullptr; ///< exists while it is edited
    QLabel *m_problem = nullptr;
    ButtonRows *m_buttons = nullptr;
    QPushButton *m_follow = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_get = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_runOn = nullptr;
    QPushButton *m_stop = nullptr;
    int m_toldHop = -1; ///< the standstill that was announced
};

} // namespace hoplens
