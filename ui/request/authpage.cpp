// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/request/authpage.h"

#include "core/http/displaytext.h"
#include "ui/request/formparts.h"
#include "ui/request/noteline.h"
#include "ui/request/secretfield.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hoplens {

namespace {

QLineEdit *namedLine(const QString &name, const QString &title)
{
    auto *line = new QLineEdit;
    line->setObjectName(name);
    line->setAccessibleName(title);
    return line;
}

/// The value with all but its scheme hidden: "Bearer ••••".
QString hiddenValue(const Field &field)
{
    const qsizetype space = isNamed(field, "Authorization") ? field.value.indexOf(' ') : -1;
    return displayText(field.value.left(space + 1)) + QString(8, u'\u2022');
}

} // namespace

AuthPage::AuthPage(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox)
    , m_pages(new QStackedWidget)
    , m_result(new NoteLine)
{
    m_kind->setObjectName(u"authKind"_qs);
    m_kind->setAccessibleName(tr("Kind of authorization"));
    m_kind->addItems(
        {tr("None"), tr("Basic: user and password"), tr("Bearer: token"), tr("Field of your own")});
    m_result->setObjectName(u"authResult"_qs);
    m_pages->addWidget(new QWidget);
    m_pages->addWidget(buildBasic());
    m_pages->addWidget(buildBearer());
    m_pages->addWidget(buildCustom());
    m_pages->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_pages->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_kind, 0, Qt::AlignLeft);
    layout->addWidget(m_pages);
    layout->addWidget(m_result);
    layout->addStretch();

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        m_pages->setVisible(index != 0);
        takeEdit();
    });
    for (QLineEdit *line : {m_user, m_fieldName}) {
        connect(line, &QLineEdit::textChanged, this, &AuthPage::takeEdit);
    }
    for (const SecretField *secret : {m_password, m_token, m_fieldValue}) {
        connect(secret->line(), &QLineEdit::textChanged, this, &AuthPage::takeSecret);
        connect(secret, &SecretField::shownChanged, this, &AuthPage::showResult);
    }
    showResult();
}

QWidget *AuthPage::buildBasic()
{
    m_user = namedLine(u"authUser"_qs, tr("User name"));
    m_password = new SecretField(u"authPassword"_qs, tr("Password"));
    auto *page = new QWidget;
    QFormLayout *form = formOn(page);
    addRow(form, tr("&User name"), m_user);
    addRow(form, tr("&Password"), m_password);
    return page;
}

QWidget *AuthPage::buildBearer()
{
    m_token = new SecretField(u"authToken"_qs, tr("Token"));
    auto *page = new QWidget;
    addRow(formOn(page), tr("To&ken"), m_token);
    return page;
}

QWidget *AuthPage::buildCustom()
{
    m_fieldName = namedLine(u"authFieldName"_qs, tr("Name of the field"));
    m_fieldName->setText(decodedText(AuthDraft().fieldName));
    m_fieldValue = new SecretField(u"authFieldValue"_qs, tr("Value of the field"));
    auto *page = new QWidget;
    QFormLayout *form = formOn(page);
    addRow(form, tr("&Name"), m_fieldName);
    addRow(form, tr("Val&ue"), m_fieldValue);
    return page;
}

AuthDraft AuthPage::draft() const
{
    AuthDraft draft;
    draft.kind = static_cast<AuthKind>(m_kind->currentIndex());
    draft.user = m_user->text().toUtf8();
    draft.password = m_password->line()->text().toUtf8();
    draft.token = m_token->line()->text().trimmed().toUtf8();
    draft.fieldName = m_fieldName->text().trimmed().toUtf8();
    draft.fieldValue = m_fieldValue->line()->text().trimmed().toUtf8();
    draft.forgotten = m_isForgotten;
    return draft;
}

void AuthPage::setDraft(const AuthDraft &draft)
{
    {
        const QSignalBlocker blocker(this);
        m_kind->setCurrentIndex(static_cast<int>(draft.kind));
        m_user->setText(decodedText(draft.user));
        m_password->line()->setText(decodedText(draft.password));
        m_token->line()->setText(decodedText(draft.token));
        m_fieldName->setText(decodedText(draft.fieldName));
        m_fieldValue->line()->setText(decodedText(draft.fieldValue));
        m_isForgotten = draft.forgotten;
        showResult();
    }
    emit edited();
}

void AuthPage::setOverruled(bool overruled)
{
    if (m_isOverruled != overruled) {
        m_isOverruled = overruled;
        showResult();
    }
}

void AuthPage::takeSecret()
{
    m_isForgotten = false;
    takeEdit();
}

void AuthPage::takeEdit()
{
    showResult();
    emit edited();
}

SecretField *AuthPage::currentSecret() const
{
    switch (static_cast<AuthKind>(m_kind->currentIndex())) {
    case AuthKind::None:
        break;
    case AuthKind::Basic:
        return m_password;
    case AuthKind::Bearer:
        return m_token;
    case AuthKind::Custom:
        return m_fieldValue;
    }
    return nullptr;
}

void AuthPage::showResult()
{
    const AuthDraft now = draft();
    const std::optional<Field> field = authField(now);
    const SecretField *secret = currentSecret();
    if (!field || secret == nullptr) {
        m_result->setNote(tr("Nothing is added to the request."));
        return;
    }
    const QString name = displayText(field->name);
    if (m_isOverruled) {
        m_result->setNote(tr("Your header %1 decides: what stands here is not sent.").arg(name));
    } else if (const QString problem = authProblem(now); !problem.isEmpty()) {
        const bool isUntouched = !now.forgotten && secret->line()->text().isEmpty();
        m_result->setNote(problem, isUntouched ? NoteLine::Tone::Quiet : NoteLine::Tone::Problem);
    } else {
        m_result->setNote(
            tr("Sent: %1: %2", "name: value")
                .arg(name, secret->isShown() ? displayText(field->value) : hiddenValue(*field)));
    }
}

void AuthPage::showProblem()
{
    const AuthDraft now = draft();
    if (now.kind == AuthKind::Custom && !isToken(now.fieldName)) {
        m_fieldName->setFocus();
    } else if (now.kind == AuthKind::Basic && !now.forgotten) {
        m_user->setFocus();
    } else if (const SecretField *secret = currentSecret()) {
        secret->line()->setFocus();
    }
}

void AuthPage::focusFirst()
{
    m_kind->setFocus();
}

} // namespace hoplens
