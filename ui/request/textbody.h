// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace hoplens {

class CodeEditor;
class NoteLine;

/// The body as text, which is checked while it is typed if it is to be JSON. A body that was set
/// and not touched comes back octet for octet, also when it is no text.
class TextBody final : public QWidget {
    Q_OBJECT
public:
    explicit TextBody(QWidget *parent = nullptr);

    const Body &body() const;
    void setBody(const Body &body);
    /// The type that will be sent, which says whether the text is to be JSON.
    void setMediaType(const QByteArray &type);

    /// Puts JSON in order; says what is wrong if it is none.
    void format();
    CodeEditor *textField() const { return m_text; }

signals:
    void edited();
    void jsonWanted(bool wanted); ///< the type says so, or no longer

private:
    QString noteOfOriginal() const;
    void takeEdit();
    void check();

    CodeEditor *m_text = nullptr;
    NoteLine *m_note = nullptr;
    QTimer m_pause; ///< since the last key
    mutable Body m_body; ///< as set, or as last read from the text
    mutable bool m_isStale = false; ///< the text has been edited since
    bool m_isJson = false;
};

} // namespace hoplens
