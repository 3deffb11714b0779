// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/statusline.h"

#include "core/redirect/explain.h"
#include "ui/elidedlabel.h"
#include "ui/screenreader.h"

#include <algorithm>

namespace hoplens {

namespace {

constexpr int noticeTime = 4000; // milliseconds

QLabel *statusLabel(const QString &name)
{
    auto *label = new ElidedLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setContentsMargins(8, 0, 8, 0);
    return label;
}

/// The last moment anything was seen, in milliseconds since the trace started.
double durationOf(const Trace &trace)
{
    double latest = 0;
    for (const Hop &hop : trace.hops) {
        const Times &times = hop.exchange.times;
        for (const Moment &stamp : {times.start, times.firstByte, times.end}) {
            latest = std::max(latest, stamp.value_or(0));
        }
    }
    return latest;
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_labStatus(statusLabel(u"labStatus"_qs))
    , m_traceStatus(statusLabel(u"traceStatus"_qs))
    , m_spoken(new SpokenNotice(this))
{
    addWidget(m_labStatus, 1);
    addPermanentWidget(m_traceStatus);
}

void StatusLine::setLabAddresses(const QString &addresses)
{
    m_labStatus->setText(tr("Lab on %1").arg(addresses));
}

void StatusLine::showTrace(const Trace &trace)
{
    if (trace.hops.isEmpty()) {
        m_traceStatus->clear();
        return;
    }
    const QString hops =
        trace.hops.size() == 1 ? tr("1 hop") : tr("%L1 hops").arg(trace.hops.size());
    m_traceStatus->setText(tr("%1 · %2", "hops · time").arg(hops, durationText(durationOf(trace))));
}

void StatusLine::notice(const QString &text)
{
    showMessage(text, noticeTime);
    m_spoken->say(text);
}

} // namespace hoplens
