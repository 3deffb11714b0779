// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/formats/tracefile.h"

#include <QObject>
#include <QStringList>

class QMenu;
class QWidget;

namespace hoplens {

/// The file behind the trace on the screen, the files opened lately, and the questions about them.
class Documents final : public QObject {
    Q_OBJECT
public:
    static constexpr int recentLimit = 8;

    /// The questions are asked over `window`.
    explicit Documents(QWidget *window);

    /// Both say opened() or failed(). On a failure the file from before stays the current one.
    bool open(const QString &path);
    bool save(const Trace &trace, const QString &path, Secrets secrets);
    /// Ask first; saveAgain only when there is no file yet.
    void askAndOpen();
    void saveAgain(const Trace &trace);
    void askAndSave(const Trace &trace);
    /// The trace on the screen is a new one, without a file.
    void forget();

    QString path() const { return m_path; } ///< empty when there is no file
    QStringList recent() const; ///< newest first
    void fillRecentMenu(QMenu *menu);

signals:
    void opened(const hoplens::Trace &trace);
    void saved(hoplens::Secrets secrets);
    void failed(const QString &sentence);
    void changed(); ///< another path

private:
    void remember(const QString &path, Secrets secrets);

    QWidget *m_window = nullptr;
    QString m_path;
    Secrets m_secrets = Secrets::Redact; ///< as they are in that file
};

} // namespace hoplens
