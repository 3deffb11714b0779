// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/timelineaccessible.h"

#include "ui/timeline/timelineview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <algorithm>

namespace hoplens {

namespace {

using Entry = TimelineLayout::Entry;

/// One card, decision or outcome. Knows only its place in the reading order, so that it stays right
/// when the trace grows.
class EntryInterface final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    EntryInterface(TimelineView *view, int index)
        : m_view(view)
        , m_index(index)
    {
    }

    bool isValid() const override
    {
        return m_view != nullptr && m_index < m_view->timelineLayout().entryCount();
    }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override { }

    QString text(QAccessible::Text which) const override
    {
        if (!isValid()) {
            return {};
        }
        switch (which) {
        case QAccessible::Name:
            return entry().sentence;
        case QAccessible::Description: // AT-SPI has no place in a set that Qt 6.4 could fill in
            return TimelineView::tr("%1 of %2")
                .arg(m_index + 1)
                .arg(m_view->timelineLayout().entryCount());
        default:
            return {};
        }
    }
    QRect rect() const override
    {
        if (!isValid()) {
            return {};
        }
        const QRect inView = m_view->toViewport(entry().rect);
        return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.readOnly = true;
        if (isValid() && entry().kind == Entry::Kind::Card) {
            const bool current = entry().hop == m_view->currentHop();
            state.focusable = true;
            state.selectable = true;
            state.selected = current;
            state.focused = current && m_view->hasFocus();
            state.offscreen =
                !m_view->viewport()->rect().intersects(m_view->toViewport(entry().rect));
        }
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
            ? static_cast<QAccessibleActionInterface *>(this)
            : nullptr;
    }
    QStringList actionNames() const override { return {setFocusAction(), pressAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid()) {
            return;
        }
        m_view->setCurrentHop(entry().hop);
        if (name == setFocusAction()) {
            m_view->setFocus();
        } else if (name == pressAction()) {
            emit m_view->hopActivated(entry().hop);
        }
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

    int index() const { return m_index; }

private:
    Entry entry() const { return m_view->timelineLayout().entry(m_index); }

    QPointer<TimelineView> m_view;
    int m_index;
};

class ViewInterface final : public QAccessibleWidget {
public:
    explicit ViewInterface(TimelineView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~ViewInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_children)) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }

    int childCount() const override { return view()->timelineLayout().entryCount(); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount()) {
            return nullptr;
        }
        const auto known = m_children.constFind(index);
        if (known != m_children.constEnd()) {
            return QAccessible::accessibleInterface(*known);
        }
        auto *created = new EntryInterface(view(), index);
        m_children.insert(index, QAccessible::registerAccessibleInterface(created));
        return created;
    }
    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        const auto *entry = dynamic_cast<const EntryInterface *>(wanted);
        return entry != nullptr && entry->parent() == this ? entry->index() : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const TimelineLayout &layout = view()->timelineLayout();
        const QPoint inView = view()->viewport()->mapFromGlobal(QPoint(x, y));
        const QPoint point = inView - view()->toViewport(QRect(0, 0, 1, 1)).topLeft();
        const auto range = layout.sectionsBetween(point.y(), point.y() + 1);
        const bool inSection = range.first < range.end;
        const int last = layout.entryCount() - 1;
        for (int index = inSection ? layout.entryOfHop(range.first) : std::max(last, 0);
             index <= last && layout.entry(index).rect.top() <= point.y(); ++index) {
            if (layout.entry(index).rect.contains(point)) {
                return child(index);
            }
        }
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        const int hop = view()->currentHop();
        return view()->hasFocus() && hop >= 0 ? child(view()->timelineLayout().entryOfHop(hop))
                                              : nullptr;
    }

private:
    TimelineView *view() const { return static_cast<TimelineView *>(widget()); }

    mutable QHash<int, QAccessible::Id> m_children; ///< made when somebody asks
};

QAccessibleInterface *timelineFactory(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view != nullptr ? new ViewInterface(view) : nullptr;
}

} // namespace

void installTimelineAccessibility()
{
    QAccessible::installFactory(timelineFactory); // again is a no-op
}

void announceEntries(TimelineView &view)
{
    if (QAccessible::isActive()) {
        QAccessibleEvent event(&view, QAccessible::ObjectReorder);
        QAccessible::updateAccessibility(&event);
    }
}

void announceChanges(TimelineView &view, int firstChanged, int firstNew)
{
    if (!QAccessible::isActive()) {
        return;
    }
    const int count = view.timelineLayout().entryCount();
    for (int index = firstChanged; index < count; ++index) {
        QAccessibleEvent event(
            &view, index < firstNew ? QAccessible::NameChanged : QAccessible::ObjectCreated);
        event.setChild(index);
        QAccessible::updateAccessibility(&event);
    }
}

void announceCurrentHop(TimelineView &view)
{
    if (!QAccessible::isActive() || !view.hasFocus() || view.currentHop() < 0) {
        return;
    }
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild(view.timelineLayout().entryOfHop(view.currentHop()));
    QAccessible::updateAccessibility(&event);
}

} // namespace hoplens
