// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "ui/request/requestdraft.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace hoplens {

class BodyPage;
class HeaderTable;

/// The next request, to be edited before it is sent. It holds what is sent, secrets included: a
/// blotted-out value must never go out.
class StepForm final : public QWidget {
    Q_OBJECT
public:
    explicit StepForm(QWidget *parent = nullptr);
    ~StepForm() override;

    /// A wish: without the fields that the client makes by itself.
    void setRequest(const Request &request);
    /// Errors: the first thing that cannot be sent.
    Result<Request> request() const;
    /// All that stands here, also what could not be sent.
    RequestDraft draft() const;
    void setDraft(const RequestDraft &draft);
    /// Takes over what is being typed in a cell right now.
    void finishEditing();

signals:
    void edited();
    void submitted(); ///< Return in the address

private:
    void overruleType();

    QComboBox *m_method = nullptr;
    QLineEdit *m_address = nullptr;
    HeaderTable *m_headers = nullptr;
    BodyPage *m_body = nullptr;
};

} // namespace hoplens
