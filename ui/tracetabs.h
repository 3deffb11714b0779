// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tracewords.h"

#include <QTabBar>

#include <optional>

namespace hoplens {

class OpenTraces;

/// One tab for each open trace, shown when there are two or more. Asks for closing, does the rest.
class TraceTabs final : public QTabBar {
    Q_OBJECT
public:
    explicit TraceTabs(OpenTraces *traces, QWidget *parent = nullptr);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void add(int index);
    void remove(int index);
    void describe(int index);
    void describeAll();
    QIcon iconOf(const std::optional<OutcomeMark> &mark) const;

    OpenTraces *m_traces = nullptr;
    int m_pressed = -1; ///< tab under the middle button
};

} // namespace hoplens
