// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/inspector.h"

#include "core/redirect/clientprofile.h"
#include "core/redirect/supposition.h"
#include "ui/inspector/choicerow.h"
#include "ui/inspector/findbar.h"
#include "ui/inspector/pagepane.h"

#include <QApplication>
#include <QKeyEvent>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int asItWas = 0; // among statuses
constexpr int automatic = 100; // among BodyForms

/// Where there is no room, long names are cut; of a short one nothing would be left.
class PageTabBar final : public QTabBar {
protected:
    QSize minimumTabSizeHint(int index) const override
    {
        constexpr qsizetype shortName = 4; // characters, with the sign of its mnemonic
        return tabText(index).size() <= shortName ? tabSizeHint(index)
                                                  : QTabBar::minimumTabSizeHint(index);
    }
};

class PageTabs final : public QTabWidget {
public:
    PageTabs() { setTabBar(new PageTabBar); }
};

} // namespace

Inspector::Inspector(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new PageTabs)
    , m_why(addPage(u"whyPage"_qs, tr("&Why"), tr("Why the selected hop went the way it did"),
                    u"whatIf"_qs, tr("What if")))
    , m_request(addPage(u"requestPage"_qs, tr("Re&quest"), tr("Request of the selected hop"),
                        u"requestForm"_qs, tr("Show")))
    , m_response(addPage(u"responsePage"_qs, tr("Respo&nse"), tr("Response of the selected hop"),
                         u"bodyForm"_qs, tr("Body as")))
    , m_cookies(addPage(u"cookiesPage"_qs, tr("Coo&kies"), tr("Cookies of the selected hop")))
    , m_connection(addPage(u"connectionPage"_qs, tr("Conne&ction"),
                           tr("Times, addresses and TLS of the selected hop")))
    , m_findBar(new FindBar)
{
    setAccessibleName(tr("Inspector"));
    m_tabs->setObjectName(u"inspectorTabs"_qs);
    m_tabs->setAccessibleName(tr("Inspector"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Pages of the inspector"));
    m_tabs->setUsesScrollButtons(false); // names are cut, not hidden
    m_tabs->setElideMode(Qt::ElideRight);
    m_findBar->setObjectName(u"findBar"_qs);
    m_findBar->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_findBar);
    connectPages();
    connectFindBar();
}

PagePane *Inspector::addPage(const QString &name, const QString &title, const QString &description,
                             const QString &rowName, const QString &caption)
{
    ChoiceRow *row = nullptr;
    if (!rowName.isEmpty()) {
        row = new ChoiceRow(caption);
        row->setObjectName(rowName);
    }
    auto *pane = new PagePane(name, description, row);
    m_tabs->setTabToolTip(m_tabs->addTab(pane, title), description);
    return pane;
}

void Inspector::connectPages()
{
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget()->isAncestorOf(QApplication::focusWidget())) {
            focusPage(); // Qt gives the keyboard to what comes first, which is the row
        }
    });
    m_request->row()->setChoices({
        {static_cast<int>(RequestForm::Difference), tr("Diff"),
         tr("What changed since the request before")},
        {static_cast<int>(RequestForm::AsSent), tr("As Sent"), tr("The request alone")},
        {static_cast<int>(RequestForm::Raw), tr("Raw"),
         tr("Octet by octet, with control characters spelled out")},
    });
    m_request->row()->setChosen(static_cast<int>(m_requestForm));
    connect(m_request->row(), &ChoiceRow::chosen, this, [this](int form) {
        m_requestForm = static_cast<RequestForm>(form);
        emit viewChanged();
    });
    connect(m_why->row(), &ChoiceRow::chosen, this, [this](int status) {
        m_supposedHop = status == asItWas ? -1 : m_hop;
        m_supposedStatus = status;
        emit viewChanged();
    });
    connect(m_response->row(), &ChoiceRow::chosen, this, [this](int form) {
        m_bodyChoice.form =
            form == automatic ? std::nullopt : std::optional(static_cast<BodyForm>(form));
        emit viewChanged();
        m_response->view()->showLastBlock(); // which is the body
    });
    m_showAll = m_response->row()->addAction(tr("Show All"), u"showWholeBody"_qs);
    m_showAll->setToolTip(tr("Shows as much of the body as was kept, which may take a moment"));
    connect(m_showAll, &QToolButton::clicked, this, [this] {
        m_bodyChoice.whole = true;
        m_response->view()->setFocus();
        emit viewChanged();
    });
}

