// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/tracetabs.h"

#include "ui/formatting.h"
#include "ui/opentraces.h"
#include "ui/tracesession.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFileInfo>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

namespace hoplens {

namespace {

// In widths of an average character.
constexpr int widestTab = 32;
constexpr int narrowestTab = 14;

} // namespace

TraceTabs::TraceTabs(OpenTraces *traces, QWidget *parent)
    : QTabBar(parent)
    , m_traces(traces)
{
    setAccessibleName(tr("Open traces"));
    setDocumentMode(true);
    setDrawBase(true);
    setExpanding(false);
    setElideMode(Qt::ElideMiddle);
    setUsesScrollButtons(true);
    setTabsClosable(true);
    setMovable(true);
    for (int index = 0; index < traces->count(); ++index) {
        add(index);
    }
    connect(traces, &OpenTraces::added, this, &TraceTabs::add);
    connect(traces, &OpenTraces::removed, this, &TraceTabs::remove);
    connect(traces, &OpenTraces::changed, this, &TraceTabs::describe);
    connect(traces, &OpenTraces::currentChanged, this, [this] {
        const QSignalBlocker blocker(this);
        setCurrentIndex(m_traces->currentIndex());
        describe(m_traces->currentIndex());
    });
    connect(this, &QTabBar::currentChanged, traces, &OpenTraces::setCurrentIndex);
    connect(this, &QTabBar::tabMoved, traces, &OpenTraces::move);
}

void TraceTabs::add(int index)
{
    const QSignalBlocker blocker(this);
    insertTab(index, QString());
    describe(index);
    setVisible(count() > 1);
}

void TraceTabs::remove(int index)
{
    const QSignalBlocker blocker(this);
    removeTab(index);
    setCurrentIndex(m_traces->currentIndex());
    setVisible(count() > 1);
}

void TraceTabs::describe(int index)
{
    const TraceName name = m_traces->nameOf(index);
    const OpenTrace &open = m_traces->at(index);
    const Trace &trace = open.session->shown();
    const QString text = name.url.isEmpty()
        ? tr("New request")
        : visibleText(name.method) + u' ' + shortAddress(name.url);
    QString said = text;
    std::optional<OutcomeMark> mark;
    if (open.session->pausedStep() != nullptr) {
        said = tr("%1, paused").arg(text);
        mark = OutcomeMark{Symbol::Pause, Ink::Accent, {}};
    } else if (open.session->isRunning()) {
        said = tr("%1, running").arg(text);
        mark = OutcomeMark{Symbol::Arrow, Ink::Accent, {}};
    } else if (trace.outcome) {
        mark = outcomeMark(trace.outcome->kind, lastStatus(trace));
        said = tr("%1, %2", "request, outcome").arg(text, mark->word);
    }
    QString tip = name.url.isEmpty() ? said : visibleText(name.method + ' ' + name.url);
    if (!open.document.path.isEmpty()) {
        tip += u'\n' + visibleText(QFileInfo(open.document.path).fileName());
    }
    // A running trace changes many times a second, its tab rarely.
    if (accessibleTabName(index) == said && tabToolTip(index) == toolTipText(tip)) {
        return;
    }
    QString label = text;
    setTabText(index, label.replace(u'&', u"&&"_qs));
    setAccessibleTabName(index, said);
    setTabToolTip(index, toolTipText(tip));
    setTabIcon(index, iconOf(mark));
    for (const ButtonPosition side : {LeftSide, RightSide}) {
        if (auto *button = qobject_cast<QAbstractButton *>(tabButton(index, side))) {
            button->setAccessibleName(tr("Close %1").arg(text));
        }
    }
}

/// Without a mark it is empty, but of the same size: nothing moves when the trace starts.
QIcon TraceTabs::iconOf(const std::optional<OutcomeMark> &mark) const
{
    const QColor color = mark ? inkColor(themeFor(palette()), mark->ink) : QColor(Qt::transparent);
    return {
        symbolPicture(mark ? mark->symbol : Symbol::Check, iconSize(), devicePixelRatioF(), color)};
}

void TraceTabs::describeAll()
{
    for (int index = 0; index < count(); ++index) {
        setAccessibleTabName(index, {});
        describe(index);
    }
}

QSize TraceTabs::tabSizeHint(int index) const
{
    QSize size = QTabBar::tabSizeHint(index);
    size.setWidth(std::min(size.width(), widestTab * fontMetrics().averageCharWidth()));
    return size;
}

QSize TraceTabs::minimumTabSizeHint(int index) const
{
    QSize size = QTabBar::minimumTabSizeHint(index);
    size.setWidth(narrowestTab * fontMetrics().averageCharWidth());
    return size;
}

void TraceTabs::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::MiddleButton ? tabAt(event->pos()) : -1;
    QTabBar::mousePressEvent(event);
}

void TraceTabs::mouseReleaseEvent(QMouseEvent *event)
{
    const int tab = event->button() == Qt::MiddleButton ? tabAt(event->pos()) : -1;
    if (tab >= 0 && tab == m_pressed) {
        emit tabCloseRequested(tab);
    }
    m_pressed = -1;
    QTabBar::mouseReleaseEvent(event);
}

void TraceTabs::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        describeAll();
    }
}

} // namespace hoplens
