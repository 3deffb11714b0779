// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/timelineaccessible.h"

#include "ui/timeline/timelineview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

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
        return which == QAccessible::Name && isValid() ? entry().sentence : QString();
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
        for (auto it = m_children.constBegin(); it != m_children.constEnd(); ++it) {
            if (QAccessible::accessibleInterface(it.value()) == wanted) {
                return it.key();
            }
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int index = 0; index < childCount(); ++index) {
            QAccessibleInterface *entry = child(index);
            if (entry->rect().contains(x, y)) {
                return entry;
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