void Inspector::connectFindBar()
{
    connect(m_findBar, &FindBar::termChanged, this, &Inspector::findOnPage);
    connect(m_findBar, &FindBar::nextWanted, this,
            [this](bool backward) { currentView()->findNext(backward); });
    connect(m_findBar, &FindBar::closeWanted, this, &Inspector::closeFindBar);
    connect(m_tabs, &QTabWidget::currentChanged, this, &Inspector::findOnPage);
    for (const PagePane *pane : panes()) {
        connect(pane->view(), &PageView::hitsChanged, this, &Inspector::showHitCount);
    }
}

QList<PagePane *> Inspector::panes() const
{
    return {m_why, m_request, m_response, m_cookies, m_connection};
}

PageView *Inspector::currentView() const
{
    return static_cast<PagePane *>(m_tabs->currentWidget())->view();
}

void Inspector::clear()
{
    m_hop = -1;
    for (const PagePane *pane : panes()) {
        pane->view()->setPage({});
        if (pane->row() != nullptr) {
            pane->row()->hide();
        }
    }
}

void Inspector::showHop(const Trace &trace, int hop)
{
    if (hop < 0 || hop >= trace.hops.size()) {
        clear();
        return;
    }
    const bool isSameHop = hop == m_hop && trace.started == m_started;
    if (!isSameHop) {
        m_bodyChoice.whole = false;
    }
    if (hop != m_supposedHop || trace.started != m_started) {
        m_supposedHop = -1;
    }
    m_hop = hop;
    m_started = trace.started;
    const Place place = isSameHop ? Place::AsItWas : Place::Top;
    showWhy(trace, hop, place);
    m_request->view()->setPage(requestPage(trace, hop, m_requestForm), place);
    m_request->row()->show();
    showResponse(trace, hop, place);
    m_cookies->view()->setPage(cookiesPage(trace, hop), place);
    m_connection->view()->setPage(connectionPage(trace, hop), place);
}

void Inspector::showWhatIf(int hop, int status)
{
    m_supposedHop = hop;
    m_supposedStatus = status;
    m_tabs->setCurrentWidget(m_why);
    if (hop == m_hop) {
        emit viewChanged();
    }
}

void Inspector::showWhy(const Trace &trace, int hop, Place place)
{
    offerStatuses(trace, hop);
    const ClientProfile *profile = findProfile(trace.client.id);
    Page supposed;
    if (profile != nullptr && hop == m_supposedHop) {
        supposed = suppositionBlocks(trace, hop, m_supposedStatus, *profile);
    }
    m_why->row()->setChosen(supposed.isEmpty() ? asItWas : m_supposedStatus);
    m_why->view()->setPage(supposed + whyPage(trace, hop, profile),
                           supposed.isEmpty() ? place : Place::Top);
}

void Inspector::offerStatuses(const Trace &trace, int hop)
{
    const std::optional<Response> &response = trace.hops.at(hop).exchange.response;
    const bool canSuppose = response && findProfile(trace.client.id) != nullptr;
    if (canSuppose) {
        QList<ChoiceRow::Choice> choices;
        for (const int status : supposableStatuses) {
            choices.append({status, QString::number(status),
                            tr("Supposes that the answer had been %1").arg(status)});
        }
        const ChoiceRow::Choice really{asItWas, tr("Really %1").arg(response->status),
                                       tr("As the server really answered")};
        const auto *const place =
            std::find(supposableStatuses.begin(), supposableStatuses.end(), response->status);
        if (place == supposableStatuses.end()) {
            choices.prepend(really);
        } else {
            choices.replace(place - supposableStatuses.begin(), really);
        }
        m_why->row()->setChoices(choices);
    }
    m_why->row()->setVisible(canSuppose);
}

void Inspector::showResponse(const Trace &trace, int hop, Place place)
{
    const std::optional<BodyPreview> &body = bodyOf(trace, hop);
    offerBodyForms(body);
    m_response->view()->setPage(responsePage(trace, hop, body), place);
}

