// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"
#include "ui/document.h"

#include <QObject>
#include <QStringList>

class QMenu;
class QWidget;

namespace hoplens {

class OpenTraces;

/// The file behind the trace on the screen, the files opened lately, and the questions about them.
class Documents final : public QObject {
    Q_OBJECT
public:
    static constexpr int recentLimit = 8;

    /// The questions are asked over `window`.
    Documents(QWidget *window, OpenTraces *traces);

    /// Open and save say opened(), saved() or failed(). On a failure the file from before stays the
    /// current one.
    /// Goes to where the file is open already, or opens it in a place of its own.
    bool open(const QString &path);
    /// One after the other; what could not be opened is said once at the end.
    void openAll(const QStringList &paths);
    /// Shows, in a place of its own, a trace that is in no file by itself: one chain of a HAR.
    void present(const Trace &trace);
    bool save(const Trace &trace, const QString &path, Secrets secrets);
    /// Ask first; saveAgain only when there is no file yet.
    void askAndOpen();
    void saveAgain(const Trace &trace);
    void askAndSave(const Trace &trace);

    QString path() const; ///< empty when there is no file
    QStringList recent() const; ///< newest first
    void fillRecentMenu(QMenu *menu);

signals:
    void opened(const hoplens::Trace &trace);
    void chainsFound(const QList<hoplens::Trace> &chains); ///< in a HAR; the first is open
    void saved(hoplens::Secrets secrets);
    void failed(const QString &sentence);
    void changed(); ///< another path

private:
    Document &document() const;
    Result<void> show(const QString &path);
    void remember(const QString &path, Secrets secrets);
    void addRecent(const QString &path) const;

    QWidget *m_window = nullptr;
    OpenTraces *m_traces = nullptr;
};

} // namespace hoplens
