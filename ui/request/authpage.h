// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/authdraft.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QStackedWidget;

namespace hoplens {

class NoteLine;
class SecretField;

/// Credentials by choice, and the field that becomes of them.
class AuthPage final : public QWidget {
    Q_OBJECT
public:
    explicit AuthPage(QWidget *parent = nullptr);

    AuthDraft draft() const;
    void setDraft(const AuthDraft &draft);
    /// The user wrote a header of that field's name: it wins, and that is said.
    void setOverruled(bool overruled);
    /// Puts the cursor where the problem is.
    void showProblem();
    void focusFirst();

signals:
    void edited();

private:
    QWidget *buildBasic();
    QWidget *buildBearer();
    QWidget *buildCustom();
    void takeEdit();
    void takeSecret();
    void showResult();
    SecretField *currentSecret() const;

    QComboBox *m_kind = nullptr;
    QStackedWidget *m_pages = nullptr; ///< in the order of AuthKind
    QLineEdit *m_user = nullptr;
    SecretField *m_password = nullptr;
    SecretField *m_token = nullptr;
    QLineEdit *m_fieldName = nullptr;
    SecretField *m_fieldValue = nullptr;
    NoteLine *m_result = nullptr;
    bool m_isForgotten = false;
    bool m_isOverruled = false;
};

} // namespace hoplens