void Inspector::offerBodyForms(const std::optional<BodyPreview> &body)
{
    if (body) {
        const QString best = bodyFormName(body->forms.constFirst());
        QList<ChoiceRow::Choice> choices{
            {automatic, tr("Auto"), tr("By its content: %1").arg(best)}};
        for (const BodyForm form : body->forms) {
            choices.append({static_cast<int>(form), bodyFormName(form), {}});
        }
        m_response->row()->setChoices(choices);
        const bool isChosen = m_bodyChoice.form && body->forms.contains(*m_bodyChoice.form);
        m_response->row()->setChosen(isChosen ? static_cast<int>(*m_bodyChoice.form) : automatic);
    }
    m_response->row()->setVisible(body.has_value());
    m_showAll->setVisible(body && body->isCut && !m_bodyChoice.whole);
}

/// While a trace runs, its pages are made anew for each hop, and a body may be slow to make.
const std::optional<BodyPreview> &Inspector::bodyOf(const Trace &trace, int hop)
{
    const std::optional<Response> &response = trace.hops.at(hop).exchange.response;
    if (!response) {
        m_body.reset();
        return m_body;
    }
    const QList<QByteArray> codings = valuesOf(response->headers, "Content-Encoding");
    const bool isKnown = m_body && m_bodySource == response->body && m_bodyCodings == codings
        && m_bodyShown == m_bodyChoice;
    if (!isKnown) {
        m_bodySource = response->body;
        m_bodyCodings = codings;
        m_bodyShown = m_bodyChoice;
        m_body = responseBody(trace, hop, m_bodyChoice);
    }
    return m_body;
}

void Inspector::setZoom(double zoom)
{
    for (const PagePane *pane : panes()) {
        pane->view()->setZoom(zoom);
    }
}

void Inspector::setControlsZoom(double zoom)
{
    // An empty font is the application's, whatever becomes of it.
    const QFont face = zoom == 1 ? QFont() : textFaces(font(), zoom).normal;
    m_tabs->tabBar()->setFont(face);
    for (const PagePane *pane : panes()) {
        if (pane->row() != nullptr) {
            pane->row()->setFont(face);
        }
    }
}

void Inspector::setWrapped(bool wrapped)
{
    for (const PagePane *pane : panes()) {
        pane->view()->setCodeWrapped(wrapped);
    }
}

void Inspector::focusPage()
{
    currentView()->setFocus();
}

void Inspector::find()
{
    if (!m_findBar->isAncestorOf(QApplication::focusWidget())) {
        m_focusBefore = QApplication::focusWidget();
    }
    constexpr qsizetype longest = 200;
    const QTextCursor selected = currentView()->textCursor();
    const QString text =
        plainText(*currentView()->document(), selected.selectionStart(), selected.selectionEnd());
    const bool isTerm = text.size() <= longest && !text.contains(u'\n');
    m_findBar->open(isTerm ? text : QString());
    findOnPage();
}

void Inspector::findNext(bool backward)
{
    if (m_findBar->isHidden()) {
        find();
    } else {
        currentView()->findNext(backward);
    }
}

void Inspector::findOnPage()
{
    if (!m_findBar->isHidden()) {
        currentView()->setFindTerm(m_findBar->term());
        showHitCount();
    }
}

void Inspector::showHitCount()
{
    m_findBar->showCount(currentView()->currentHit(), currentView()->hitCount());
}

void Inspector::closeFindBar()
{
    const bool hadFocus = m_findBar->isAncestorOf(QApplication::focusWidget());
    m_findBar->hide();
    for (const PagePane *pane : panes()) {
        pane->view()->endFind();
    }
    if (hadFocus) {
        QWidget *target = m_focusBefore != nullptr && m_focusBefore->isVisible()
            ? m_focusBefore.data()
            : currentView();
        target->setFocus(Qt::OtherFocusReason);
    }
}

/// Esc closes the find bar from the pages too, before the window takes it for Stop.
bool Inspector::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && !m_findBar->isHidden()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Inspector::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_findBar->isHidden()) {
        closeFindBar();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace hoplens
