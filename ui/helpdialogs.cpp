// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/helpdialogs.h"

#include "ui/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>

namespace hoplens {

namespace {

struct HelpDialogs {
    Q_DECLARE_TR_FUNCTIONS(HelpDialogs)
};

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QString withoutMnemonic(QString text)
{
    return text.remove(u'&').remove(u'…');
}

QLabel *heading(const QString &text)
{
    QLabel *label = plainLabel(text);
    label->setFont(textFaces(label->font()).strong);
    label->setContentsMargins(0, 12, 0, 0);
    return label;
}

QString keysOf(const QAction &action)
{
    QStringList keys;
    const QList<QKeySequence> shortcuts = action.shortcuts();
    for (const QKeySequence &shortcut : shortcuts) {
        // How X11 calls Shift and Tab; they stand there already.
        if (shortcut[0].key() != Qt::Key_Backtab) {
            keys.append(shortcut.toString(QKeySequence::NativeText));
        }
    }
    return keys.join(HelpDialogs::tr(" or "));
}

/// The keys of one menu and its submenus, under the menu's name.
void addKeys(QFormLayout *form, const QMenu *menu, bool isTop = true)
{
    bool isNamed = !isTop;
    const QList<QAction *> actions = menu->actions();
    for (const QAction *action : actions) {
        if (action->menu() != nullptr) {
            addKeys(form, action->menu(), false);
        } else if (!action->shortcuts().isEmpty()) {
            if (!isNamed) {
                form->addRow(heading(withoutMnemonic(menu->title())));
                isNamed = true;
            }
            form->addRow(plainLabel(keysOf(*action)), plainLabel(withoutMnemonic(action->text())));
        }
    }
}

void addTimelineKeys(QFormLayout *form)
{
    form->addRow(heading(HelpDialogs::tr("In the timeline")));
    const auto add = [form](const QString &keys, const QString &effect) {
        form->addRow(plainLabel(keys), plainLabel(effect));
    };
    add(HelpDialogs::tr("Up, Down, Page Up, Page Down, Home, End"),
        HelpDialogs::tr("Walk through the hops"));
    add(HelpDialogs::tr("Enter"), HelpDialogs::tr("Go to the inspector"));
    add(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText),
        HelpDialogs::tr("Copy the hop's URL"));
    add(HelpDialogs::tr("Menu key, or the right mouse button"),
        HelpDialogs::tr("What can be done with the hop"));
    add(HelpDialogs::tr("Ctrl and the mouse wheel"), HelpDialogs::tr("Zoom"));
}

QDialog *dialogWith(QMainWindow *window, const QString &title, QWidget *content)
{
    auto *dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(content, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    layout->addWidget(buttons);
    return dialog;
}

} // namespace

void showShortcuts(QMainWindow *window)
{
    auto *list = new QWidget;
    auto *form = new QFormLayout(list);
    form->setHorizontalSpacing(24);
    const QList<QAction *> menus = window->menuBar()->actions();
    for (const QAction *menu : menus) {
        addKeys(form, menu->menu());
    }
    // Keys that belong to no menu, such as the one that leaves the presentation.
    const QList<QAction *> others = window->actions();
    for (const QAction *action : others) {
        if (action->associatedObjects().size() == 1 && !action->shortcuts().isEmpty()) {
            form->addRow(plainLabel(keysOf(*action)), plainLabel(withoutMnemonic(action->text())));
        }
    }
    addTimelineKeys(form);

    auto *area = new QScrollArea;
    area->setObjectName(u"shortcutSheet"_qs);
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(list->sizeHint().width() + 24);
    QDialog *dialog = dialogWith(window, HelpDialogs::tr("Keyboard Shortcuts"), area);
    dialog->resize(dialog->sizeHint().width(), 480);
    dialog->show();
}

void showAbout(QMainWindow *window)
{
    QLabel *text =
        plainLabel(HelpDialogs::tr("Hoplens %1\n\nShows what a redirect does to a request.\n\n"
                                   "Free software under the MIT licence.")
                       .arg(QStringLiteral(HOPLENS_VERSION)));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setMargin(12);
    dialogWith(window, HelpDialogs::tr("About Hoplens"), text)->show();
}

} // namespace hoplens
