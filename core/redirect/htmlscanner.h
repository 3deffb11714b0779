// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>

namespace hoplens {

/// A start or end tag as the HTML tokenizer sees it.
struct HtmlTag {
    QByteArray name; ///< in lower case
    bool isEnd = false;
    QHash<QByteArray, QByteArray>
        attributes; ///< names in lower case, values decoded; the first wins
};

/// Finds the tags of an HTML document as the standard's tokenizer would (§13.2.5): comments, and
/// the text of elements such as script, are passed over. Builds no tree; linear in the document's
/// length.
class HtmlScanner {
public:
    enum class Kind { Html, Xml }; ///< in XML no element's text is special, and CDATA sections are

    HtmlScanner(const QByteArray &document, Kind kind);

    /// The next tag; absent at the end. A tag that is cut off is none.
    std::optional<HtmlTag> next();

private:
    bool at(QByteArrayView text) const;
    bool atLetter(qsizetype position) const;
    void skipPast(QByteArrayView text);
    void skipComment();
    void skipElementText(const QByteArray &name);
    void skipScript();
    bool isEndTagAt(qsizetype position, const QByteArray &name) const;
    void skipSpace();
    std::optional<HtmlTag> readTag();
    bool readAttribute(HtmlTag &tag);
    QByteArray readName(QByteArrayView ends);
    std::optional<QByteArray> readValue();

    QByteArray m_text;
    Kind m_kind;
    qsizetype m_at = 0;
};

/// HTML's character references in an attribute's value, decoded to UTF-8. Of the named ones those
/// of ASCII and Latin-1, which addresses are made of; others stay as written.
QByteArray decodedReferences(const QByteArray &value);

} // namespace hoplens
