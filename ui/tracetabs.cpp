// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/tracetabs.h"

#include "ui/formatting.h"
#include "ui/opentraces.h"
#include "ui/tracesession.h"
#include "ui/tracewords.h"

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

QIcon drawn(Symbol symbol, const QColor &color, const QSize &size, double ratio)
{
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintSymbol(painter, symbol, QRectF(QPointF(), size).adjusted(2, 2, -2, -2), color);
    return QIcon(picture);
}

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
        describeAll();
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
    const QString file = QFileInfo(open.document.path).fileName();
    const QString text = name.url.isEmpty()
        ? tr("New request")
        : visibleText(name.method) + u' ' + shortAddress(name.url);
    const Trace &trace = open.session->shown();
    const Theme theme = themeFor(palette());
    const double ratio = devicePixelRatioF();
    QString said = text;
    QIcon icon;
    if (open.session->pausedStep() != nullptr) {
        said = tr("%1, paused").arg(text);
        icon = drawn(Symbol::Pause, theme.accent, iconSize(), ratio);
    } else if (open.session->isRunning()) {
        said = tr("%1, running").arg(text);
        icon = drawn(Symbol::Arrow, theme.accent, iconSize(), ratio);
    } else if (trace.outcome) {
        const OutcomeMark mark = outcomeMark(trace.outcome->kind, lastStatus(trace));
        said = tr("%1, %2", "request, outcome").arg(text, mark.word);
        icon = drawn(mark.symbol, inkColor(theme, mark.ink), iconSize(), ratio);
    } else {
        // Of the same size, so that nothing moves when the trace starts.
        QPixmap nothing(iconSize());
        nothing.fill(Qt::transparent);
        icon = QIcon(nothing);
    }
    QString label = text;
    setTabText(index, label.replace(u'&', u"&&"_qs));
    setTabIcon(index, icon);
    setAccessibleTabName(index, said);
    QString tip = name.url.isEmpty() ? said : visibleText(name.method + ' ' + name.url);
    if (!file.isEmpty()) {
        tip += u'\n' + visibleText(file);
    }
    setTabToolTip(index, toolTipText(tip));
    for (const ButtonPosition side : {LeftSide, RightSide}) {
        if (auto *button = qobject_cast<QAbstractButton *>(tabButton(index, side))) {
            button->setAccessibleName(tr("Close %1").arg(text));
        }
    }
}

void TraceTabs::describeAll()
{
    for (int index = 0; index < count(); ++index) {
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
