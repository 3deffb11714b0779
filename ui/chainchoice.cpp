// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/chainchoice.h"

#include "core/formats/redaction.h"
#include "core/redirect/explain.h"
#include "ui/documents.h"
#include "ui/formatting.h"
#include "ui/messagebar.h"

#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hoplens {

namespace {

/// "POST https://a.test/cart · 3 redirects", without secrets: it is on the screen.
QString nameOf(const Trace &chain, const QFontMetricsF &metrics, double width)
{
    const Request &first = chain.hops.constFirst().exchange.request;
    const QString method = visibleText(first.method.left(20)) + u' ';
    const QString redirects = u" · "_qs + redirectsText(static_cast<int>(chain.hops.size()) - 1);
    const QString url = visibleText(serializeUrl(redactedUrl(first.url)));
    const double room = width - metrics.horizontalAdvance(method + redirects);
    return method + elidedUrl(url, metrics, room) + redirects;
}

} // namespace

ChainChoice::ChainChoice(Documents *documents, MessageBar *messages)
    : QObject(documents)
    , m_documents(documents)
    , m_messages(messages)
{
    connect(documents, &Documents::chainsFound, this, [this](const QList<Trace> &chains) {
        m_chains = chains;
        m_current = 0;
        offer();
    });
}

void ChainChoice::offer()
{
    if (m_chains.size() > 1) {
        m_messages->offer(
            tr("This is chain %L1 of %L2 in the file.").arg(m_current + 1).arg(m_chains.size()),
            tr("Choose Anothe&r…"), [this] { showList(); }, MessageBar::Tone::Note);
    }
}

void ChainChoice::showList()
{
    offer(); // the button that was pressed hid the bar, and nothing shall jump
    QWidget *window = m_messages->window();
    auto *popup = new QFrame(window, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    auto *list = new QListWidget;
    list->setObjectName(u"chains"_qs);
    list->setAccessibleName(tr("Chains in the file"));
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setUniformItemSizes(true);
    list->setSpacing(2);
    auto *layout = new QVBoxLayout(popup);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(list);

    constexpr int mostRows = 12;
    constexpr int margin = 12; // of the bar and of an item
    const int width = std::min(m_messages->width() - 2 * margin, list->fontMetrics().height() * 48);
    for (const Trace &chain : std::as_const(m_chains)) {
        list->addItem(nameOf(chain, list->fontMetrics(), width - 5 * margin));
    }
    list->setCurrentRow(m_current);
    const int rows = std::min(static_cast<int>(m_chains.size()), mostRows);
    list->setFixedHeight(rows * (list->sizeHintForRow(0) + 2 * list->spacing()) + margin);
    popup->resize(width, list->height());
    // "Activated" is what the platform takes for a choice; a single click is one in any list.
    connect(list, &QListWidget::itemActivated, popup, &QWidget::close);
    connect(list, &QListWidget::itemClicked, popup, &QWidget::close);
    const auto take = [this, list] { choose(list->currentRow()); };
    connect(list, &QListWidget::itemActivated, this, take);
    connect(list, &QListWidget::itemClicked, this, take);

    const int left = m_messages->layoutDirection() == Qt::RightToLeft
        ? margin
        : m_messages->width() - width - margin;
    popup->move(m_messages->mapToGlobal(QPoint(left, m_messages->height())));
    popup->show();
    list->setFocus();
}

void ChainChoice::choose(int chain)
{
    if (chain != m_current && chain >= 0 && chain < m_chains.size()) {
        m_current = chain;
        m_documents->present(m_chains.at(chain));
        offer();
    }
}

} // namespace hoplens
