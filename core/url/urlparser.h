// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/url/url.h"

namespace hoplens {

/// The URL standard's basic URL parser (§4.4), without state override. Each of the standard's
/// states is a function of that name, which reads everything that its state would and goes on with
/// the next; the states form no circle, so input of any size takes linear time and no depth. Used
/// once.
class UrlParser {
public:
    UrlParser(const QByteArray &input, const Url *base);

    Result<Url> parse();

private:
    Result<void> schemeStart();
    Result<void> noScheme();
    Result<void> pathOrAuthority();
    Result<void> relative();
    Result<void> relativeSlash();
    Result<void> specialAuthorityIgnoreSlashes();
    Result<void> authority();
    Result<void> host(const QByteArray &hostAndPort);
    Result<void> port(const QByteArray &digits);
    Result<void> file();
    Result<void> fileSlash();
    Result<void> fileHost();
    Result<void> pathStart();
    Result<void> path();
    Result<void> opaquePath();
    Result<void> queryAndFragment();

    bool atEnd() const { return m_pointer >= m_input.size(); }
    bool at(char c) const { return !atEnd() && m_input.at(m_pointer) == c; }
    bool isSlash(char c) const { return c == '/' || (m_special && c == '\\'); }
    bool atSlash() const { return !atEnd() && isSlash(m_input.at(m_pointer)); }
    /// At the end of a path: nothing more, or a query, or a fragment.
    bool atPathEnd() const { return atEnd() || at('?') || at('#'); }
    QByteArrayView remaining() const { return QByteArrayView(m_input).sliced(m_pointer); }
    /// Everything before the first octet that ends an authority or a path segment.
    QByteArrayView upToSlash() const;
    void setScheme(const QByteArray &scheme);
    void takeAuthorityOfBase();
    bool baseIsFile() const { return m_base != nullptr && m_base->scheme == "file"; }

    QByteArray m_input;
    const Url *m_base;
    qsizetype m_pointer = 0;
    Url m_url;
    bool m_special = false;
};

} // namespace hoplens
