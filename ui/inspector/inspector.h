// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/trace/trace.h"

#include <QTabWidget>

namespace hoplens {

class PageView;

/// Why, Request, Response and Cookies of the selected hop.
class Inspector final : public QTabWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget *parent = nullptr);

    /// `hop` is 0-based; -1, or one that is not in the trace, shows nothing. Show a redacted trace
    /// if secrets must not be seen.
    void showHop(const Trace &trace, int hop);
    void setZoom(double zoom);

private:
    PageView *addPage(const QString &name, const QString &title, const QString &description);

    PageView *m_whyPage = nullptr;
    PageView *m_requestPage = nullptr;
    PageView *m_responsePage = nullptr;
    PageView *m_cookiesPage = nullptr;
};

} // namespace hoplens
