// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/requesteditor.h"

#include "core/formats/curltext.h"
#include "core/redirect/clientprofile.h"
#include "core/redirect/prepare.h"
#include "ui/request/authpage.h"
#include "ui/request/bodypage.h"
#include "ui/request/cookieeditor.h"
#include "ui/request/draftsummary.h"
#include "ui/request/formparts.h"
#include "ui/request/headerspage.h"
#include "ui/request/optionspage.h"
#include "ui/request/requestbar.h"
#include "ui/request/requestdraft.h"
#include "ui/request/summarybar.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hoplens {

namespace {

/// What the pages take of the window, at most: the trace is what it is about.
constexpr double shareOfWindow = 0.31;
constexpr int leastHeight = 160; // pixels

} // namespace

RequestEditor::RequestEditor(QWidget *parent)
    : QWidget(parent)
    , m_bar(new RequestBar)
    , m_problem(plainLabel())
    , m_summary(new SummaryBar)
    , m_pages(new QStackedWidget)
    , m_body(new BodyPage)
    , m_headers(new HeadersPage)
    , m_auth(new AuthPage)
    , m_cookies(new CookieEditor)
    , m_options(new OptionsPage)
{
    m_bar->setObjectName(u"bar"_qs);
    m_problem->setObjectName(u"problem"_qs);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(12, 0, 12, 8);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    buildPages();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_problem);
    layout->addWidget(m_summary);
    layout->addWidget(m_pages);
    connectParts();
    applyColors();
    updateSummary();
}

RequestEditor::~RequestEditor() = default;

void RequestEditor::buildPages()
{
    m_pages->setObjectName(u"details"_qs);
    m_pages->setContentsMargins(12, 4, 12, 8);
    for (QWidget *page : QList<QWidget *>{m_body, m_headers, m_auth, m_cookies, m_options}) {
        m_pages->addWidget(page);
    }
    m_pages->setCurrentWidget(m_body);
    m_pages->hide();
    fixHeight();
}

void RequestEditor::connectParts()
{
    connect(m_bar, &RequestBar::sendRequested, this, &RequestEditor::submit);
    connect(m_bar, &RequestBar::stopRequested, this, &RequestEditor::stopRequested);
    connect(m_bar, &RequestBar::requestPasted, this, &RequestEditor::requestPasted);
    connect(m_bar, &RequestBar::edited, this, &RequestEditor::takeEdit);
    connect(m_body, &BodyPage::edited, this, &RequestEditor::takeEdit);
    connect(m_headers, &HeadersPage::edited, this, &RequestEditor::takeEdit);
    connect(m_auth, &AuthPage::edited, this, &RequestEditor::takeEdit);
    connect(m_cookies, &CookieEditor::edited, this, &RequestEditor::takeEdit);
    connect(m_options, &OptionsPage::edited, this, &RequestEditor::takeEdit);
    connect(m_summary, &SummaryBar::pageWanted, this, [this](EditorPage page) {
        showPage(page);
        focusPage();
    });
    connect(m_summary, &SummaryBar::expansionWanted, this, &RequestEditor::setExpanded);
}

Result<Request> RequestEditor::request() const
{
    return requestOf(draft(), client());
}

void RequestEditor::setRequest(const Request &request)
{
    RequestDraft filled = draft();
    fillFrom(filled, request);
    setDraft(filled);
}

void RequestEditor::setAddress(const QString &address)
{
    RequestDraft filled;
    filled.address = address;
    filled.options = m_options->draft();
    setDraft(filled);
}

const ClientProfile &RequestEditor::client() const
{
    return m_bar->client();
}

void RequestEditor::setClient(const QString &id)
{
    m_bar->setClient(id);
}

TraceOptions RequestEditor::options() const
{
    return traceOptionsOf(draft(), client());
}

void RequestEditor::setOptions(const TraceOptions &options)
{
    m_options->setDraft(optionsDraftOf(options));
}

RequestDraft RequestEditor::draft() const
{
    return {m_bar->method(), m_bar->address(), client().id,        m_headers->rows(),
            m_body->draft(), m_auth->draft(),  m_cookies->draft(), m_options->draft()};
}

void RequestEditor::setDraft(const RequestDraft &draft)
{
    {
        const QSignalBlocker blocker(this);
        m_bar->setMethod(draft.method);
        m_bar->setAddress(draft.address);
        m_bar->setClient(draft.client);
        m_headers->setRows(draft.headers);
        m_body->setDraft(draft.body);
        m_auth->setDraft(draft.auth);
        m_cookies->setDraft(draft.cookies);
        m_options->setDraft(draft.options);
    }
    emit edited();
}

Result<QString> RequestEditor::curlCommand() const
{
    const RequestDraft now = draft();
    const Result<Request> wish = requestOf(now, client());
    return wish ? curlCommandOf(CurlWish{*wish, now.body, now.options, now.cookies.file})
                : wish.error();
}

void RequestEditor::setKnownAddresses(const QStringList &addresses)
{
    m_bar->setKnownAddresses(addresses);
}

