// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/unsavedquestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace hoplens {

namespace {

constexpr qsizetype namesShown = 5;
constexpr qsizetype longestName = 80; // characters

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::UnsavedQuestion)
};

QString listOfNames(const QStringList &names)
{
    QStringList lines;
    for (const QString &name : names.mid(0, namesShown)) {
        lines.append(name.size() > longestName ? name.left(longestName) + u'…' : name);
    }
    if (names.size() > namesShown) {
        lines.append(Words::tr("and %1 more").arg(names.size() - namesShown));
    }
    return lines.join(u'\n');
}

} // namespace

void askAboutUnsaved(QWidget *parent, const QStringList &names,
                     const std::function<void(UnsavedAnswer)> &answer)
{
    Q_ASSERT(!names.isEmpty());
    const bool isOne = names.size() == 1;
    auto *question = new QMessageBox(parent);
    question->setObjectName(u"unsavedQuestion"_qs);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Question);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(Words::tr("Unsaved Traces"));
    question->setText(
        isOne ? Words::tr("A trace is in no file and not in the history.")
              : Words::tr("%1 traces are in no file and not in the history.").arg(names.size()));
    question->setInformativeText(listOfNames(names));
    QPushButton *save = question->addButton(isOne ? Words::tr("&Save…") : Words::tr("&Save All…"),
                                            QMessageBox::AcceptRole);
    QPushButton *discard = question->addButton(Words::tr("&Discard"), QMessageBox::DestructiveRole);
    QPushButton *cancel = question->addButton(Words::tr("Cancel"), QMessageBox::RejectRole);
    save->setObjectName(u"saveUnsaved"_qs);
    discard->setObjectName(u"discardUnsaved"_qs);
    cancel->setObjectName(u"cancelUnsaved"_qs);
    question->setDefaultButton(save);
    question->setEscapeButton(cancel);
    QObject::connect(question, &QMessageBox::finished, parent, [question, save, discard, answer] {
        const QAbstractButton *clicked = question->clickedButton();
        answer(clicked == save          ? UnsavedAnswer::Save
                   : clicked == discard ? UnsavedAnswer::Discard
                                        : UnsavedAnswer::Cancel);
    });
    question->open();
}

} // namespace hoplens
