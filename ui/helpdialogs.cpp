// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/helpdialogs.h"

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

void addKeys(QFormLayout *form, const QMenu *menu)
{
    const QList<QAction *> actions = menu->actions();
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty()) {
            continue;
        }
        form->addRow(plainLabel(action->shortcut().toString(QKeySequence::NativeText)),
                     plainLabel(withoutMnemonic(action->text())));
    }
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
    form->addRow(plainLabel(HelpDialogs::tr("Up, Down, Home, End")),
                 plainLabel(HelpDialogs::tr("Walk through the hops of the timeline")));
    form->addRow(plainLabel(HelpDialogs::tr("Enter on a hop")),
                 plainLabel(HelpDialogs::tr("Go to the inspector")));

    auto *area = new QScrollArea;
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
