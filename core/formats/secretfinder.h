// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

#include <array>

namespace hoplens {

/// The secrets that were met, each once. Bounded, so that no server can make saving slow.
class SecretList {
public:
    static constexpr qsizetype countLimit = 1000;
    static constexpr qsizetype shortest = 4; ///< octets; anything shorter stands everywhere

    /// Keeps a value unless it is too short, the mark, or a word that gives nothing away ("true").
    void add(const QByteArray &value);
    const QList<QByteArray> &values() const { return m_values; }

private:
    QList<QByteArray> m_values;
    QSet<QByteArray> m_known;
};

/// Finds known secrets in any text, in clear, percent-encoded, escaped for JSON or for HTML. The
/// time is linear in the text, whatever the secrets are (the automaton of Aho and Corasick).
class SecretFinder {
public:
    explicit SecretFinder(const SecretList &secrets);

    bool isEmpty() const { return m_nodes.size() == 1; }

    enum class End { Whole, CutOff };
    /// The text with redactedMark in place of each secret. Of a text that was cut off, the end goes
    /// too when a secret may have begun there. Finds shorter than `shortest` octets stay.
    QByteArray blotted(const QByteArray &text, End end = End::Whole,
                       qsizetype shortest = SecretList::shortest) const;
    QString blotted(const QString &text) const;

private:
    struct Node {
        int firstChild = 0;
        int sibling = 0;
        int fail = 0; ///< longest proper suffix that is a node as well
        int depth = 0;
        int match = 0; ///< octets of the longest secret that ends here
        char octet = 0;
    };
    struct Span {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    enum class Reading { AsWritten, PercentDecoded, JsonUnescaped };

    void insert(const QByteArray &pattern);
    void linkSuffixes();
    int child(int node, char octet) const;
    int step(int node, char octet) const;
    void find(const QByteArray &text, Reading reading, End end, QList<Span> &spans) const;

    QList<Node> m_nodes;
    std::array<int, 256> m_first{};
};

} // namespace hoplens
