// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/optionspage.h"

#include "core/redirect/ownrules.h"
#include "ui/request/columns.h"
#include "ui/request/filefield.h"
#include "ui/request/formparts.h"
#include "ui/request/noteline.h"
#include "ui/request/secondsbox.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace hoplens {

namespace {

constexpr int clientsOwnLimit = -1; // 0 is a limit: follow none

QVBoxLayout *columnOn(QWidget *group)
{
    auto *column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    return column;
}

} // namespace

OptionsPage::OptionsPage(QWidget *parent)
    : QWidget(parent)
    , m_note(new NoteLine)
{
    m_note->setObjectName(u"optionsNote"_qs);
    auto *columns = new Columns({buildLimits(), buildConnections(), buildRoute()});
    columns->setObjectName(u"optionColumns"_qs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(columns, 1);
    layout->addWidget(m_note);
    setDraft({});
}

QWidget *OptionsPage::buildLimits()
{
    auto *group = new QWidget;
    QFormLayout *form = formOn(group);
    m_maxHops = new QSpinBox;
    m_maxHops->setObjectName(u"maxHops"_qs);
    m_maxHops->setAccessibleName(tr("Redirect limit"));
    m_maxHops->setToolTip(tr("How many redirects are followed before giving up"));
    m_maxHops->setRange(clientsOwnLimit, redirectCeiling);
    m_maxHops->setSpecialValueText(tr("the client's"));
    addRow(form, tr("Redirect li&mit"), m_maxHops);
    connect(m_maxHops, &QSpinBox::valueChanged, this, &OptionsPage::takeEdit);
    addDeadline(form, "timeout", tr("&Give up after"), tr("Time for the whole trace"),
                &OptionsDraft::timeout);
    addDeadline(form, "connectTimeout", tr("Connecting"),
                tr("Time for one connection, with name lookup and TLS"),
                &OptionsDraft::connectTimeout);
    addDeadline(form, "tlsTimeout", tr("TLS"), tr("Time for the TLS handshake alone"),
                &OptionsDraft::tlsTimeout);
    addDeadline(form, "firstByteTimeout", tr("First byte"),
                tr("Time from the end of the request to the first byte of the answer"),
                &OptionsDraft::firstByteTimeout);
    addDeadline(form, "idleTimeout", tr("Silence"), tr("Time without anything sent or received"),
                &OptionsDraft::idleTimeout);
    return group;
}

SecondsBox *OptionsPage::addDeadline(QFormLayout *form, const char *name, const QString &caption,
                                     const QString &toolTip,
                                     std::chrono::milliseconds OptionsDraft::*time)
{
    auto *box = new SecondsBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(toolTip);
    box->setToolTip(toolTip);
    addRow(form, caption, box);
    m_deadlines.append({time, box});
    connect(box, &QDoubleSpinBox::valueChanged, this, &OptionsPage::takeEdit);
    return box;
}

QCheckBox *OptionsPage::addSwitch(const char *name, const QString &caption,
                                  const QString &toolTip) const
{
    auto *box = new QCheckBox(caption);
    box->setObjectName(QLatin1String(name));
    box->setToolTip(toolTip);
    connect(box, &QCheckBox::toggled, this, &OptionsPage::takeEdit);
    return box;
}

QComboBox *OptionsPage::addChoice(const char *name, const QString &title,
                                  const QStringList &words) const
{
    auto *choice = new QComboBox;
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleName(title);
    choice->addItems(words);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(12);
    connect(choice, &QComboBox::currentIndexChanged, this, &OptionsPage::takeEdit);
    return choice;
}

QWidget *OptionsPage::buildConnections()
{
    auto *group = new QWidget;
    QVBoxLayout *column = columnOn(group);
    m_followRefresh = addSwitch(
        "followRefresh", tr("Follow &refresh"),
        tr("Goes on where a Refresh field or a meta refresh asks a page to, without waiting"));
    m_freshConnections = addSwitch(
        "freshConnections", tr("Fresh connect&ions"),
        tr("Opens a connection for each hop, where it would keep one for the same server"));
    m_noResend = addSwitch("noResend", tr("Send onl&y once"),
                           tr("Does not send again when a kept connection turns out to be closed"));
    m_http2 = addSwitch("http2", tr("HTTP/&2"),
                        tr("Sends through Qt's network stack, which can do HTTP/2; some bytes "
                           "cannot be seen then"));
    for (QCheckBox *box : {m_followRefresh, m_freshConnections, m_noResend, m_http2}) {
        column->addWidget(box);
    }
    m_trust = addChoice(
        "tlsTrust", tr("Trusted certificates"),
        {tr("those of the system"), tr("and of an own authority"), tr("any, whoever made it")});
    m_authorityFile =
        new FileField(u"authorityFile"_qs, tr("Certificate of an own authority (PEM)"));
    connect(m_authorityFile, &FileField::edited, this, &OptionsPage::takeEdit);
    column->addWidget(captionOf(tr("Tr&usted certificates"), m_trust));
    column->addWidget(m_trust);
    column->addWidget(m_authorityFile);
    return group;
}

QWidget *OptionsPage::buildRoute()
{
    auto *group = new QWidget;
    QVBoxLayout *column = columnOn(group);
    m_proxy =
        addChoice("proxyUse", tr("Proxy"), {tr("the environment's"), tr("none"), tr("this one:")});
    m_proxyAddress = new QLineEdit;
    m_proxyAddress->setObjectName(u"proxyAddress"_qs);
    m_proxyAddress->setAccessibleName(tr("Address of the proxy"));
    m_proxyAddress->setPlaceholderText(tr("http://host:3128", "example of an address"));
    connect(m_proxyAddress, &QLineEdit::textChanged, this, &OptionsPage::takeEdit);
    m_resolve = new QPlainTextEdit;
    m_resolve->setObjectName(u"resolve"_qs);
    m_resolve->setAccessibleName(tr("Connect to another address, one a line"));
    m_resolve->setToolTip(tr("As curl's --resolve: the name stays in the request, the connection "
                             "goes to the address. One a line."));
    m_resolve->setPlaceholderText(u"a.test:443:127.0.0.1"_qs);
    m_resolve->setTabChangesFocus(true);
    m_resolve->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_resolve->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_resolve->setFixedHeight(3 * fontMetrics().lineSpacing() + 12);
    connect(m_resolve, &QPlainTextEdit::textChanged, this, &OptionsPage::takeEdit);
    column->addWidget(captionOf(tr("Pro&xy"), m_proxy));
    column->addWidget(m_proxy);
    column->addWidget(m_proxyAddress);
    column->addWidget(captionOf(tr("Co&nnect to"), m_resolve));
    column->addWidget(m_resolve);
    return group;
}

OptionsDraft OptionsPage::draft() const
{
    OptionsDraft draft;
    if (m_maxHops->value() != clientsOwnLimit) {
        draft.maxHops = m_maxHops->value();
    }
    for (const Deadline &deadline : m_deadlines) {
        draft.*deadline.time = deadline.box->time();
    }
    draft.followRefresh = m_followRefresh->isChecked();
    draft.freshConnections = m_freshConnections->isChecked();
    draft.resends = !m_noResend->isChecked();
    draft.stack = m_http2->isChecked() ? NetworkStack::Qt : NetworkStack::Own;
    draft.trust = static_cast<TlsTrust>(m_trust->currentIndex());
    draft.authorityFile = m_authorityFile->path();
    draft.proxy = static_cast<ProxyUse>(m_proxy->currentIndex());
    draft.proxyAddress = m_proxyAddress->text();
    draft.resolve = m_resolve->toPlainText();
    return draft;
}

void OptionsPage::setDraft(const OptionsDraft &draft)
{
    {
        const QSignalBlocker blocker(this);
        m_maxHops->setValue(draft.maxHops.value_or(clientsOwnLimit));
        for (const Deadline &deadline : std::as_const(m_deadlines)) {
            deadline.box->setTime(draft.*deadline.time);
        }
        m_followRefresh->setChecked(draft.followRefresh);
        m_freshConnections->setChecked(draft.freshConnections);
        m_noResend->setChecked(!draft.resends);
        m_http2->setChecked(draft.stack == NetworkStack::Qt);
        m_trust->setCurrentIndex(static_cast<int>(draft.trust));
        m_authorityFile->setPath(draft.authorityFile);
        m_proxy->setCurrentIndex(static_cast<int>(draft.proxy));
        m_proxyAddress->setText(draft.proxyAddress);
        if (m_resolve->toPlainText() != draft.resolve) {
            m_resolve->setPlainText(draft.resolve);
        }
        showState();
    }
    emit edited();
}

void OptionsPage::takeEdit()
{
    showState();
    emit edited();
}

void OptionsPage::showState()
{
    const OptionsDraft now = draft();
    m_authorityFile->setEnabled(now.trust == TlsTrust::OwnAuthority);
    m_proxyAddress->setEnabled(now.proxy == ProxyUse::Address);
    if (const std::optional<OptionsProblem> problem = optionsProblem(now)) {
        m_note->setNote(problem->detail, NoteLine::Tone::Problem);
    } else if (now.trust == TlsTrust::Anything) {
        m_note->setNote(tr("Anyone on the way can read and change what is sent: any certificate is "
                           "accepted."),
                        NoteLine::Tone::Problem);
    } else if (now.stack == NetworkStack::Qt) {
        m_note->setNote(tr("HTTP/2 goes through Qt's network stack: some bytes cannot be seen."));
    } else {
        m_note->setNote({});
    }
}

void OptionsPage::showProblem()
{
    const std::optional<OptionsProblem> problem = optionsProblem(draft());
    if (!problem) {
        m_http2->setFocus(); // nothing else is found out only with the request
        return;
    }
    switch (problem->field) {
    case OptionsField::Proxy:
        m_proxyAddress->setFocus();
        break;
    case OptionsField::Resolve:
        m_resolve->setFocus();
        break;
    case OptionsField::AuthorityFile:
        m_authorityFile->setFocus();
        break;
    case OptionsField::TlsTimeout:
        findChild<SecondsBox *>(u"tlsTimeout"_qs)->setFocus();
        break;
    case OptionsField::Resends:
        m_noResend->setFocus();
        break;
    }
}

void OptionsPage::focusFirst()
{
    m_maxHops->setFocus();
}

} // namespace hoplens
