// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/optionsrow.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace hoplens {

namespace {

constexpr int clientsOwnLimit = -1; // 0 is a limit: follow none
constexpr int noTimeout = 0;

} // namespace

OptionsRow::OptionsRow(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_maxHops = addField(u"maxHops"_qs, tr("Redirect &limit"), tr("the client's"), clientsOwnLimit);
    m_maxHops->setToolTip(tr("How many redirects are followed before giving up"));
    row->addSpacing(12);
    m_timeout = addField(u"timeout"_qs, tr("&Give up after"), tr("never"), noTimeout);
    m_timeout->setToolTip(tr("Time for the whole trace, in seconds"));
    m_timeout->setSuffix(tr(" s", "seconds"));
    row->addSpacing(12);
    m_followRefresh = new QCheckBox(tr("F&ollow refresh"));
    m_followRefresh->setObjectName(u"followRefresh"_qs);
    m_followRefresh->setToolTip(
        tr("Goes on where a Refresh field or a meta refresh asks a page to, without waiting"));
    row->addWidget(m_followRefresh);
    connect(m_followRefresh, &QCheckBox::toggled, this, &OptionsRow::edited);
    m_freshConnections = new QCheckBox(tr("F&resh connections"));
    m_freshConnections->setObjectName(u"freshConnections"_qs);
    m_freshConnections->setToolTip(
        tr("Opens a connection for each hop, where it would keep one for the same server"));
    row->addWidget(m_freshConnections);
    connect(m_freshConnections, &QCheckBox::toggled, this, &OptionsRow::edited);
    m_http2 = new QCheckBox(tr("HTTP/&2"));
    m_http2->setObjectName(u"http2"_qs);
    m_http2->setToolTip(tr("Sends through Qt's network stack, which can do HTTP/2; some bytes "
                           "cannot be seen then"));
    row->addWidget(m_http2);
    connect(m_http2, &QCheckBox::toggled, this, &OptionsRow::edited);
    row->addStretch();
}

QSpinBox *OptionsRow::addField(const QString &name, const QString &caption, const QString &offText,
                               int offValue)
{
    auto *field = new QSpinBox;
    field->setObjectName(name);
    field->setRange(offValue, 9999);
    field->setValue(offValue);
    field->setSpecialValueText(offText);
    auto *label = new QLabel(caption);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(field);
    field->setAccessibleName(QString(caption).remove(u'&'));
    layout()->addWidget(label);
    layout()->addWidget(field);
    connect(field, &QSpinBox::valueChanged, this, &OptionsRow::edited);
    return field;
}

TraceOptions OptionsRow::options() const
{
    TraceOptions options;
    if (m_maxHops->value() != clientsOwnLimit) {
        options.maxHops = m_maxHops->value();
    }
    options.timeout = std::chrono::seconds(m_timeout->value());
    options.followRefresh = m_followRefresh->isChecked();
    options.send.freshConnections = m_freshConnections->isChecked();
    options.send.stack = m_http2->isChecked() ? NetworkStack::Qt : NetworkStack::Own;
    return options;
}

void OptionsRow::setOptions(const TraceOptions &options)
{
    m_maxHops->setValue(options.maxHops.value_or(clientsOwnLimit));
    m_timeout->setValue(
        static_cast<int>(std::chrono::ceil<std::chrono::seconds>(options.timeout).count()));
    m_followRefresh->setChecked(options.followRefresh);
    m_freshConnections->setChecked(options.send.freshConnections);
}

QString OptionsRow::summary() const
{
    QStringList parts;
    if (m_maxHops->value() != clientsOwnLimit) {
        const int most = m_maxHops->value();
        parts.append(most == 1 ? tr("at most 1 redirect") : tr("at most %1 redirects").arg(most));
    }
    if (m_timeout->value() != noTimeout) {
        parts.append(tr("at most %1 s").arg(m_timeout->value()));
    }
    if (m_followRefresh->isChecked()) {
        parts.append(tr("follows refresh"));
    }
    if (m_freshConnections->isChecked()) {
        parts.append(tr("fresh connections"));
    }
    if (m_http2->isChecked()) {
        parts.append(tr("HTTP/2, Qt's network stack"));
    }
    return parts.join(u" · "_qs);
}

} // namespace hoplens
