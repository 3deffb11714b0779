// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/optionsdraft.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace hoplens {

class FileField;
class NoteLine;
class SecondsBox;

/// When a trace gives up, what it follows, over which connections it goes and whom it trusts.
class OptionsPage final : public QWidget {
    Q_OBJECT
public:
    explicit OptionsPage(QWidget *parent = nullptr);

    OptionsDraft draft() const;
    void setDraft(const OptionsDraft &draft);
    /// Puts the cursor where the problem is.
    void showProblem();
    void focusFirst();

signals:
    void edited();

private:
    struct Deadline {
        std::chrono::milliseconds OptionsDraft::*time;
        SecondsBox *box;
    };

    QWidget *buildLimits();
    QWidget *buildConnections();
    QWidget *buildRoute();
    SecondsBox *addDeadline(QFormLayout *form, const char *name, const QString &caption,
                            const QString &toolTip, std::chrono::milliseconds OptionsDraft::*time);
    QCheckBox *addSwitch(const char *name, const QString &caption, const QString &toolTip) const;
    QComboBox *addChoice(const char *name, const QString &title, const QStringList &words) const;
    void takeEdit();
    void showState();

    QSpinBox *m_maxHops = nullptr;
    QList<Deadline> m_deadlines;
    QCheckBox *m_followRefresh = nullptr;
    QCheckBox *m_freshConnections = nullptr;
    QCheckBox *m_noResend = nullptr;
    QCheckBox *m_http2 = nullptr;
    QComboBox *m_trust = nullptr;
    FileField *m_authorityFile = nullptr;
    QComboBox *m_proxy = nullptr;
    QLineEdit *m_proxyAddress = nullptr;
    QPlainTextEdit *m_resolve = nullptr;
    NoteLine *m_note = nullptr;
};

} // namespace hoplens
