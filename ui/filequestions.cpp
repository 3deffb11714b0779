// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/filequestions.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>

namespace hoplens {

namespace {

struct FileQuestions {
    Q_DECLARE_TR_FUNCTIONS(FileQuestions)
public:
    static QString traces() { return tr("Traces (*.hoplens)"); }
    static QString archives() { return tr("HTTP Archives (*.har)"); }
    static QString both() { return tr("Traces and HTTP Archives (*.hoplens *.har)"); }
};

} // namespace

std::optional<SaveAnswer> askWhereToSave(QWidget *parent, const QString &suggestedPath)
{
    QFileDialog dialog(parent, FileQuestions::tr("Save Trace As"));
    dialog.setObjectName(u"saveDialog"_qs);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({FileQuestions::traces(), FileQuestions::archives()});
    dialog.setDefaultSuffix(u"hoplens"_qs);
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString &filter) {
        dialog.setDefaultSuffix(filter == FileQuestions::archives() ? u"har"_qs : u"hoplens"_qs);
    });
    dialog.selectFile(suggestedPath);
    // The system's own dialog has no place for the question about secrets.
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    auto *redact = new QCheckBox(FileQuestions::tr("Blot out &secrets (recommended)"));
    redact->setObjectName(u"redact"_qs);
    redact->setChecked(true);
    redact->setToolTip(
        FileQuestions::tr("Passwords, tokens and cookies do not leave this computer with "
                          "the file. Without the tick they are saved as sent."));
    if (auto *grid = qobject_cast<QGridLayout *>(dialog.layout())) {
        grid->addWidget(redact, grid->rowCount(), 0, 1, -1);
    }
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) {
        return std::nullopt;
    }
    return SaveAnswer{dialog.selectedFiles().constFirst(),
                      redact->isChecked() ? Secrets::Redact : Secrets::Show};
}

QString askWhatToOpen(QWidget *parent)
{
    return QFileDialog::getOpenFileName(parent, FileQuestions::tr("Open Trace"), {},
                                        FileQuestions::both() + u";;"_qs
                                            + FileQuestions::tr("All files (*)"));
}

} // namespace hoplens
