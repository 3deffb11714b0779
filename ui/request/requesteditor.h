// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tracer.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace hoplens {

class BodyEditor;
class HeaderTable;
class OptionsRow;
class RequestBar;
struct RequestDraft;

/// Everything the user wishes to send: the bar, a summary line, and under it headers, body and
/// options. What is wrong with the wish is said in a sentence under the bar.
class RequestEditor final : public QWidget {
    Q_OBJECT
public:
    explicit RequestEditor(QWidget *parent = nullptr);
    ~RequestEditor() override;

    /// The wish, not yet prepared. Errors: the first thing that cannot be sent, from left to right.
    Result<Request> request() const;
    /// Fills in everything but the fields that the client makes itself.
    void setRequest(const Request &request);
    /// Another request, GET, to an address as it was typed.
    void setAddress(const QString &address);
    const ClientProfile &client() const;
    void setClient(const QString &id);
    TraceOptions options() const;
    void setOptions(const TraceOptions &options);
    /// All that stands here, to be put back later.
    RequestDraft draft() const;
    void setDraft(const RequestDraft &draft);

    void setRunning(bool running);
    bool isExpanded() const;

public slots:
    /// Asks for sending, or says what is wrong and puts the cursor there.
    void submit();
    void focusAddress();
    void focusSend();
    void setExpanded(bool expanded);

signals:
    void sendRequested(const hoplens::Request &request);
    void stopRequested();
    void requestPasted(const QString &text); ///< into the address; nothing is filled in yet
    void expandedChanged(bool expanded);
    void edited(); ///< something of draft() may be different

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildSummary();
    void buildDetails();
    QWidget *buildHeaders();
    void updateSummary();
    void applyColors();
    void showProblem(const Error &error);
    QWidget *culprit() const;

    RequestBar *m_bar = nullptr;
    QLabel *m_problem = nullptr;
    QWidget *m_summary = nullptr;
    QLabel *m_bodySummary = nullptr;
    QLabel *m_headerSummary = nullptr;
    QLabel *m_optionSummary = nullptr;
    QToolButton *m_editToggle = nullptr;
    QWidget *m_details = nullptr;
    HeaderTable *m_headerTable = nullptr;
    BodyEditor *m_bodyEditor = nullptr;
    OptionsRow *m_optionsRow = nullptr;
};

} // namespace hoplens
