// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/inspector.h"

#include "core/redirect/clientprofile.h"
#include "ui/inspector/pages.h"
#include "ui/inspector/pageview.h"

#include <QTabBar>

namespace hoplens {

Inspector::Inspector(QWidget *parent)
    : QTabWidget(parent)
    , m_whyPage(addPage(u"whyPage"_qs, tr("&Why"), tr("Why the selected hop went the way it did")))
    , m_requestPage(addPage(u"requestPage"_qs, tr("Re&quest"), tr("Request of the selected hop")))
    , m_responsePage(
          addPage(u"responsePage"_qs, tr("Respo&nse"), tr("Response of the selected hop")))
    , m_cookiesPage(addPage(u"cookiesPage"_qs, tr("Coo&kies"), tr("Cookies of the selected hop")))
{
    setDocumentMode(true);
    setAccessibleName(tr("Inspector"));
    tabBar()->setAccessibleName(tr("Pages of the inspector"));
    setUsesScrollButtons(false);
}

PageView *Inspector::addPage(const QString &name, const QString &title, const QString &description)
{
    auto *view = new PageView;
    view->setObjectName(name);
    view->setAccessibleName(description);
    addTab(view, title);
    return view;
}

void Inspector::showHop(const Trace &trace, int hop)
{
    if (hop < 0 || hop >= trace.hops.size()) {
        for (PageView *view : {m_whyPage, m_requestPage, m_responsePage, m_cookiesPage}) {
            view->setPage({});
        }
        return;
    }
    m_whyPage->setPage(whyPage(trace, hop, findProfile(trace.client.id)));
    m_requestPage->setPage(requestPage(trace, hop));
    m_responsePage->setPage(responsePage(trace, hop));
    m_cookiesPage->setPage(cookiesPage(trace, hop));
}

void Inspector::setZoom(double zoom)
{
    for (PageView *view : {m_whyPage, m_requestPage, m_responsePage, m_cookiesPage}) {
        view->setZoom(zoom);
    }
}

} // namespace hoplens
