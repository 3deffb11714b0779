// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/addressfield.h"

#include "core/formats/pastedrequest.h"
#include "ui/request/addresscompletion.h"

#include <QAbstractItemView>
#include <QAction>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>

namespace hoplens {

bool AddressField::announce(const QString &text)
{
    if (!isWholeRequest(text)) {
        return false;
    }
    emit requestPasted(text);
    return true;
}

bool AddressField::pasteRequest(QClipboard::Mode mode)
{
    return announce(QGuiApplication::clipboard()->text(mode));
}

void AddressField::keyPressEvent(QKeyEvent *event)
{
    const bool opensList = event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier
        && m_completer != nullptr && !m_completer->popup()->isVisible();
    if (opensList) {
        m_completer->offer();
    } else if (!event->matches(QKeySequence::Paste) || !pasteRequest(QClipboard::Clipboard)) {
        QLineEdit::keyPressEvent(event);
    }
}

void AddressField::mouseReleaseEvent(QMouseEvent *event)
{
    const bool pastes =
        event->button() == Qt::MiddleButton && QGuiApplication::clipboard()->supportsSelection();
    if (!pastes || !pasteRequest(QClipboard::Selection)) {
        QLineEdit::mouseReleaseEvent(event);
    }
}

void AddressField::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString keys =
        u'\t' + QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText);
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        if (action->text().endsWith(keys)) {
            action->disconnect(this);
            connect(action, &QAction::triggered, this, [this] {
                if (!pasteRequest(QClipboard::Clipboard)) {
                    paste();
                }
            });
        }
    }
    menu->popup(event->globalPos());
}

void AddressField::dropEvent(QDropEvent *event)
{
    if (announce(event->mimeData()->text())) {
        event->acceptProposedAction();
    } else {
        QLineEdit::dropEvent(event);
    }
}

} // namespace hoplens
