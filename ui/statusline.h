// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStatusBar>

class QLabel;

namespace hoplens {

class SpokenNotice;
struct Trace;

/// Left: where the lab listens, and short notices. Right: hops and time of the trace.
class StatusLine final : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setLabAddresses(const QString &addresses);
    void showTrace(const Trace &trace);
    /// Goes by itself after a few seconds.
    void notice(const QString &text);

private:
    QLabel *m_labStatus = nullptr;
    QLabel *m_traceStatus = nullptr;
    SpokenNotice *m_spoken = nullptr;
};

} // namespace hoplens
