// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timeline/timelinelayout.h"

#include <QObject>

namespace hoplens {

class SpokenNotice;

/// What a listener is told when a trace went on: the hops from `firstUntold` (0-based) on that are
/// over, with their decisions, and at the end the headline. Many hops at once are counted, and only
/// the last one is read. `firstUntold` moves on. Pure.
QString newsOf(const Trace &trace, const TimelineLayout &layout, int &firstUntold);

/// Has a trace that goes on spoken as it does.
class Announcer final : public QObject {
    Q_OBJECT
public:
    /// `notice` must live as long.
    Announcer(SpokenNotice *notice, QObject *parent);

    /// Another trace; what is in it now is not news.
    void restart(const Trace &trace);
    void follow(const Trace &trace, const TimelineLayout &layout);

private:
    SpokenNotice *m_notice;
    int m_firstUntold = 0;
    bool m_over = false; ///< the end was told
};

} // namespace hoplens
