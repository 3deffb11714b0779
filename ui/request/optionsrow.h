// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/tracer.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace hoplens {

/// When a trace gives up, after how many redirects or seconds; whether it follows what only a page
/// follows; and over which connections and whose network stack it goes.
class OptionsRow final : public QWidget {
    Q_OBJECT
public:
    explicit OptionsRow(QWidget *parent = nullptr);

    TraceOptions options() const;
    /// What the row has a field for; seconds are rounded up.
    void setOptions(const TraceOptions &options);
    /// What differs from the default, in a few words; empty when nothing does.
    QString summary() const;

signals:
    void edited();

private:
    QSpinBox *addField(const QString &name, const QString &caption, const QString &offText,
                       int offValue);

    QSpinBox *m_maxHops = nullptr;
    QSpinBox *m_timeout = nullptr;
    QCheckBox *m_followRefresh = nullptr;
    QCheckBox *m_freshConnections = nullptr;
    QCheckBox *m_http2 = nullptr;
};

} // namespace hoplens
