// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/requestbar.h"

#include "core/http/headers.h"
#include "ui/formatting.h"
#include "ui/isolation.h"
#include "ui/request/addresscompletion.h"
#include "ui/request/addressfield.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace hoplens {

RequestBar::RequestBar(QWidget *parent)
    : QWidget(parent)
    , m_method(new QComboBox)
    , m_address(new AddressField)
    , m_completer(new AddressCompleter(m_address))
    , m_client(new QComboBox)
    , m_stepButton(new QPushButton(tr("Step")))
    , m_sendButton(new QPushButton(tr("Send")))
{
    m_address->setAddressCompleter(m_completer);
    m_address->setObjectName(u"address"_qs);
    m_address->setAccessibleName(tr("Address"));
    m_address->setPlaceholderText(tr("Address, such as example.org/path"));
    m_address->setFont(textFaces(font()).mono);
    m_address->setMinimumWidth(160);
    m_address->setTextMargins(4, 0, 4, 0);
    m_stepButton->setObjectName(u"stepButton"_qs);
    m_stepButton->setToolTip(tr("Send, and stop before each next request (F10)"));
    m_sendButton->setObjectName(u"sendButton"_qs);
    m_sendButton->setDefault(true);
    fillMethods();
    fillClients();
    fixSizes();
    setRunning(false);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_method);
    layout->addWidget(m_address, 1);
    layout->addWidget(m_client);
    layout->addWidget(m_stepButton);
    layout->addWidget(m_sendButton);
    setTabOrder(m_method, m_address);
    setTabOrder(m_address, m_client);
    setTabOrder(m_client, m_stepButton);
    setTabOrder(m_stepButton, m_sendButton);

    connect(m_method, &QComboBox::currentTextChanged, this, &RequestBar::edited);
    connect(m_method->lineEdit(), &QLineEdit::returnPressed, this, &RequestBar::sendRequested);
    connect(m_address, &QLineEdit::textChanged, this, &RequestBar::edited);
    connect(m_address, &QLineEdit::returnPressed, this, &RequestBar::sendRequested);
    connect(m_address, &AddressField::requestPasted, this, &RequestBar::requestPasted);
    connect(m_client, &QComboBox::currentIndexChanged, this, [this] {
        m_client->setToolTip(client().summary);
        emit edited();
    });
    connect(m_sendButton, &QPushButton::clicked, this, &RequestBar::press);
}

void RequestBar::fillMethods()
{
    m_method->setObjectName(u"method"_qs);
    m_method->setAccessibleName(tr("Method"));
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    m_method->setCompleter(nullptr); // Methods are case-sensitive: what is typed is what is meant
    for (const char *name : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        m_method->addItem(QString::fromLatin1(name));
    }
}

void RequestBar::fillClients()
{
    m_client->setObjectName(u"client"_qs);
    m_client->setAccessibleName(tr("Client that is imitated"));
    m_client->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_client->setMinimumContentsLength(18);
    const QList<ClientProfile> &profiles = clientProfiles();
    for (const ClientProfile &profile : profiles) {
        m_client->addItem(keptTogether(tr("as %1").arg(keptTogether(profile.name))), profile.id);
        m_client->setItemData(m_client->count() - 1, profile.summary, Qt::ToolTipRole);
    }
    m_client->setToolTip(client().summary);
}

QByteArray RequestBar::method() const
{
    return m_method->currentText().trimmed().toUtf8();
}

void RequestBar::setMethod(const QByteArray &method)
{
    m_method->setCurrentText(decodedText(method));
}

QLineEdit *RequestBar::addressField() const
{
    return m_address;
}

QString RequestBar::address() const
{
    return m_address->text();
}

void RequestBar::setAddress(const QString &address)
{
    m_address->setText(address);
    m_address->setCursorPosition(0);
}

void RequestBar::setKnownAddresses(const QStringList &addresses)
{
    m_completer->book().setAddresses(addresses);
}

void RequestBar::rememberAddress()
{
    m_completer->book().add(address().trimmed());
}

const ClientProfile &RequestBar::client() const
{
    return clientProfiles().at(m_client->currentIndex());
}

void RequestBar::setClient(const QString &id)
{
    if (const int index = m_client->findData(id); index >= 0) {
        m_client->setCurrentIndex(index);
    }
}

void RequestBar::setRunning(bool running)
{
    m_running = running;
    m_sendButton->setText(running ? tr("Stop") : tr("Send"));
    m_sendButton->setToolTip(running ? tr("Stop (Esc)") : tr("Send (Ctrl+Return)"));
    colorSendButton();
}

void RequestBar::press()
{
    if (m_running) {
        emit stopRequested();
    } else {
        emit sendRequested();
    }
}

void RequestBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colorSendButton();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fixSizes();
    }
}

void RequestBar::colorSendButton()
{
    const Theme theme = themeFor(palette());
    m_sendButton->setStyleSheet(filledButton(theme, m_running ? theme.error : theme.accent));
}

void RequestBar::fixSizes()
{
    constexpr int roomAroundText = 14; // pixels
    const int height = fontMetrics().height() + roomAroundText;
    for (QWidget *control :
         QList<QWidget *>{m_method, m_address, m_client, m_stepButton, m_sendButton}) {
        control->setFixedHeight(height);
    }
    // Send and Stop take the same place, so that nothing moves under the pointer.
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    const int words =
        std::max(metrics.horizontalAdvance(tr("Send")), metrics.horizontalAdvance(tr("Stop")));
    m_sendButton->setFixedWidth(words + 3 * roomAroundText);
    m_method->setFont(bold);
    m_method->setMinimumWidth(std::max(80, m_method->sizeHint().width()));
    shareWidth();
}

/// With large letters in a small window the client's name is cut before the address is.
void RequestBar::shareWidth()
{
    const int least = 8 * fontMetrics().averageCharWidth();
    m_client->setMinimumWidth(least);
    m_client->setMaximumWidth(std::max(least, width() / 4));
}

void RequestBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareWidth();
}

} // namespace hoplens
