// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/screenreader.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

namespace hoplens {

namespace {

constexpr int pauseBetween = 250; // milliseconds

QAccessibleInterface *notificationFactory(const QString &, QObject *object)
{
    auto *notice = qobject_cast<SpokenNotice *>(object);
    return notice != nullptr ? new QAccessibleWidget(notice, QAccessible::Notification) : nullptr;
}

} // namespace

SpokenNotice::SpokenNotice(QWidget *parent)
    : QWidget(parent)
{
    QAccessible::installFactory(notificationFactory); // again is a no-op
    setFixedSize(0, 0);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseBetween);
    connect(&m_pause, &QTimer::timeout, this, &SpokenNotice::speak);
}

void SpokenNotice::say(const QString &sentence)
{
    if (sentence.isEmpty()) {
        return;
    }
    m_waiting.append(sentence);
    if (!m_pause.isActive()) {
        speak();
    }
}

void SpokenNotice::speak()
{
    if (m_waiting.isEmpty()) {
        return;
    }
    setAccessibleName(m_waiting.join(u'\n'));
    m_waiting.clear();
    QAccessibleEvent shown(this, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
    m_pause.start();
}

void labelComboBoxes(QWidget &window)
{
    const QList<QComboBox *> boxes = window.findChildren<QComboBox *>();
    for (QComboBox *box : boxes) {
        const QString name = box->accessibleName();
        if (name.isEmpty()) {
            continue;
        }
        auto *label = new QLabel(name, box->parentWidget());
        label->setTextFormat(Qt::PlainText);
        label->setBuddy(box);
        label->hide();
        if (QLineEdit *field = box->lineEdit()) {
            field->setAccessibleName(name);
        }
    }
}

} // namespace hoplens
