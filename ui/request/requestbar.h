// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/clientprofile.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace hoplens {

class AddressCompleter;
class AddressField;

/// Method, address, client, and one button that sends or stops.
class RequestBar final : public QWidget {
    Q_OBJECT
public:
    explicit RequestBar(QWidget *parent = nullptr);

    QByteArray method() const;
    void setMethod(const QByteArray &method);
    QString address() const;
    void setAddress(const QString &address);
    const ClientProfile &client() const;
    /// Keeps the current client when there is none of that id.
    void setClient(const QString &id);
    /// Addresses to complete from, newest first.
    void setKnownAddresses(const QStringList &addresses);
    /// The address that stands here was sent.
    void rememberAddress();
    /// The button says Stop while running.
    void setRunning(bool running);

    QComboBox *methodField() const { return m_method; }
    QLineEdit *addressField() const;
    QPushButton *sendButton() const { return m_sendButton; }
    QPushButton *stepButton() const { return m_stepButton; }

signals:
    void edited();
    void requestPasted(const QString &text); ///< in place of an address
    void sendRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillMethods();
    void fillClients();
    void press();
    void colorSendButton();
    void fixSizes();
    void shareWidth();

    QComboBox *m_method = nullptr;
    AddressField *m_address = nullptr;
    AddressCompleter *m_completer = nullptr;
    QComboBox *m_client = nullptr;
    QPushButton *m_stepButton = nullptr;
    QPushButton *m_sendButton = nullptr;
    bool m_running = false;
};

} // namespace hoplens
