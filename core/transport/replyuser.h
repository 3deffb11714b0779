// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

namespace hoplens {

/// Hears of a reply what its signals say: plain calls, because two connections for each hop cost
/// more than its head. It may delete the reply.
class ReplyUser {
public:
    virtual void replyAnswered() = 0; ///< metaDataChanged()
    virtual void replyEnded() = 0; ///< finished()

protected:
    ~ReplyUser() = default;
};

} // namespace hoplens
