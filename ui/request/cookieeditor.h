// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/cookiedraft.h"

#include <QWidget>

class QLineEdit;

namespace hoplens {

class FileField;
class NoteLine;

/// Cookies for the first request, by hand, and a file of cookies for a client that keeps them.
class CookieEditor final : public QWidget {
    Q_OBJECT
public:
    explicit CookieEditor(QWidget *parent = nullptr);

    CookieDraft draft() const;
    void setDraft(const CookieDraft &draft);
    /// The user wrote a Cookie header: it wins, and that is said.
    void setOverruled(bool overruled);
    /// Whether the client that is imitated has a jar.
    void setClientKeepsCookies(bool keeps);
    /// Puts the cursor where the problem is.
    void showProblem();
    void focusFirst();

signals:
    void edited();

private:
    void showNotes();
    void readFile();

    QLineEdit *m_field = nullptr;
    NoteLine *m_fieldNote = nullptr;
    FileField *m_file = nullptr;
    NoteLine *m_fileNote = nullptr;
    QString m_fileProblem;
    qsizetype m_cookiesInFile = 0;
    bool m_isOverruled = false;
    bool m_clientKeepsCookies = false;
};

} // namespace hoplens
