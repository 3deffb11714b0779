// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/mainwindowactions.h"
#include "ui/pictures/picturedialog.h"

#include <QObject>
#include <QTemporaryDir>

#include <optional>

class QWidget;

namespace hoplens {

class Documents;
class OpenTraces;

/// The timeline of a trace as a file.
Result<void> writePicture(const Trace &trace, const PictureWish &wish);

/// Export Picture, Copy Picture and Print in the menus.
class PictureActions final : public QObject {
    Q_OBJECT
public:
    /// The questions are asked over `window`; traces and documents must live as long.
    PictureActions(const MainWindowActions &actions, const OpenTraces *traces,
                   const Documents *documents, QWidget *window);

    /// Switches the actions on while there is something to draw.
    void update();

signals:
    void done(const QString &notice);
    void failed(const QString &sentence);

private:
    void exportPicture();
    void copyPicture();
    void printPicture();
    QString suggestedName() const;

    MainWindowActions m_actions;
    const OpenTraces *m_traces = nullptr;
    const Documents *m_documents = nullptr;
    QWidget *m_window = nullptr;
    std::optional<QTemporaryDir> m_printed; ///< what a viewer has open, until the program ends
};

} // namespace hoplens
