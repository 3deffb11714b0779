// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timelinelayout.h"

#include <QWidget>

namespace hoplens {

/// What a listener is told when a trace went on: the hops from `firstUntold` (0-based) on that are
/// over, with their decisions, and at the end the headline. Many hops at once are counted, and only
/// the last one is read. `firstUntold` moves on. Pure.
QString newsOf(const Trace &trace, const TimelineLayout &layout, int &firstUntold);

/// Nothing to look at: a notification for screen readers, which speak it when it shows up. Qt 6.4
/// has no event to announce a sentence with.
class Announcer final : public QWidget {
    Q_OBJECT
public:
    explicit Announcer(QWidget *parent);

    /// Another trace; what is in it now is not news.
    void restart(const Trace &trace);
    void follow(const Trace &trace, const TimelineLayout &layout);

private:
    void say(const QString &sentence);

    int m_firstUntold = 0;
    bool m_over = false; ///< the end was told
};

} // namespace hoplens