void RequestEditor::setRunning(bool running)
{
    m_bar->setRunning(running);
}

QPushButton *RequestEditor::stepButton() const
{
    return m_bar->stepButton();
}

bool RequestEditor::isExpanded() const
{
    return !m_pages->isHidden();
}

EditorPage RequestEditor::page() const
{
    return static_cast<EditorPage>(m_pages->currentIndex());
}

void RequestEditor::setExpanded(bool expanded)
{
    const bool changes = m_pages->isHidden() == expanded;
    m_pages->setVisible(expanded);
    m_summary->setOpen(page(), expanded);
    if (changes) {
        emit expandedChanged(expanded);
    }
}

void RequestEditor::showPage(EditorPage page)
{
    m_pages->setCurrentIndex(static_cast<int>(page));
    setExpanded(true);
}

/// Whoever opens a page wants to type there.
void RequestEditor::focusPage()
{
    switch (page()) {
    case EditorPage::Body:
        m_body->focusFirst();
        break;
    case EditorPage::HeaderFields:
        m_headers->focusFirst();
        break;
    case EditorPage::Auth:
        m_auth->focusFirst();
        break;
    case EditorPage::Cookies:
        m_cookies->focusFirst();
        break;
    case EditorPage::Options:
        m_options->focusFirst();
        break;
    }
}

void RequestEditor::focusAddress()
{
    m_bar->addressField()->setFocus(Qt::ShortcutFocusReason);
    m_bar->addressField()->selectAll();
}

void RequestEditor::focusSend()
{
    m_bar->sendButton()->setFocus(Qt::OtherFocusReason);
}

void RequestEditor::submit()
{
    m_headers->finishEditing();
    m_body->finishEditing();
    DraftPart where = DraftPart::Address;
    const Result<Request> wish = requestOf(draft(), client(), &where);
    if (!wish) {
        showProblem(wish.error(), where);
        return;
    }
    m_problem->hide();
    m_bar->rememberAddress();
    // As on the command line: a user name in the address is meant for the server.
    emit sendRequested(withUserinfoAsCredentials(*wish));
}

void RequestEditor::showProblem(const Error &error, DraftPart where)
{
    switch (where) {
    case DraftPart::Method:
        m_bar->methodField()->setFocus();
        break;
    case DraftPart::Address:
        m_bar->addressField()->setFocus();
        break;
    case DraftPart::HeaderFields:
        showPage(EditorPage::HeaderFields);
        m_headers->showProblem();
        break;
    case DraftPart::Body:
        showPage(EditorPage::Body);
        m_body->showProblem();
        break;
    case DraftPart::Auth:
        showPage(EditorPage::Auth);
        m_auth->showProblem();
        break;
    case DraftPart::Cookies:
        showPage(EditorPage::Cookies);
        m_cookies->showProblem();
        break;
    case DraftPart::Options:
        showPage(EditorPage::Options);
        m_options->showProblem();
        break;
    }
    m_problem->setText(u"\u2715 "_qs + error.detail);
    m_problem->setAccessibleName(error.detail);
    m_problem->show();
}

void RequestEditor::takeEdit()
{
    m_problem->hide();
    updateSummary();
    emit edited();
}

void RequestEditor::updateSummary()
{
    const RequestDraft now = draft();
    m_body->setTypeByHand(isOverruled(now, "Content-Type"), typeByHand(now.headers));
    const std::optional<Field> credentials = authField(now.auth);
    m_auth->setOverruled(credentials && isOverruled(now, credentials->name));
    m_cookies->setOverruled(isOverruled(now, "Cookie"));
    m_cookies->setClientKeepsCookies(client().cookies.jar);

    m_summary->setValue(EditorPage::Body, bodySummary(now));
    m_summary->setValue(EditorPage::HeaderFields, headerSummary(now));
    m_summary->setValue(EditorPage::Auth, authSummary(now));
    m_summary->setValue(EditorPage::Cookies, cookieSummary(now));
    m_summary->setValue(EditorPage::Options, optionsSummary(now.options));
}

/// As many lines as the longest page needs, but never most of the window; the same for all pages,
/// so that nothing jumps between them.
void RequestEditor::fixHeight()
{
    constexpr int lines = 8;
    const int wanted = lines * (fontMetrics().height() + 14);
    const int most = static_cast<int>(window()->height() * shareOfWindow);
    m_pages->setFixedHeight(
        std::max({leastHeight, m_pages->minimumSizeHint().height(), std::min(wanted, most)}));
}

void RequestEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->installEventFilter(this);
    fixHeight();
}

bool RequestEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize) {
        fixHeight();
    }
    return QWidget::eventFilter(watched, event);
}

void RequestEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColors();
    } else if (event->type() == QEvent::FontChange) {
        fixHeight();
    }
}

void RequestEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(themeFor(palette()).cardBorder);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

void RequestEditor::applyColors()
{
    QPalette problem = palette();
    problem.setColor(QPalette::WindowText, themeFor(palette()).error);
    m_problem->setPalette(problem);
}

} // namespace hoplens
