// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/tracer.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace hoplens {

class AuthPage;
class BodyPage;
class CookieEditor;
class HeadersPage;
class OptionsPage;
class RequestBar;
class SummaryBar;
enum class DraftPart;
enum class EditorPage;
struct RequestDraft;

/// Everything the user wishes to send: the bar, a summary line, and under it a page for each part.
/// What is wrong with the wish is said in a sentence under the bar.
class RequestEditor final : public QWidget {
    Q_OBJECT
public:
    explicit RequestEditor(QWidget *parent = nullptr);
    ~RequestEditor() override;

    /// The wish, not yet prepared; reads the files of the body. Errors: the first thing that cannot
    /// be sent, from left to right.
    Result<Request> request() const;
    /// Fills in everything but the fields that the client makes itself.
    void setRequest(const Request &request);
    /// Another request, GET, to an address as it was typed.
    void setAddress(const QString &address);
    const ClientProfile &client() const;
    void setClient(const QString &id);
    /// How it is sent, when request() finds nothing wrong.
    TraceOptions options() const;
    /// What the pages have a field for, but the file that certificates were read from.
    void setOptions(const TraceOptions &options);
    /// All that stands here, to be put back later.
    RequestDraft draft() const;
    void setDraft(const RequestDraft &draft);
    /// The wish as a command that sends the same. Errors: those of request() and curlCommandOf().
    Result<QString> curlCommand() const;

    /// Addresses to complete from, newest first; those sent from here are added by themselves.
    void setKnownAddresses(const QStringList &addresses);

    void setRunning(bool running);
    bool isExpanded() const;
    QPushButton *stepButton() const;

public slots:
    /// Asks for sending, or says what is wrong and puts the cursor there.
    void submit();
    void focusAddress();
    void focusSend();
    void setExpanded(bool expanded);
    void showPage(hoplens::EditorPage page);

signals:
    void sendRequested(const hoplens::Request &request);
    void stopRequested();
    void requestPasted(const QString &text); ///< into the address; nothing is filled in yet
    void expandedChanged(bool expanded);
    void edited(); ///< something of draft() may be different

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildPages();
    void connectParts();
    EditorPage page() const;
    void focusPage();
    void takeEdit();
    void updateSummary();
    void applyColors();
    void fixHeight();
    void showProblem(const Error &error, DraftPart where);

    RequestBar *m_bar = nullptr;
    QLabel *m_problem = nullptr;
    SummaryBar *m_summary = nullptr;
    QStackedWidget *m_pages = nullptr; ///< in the order of EditorPage
    BodyPage *m_body = nullptr;
    HeadersPage *m_headers = nullptr;
    AuthPage *m_auth = nullptr;
    CookieEditor *m_cookies = nullptr;
    OptionsPage *m_options = nullptr;
};

} // namespace hoplens
