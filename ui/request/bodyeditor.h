// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace hoplens {

/// The body as text, and the Content-Type that goes with it. A body that was set and not touched
/// comes back octet for octet, also when it is no text.
class BodyEditor final : public QWidget {
    Q_OBJECT
public:
    explicit BodyEditor(QWidget *parent = nullptr);

    std::optional<Body> body() const;
    void setBody(const std::optional<Body> &body);

    /// What the type field says; empty for none.
    QByteArray contentType() const;
    /// False when the type field does not offer it.
    bool setContentType(const QByteArray &type);
    /// The user wrote a Content-Type header: it wins, so the type field steps back.
    void setTypeOverruled(bool overruled);

    QPlainTextEdit *textField() const { return m_text; }

signals:
    void edited();

private:
    void showNote();
    void showType();

    QPlainTextEdit *m_text = nullptr;
    QComboBox *m_contentType = nullptr;
    QLabel *m_note = nullptr;
    std::optional<Body> m_original; ///< as it was set; what is sent while it is untouched
    int m_typeChosen = 0; ///< index in m_contentType, also while a header overrules it
    bool m_isTypeOverruled = false;
};

} // namespace hoplens
