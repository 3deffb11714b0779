// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/inspector/bodypreview.h"

#include "core/formats/jsontext.h"
#include "core/redirect/explain.h"
#include "core/trace/bodycontent.h"
#include "ui/inspector/octets.h"
#include "ui/inspector/picture.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace hoplens {

namespace {

using Style = PageLine::Style;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BodyPreview)
};

/// What one look may cost.
struct Bounds {
    qsizetype text = 65'536; // octets
    qsizetype binary = 4'096; // octets
    qsizetype lines = 2'000;
};
constexpr Bounds wholeBounds{1'048'576, 131'072, 20'000};

/// The octets up to and including the line that is the last one allowed.
QByteArray firstLines(const QByteArray &bytes, qsizetype lines)
{
    qsizetype at = 0;
    for (qsizetype line = 0; line < lines; ++line) {
        const qsizetype lineFeed = bytes.indexOf('\n', at);
        if (lineFeed < 0) {
            return bytes;
        }
        at = lineFeed + 1;
    }
    return bytes.left(at);
}

class Preview {
    Q_DECLARE_TR_FUNCTIONS(BodyPreview)
public:
    Preview(const Body &body, const std::optional<DecodedContent> &content,
            const BodyChoice &choice)
        : m_body(body)
        , m_content(content)
        , m_isDecoded(content && (content->size > 0 || body.bytes.isEmpty()))
        , m_bytes(m_isDecoded ? content->bytes : body.bytes)
        , m_size(m_isDecoded ? content->size : body.size)
        , m_bounds(choice.whole ? wholeBounds : Bounds{})
    {
    }

    BodyPreview make(const QString &title, const BodyChoice &choice);

private:
    QList<BodyForm> forms();
    void addOctets(BodyForm form);
    void addPicture();
    void addNotes();
    void note(const QString &text);

    const Body &m_body;
    const std::optional<DecodedContent> &m_content;
    bool m_isDecoded;
    const QByteArray &m_bytes;
    qint64 m_size;
    Bounds m_bounds;
    std::optional<QByteArray> m_json;
    qint64 m_shown = -1; ///< octets of m_bytes; -1: shown in another way
    BodyPreview m_preview;
};

QList<BodyForm> Preview::forms()
{
    if (!pictureKind(m_bytes).isEmpty()) {
        return {BodyForm::Picture, BodyForm::Hex, BodyForm::Text};
    }
    m_json = indentedJson(m_bytes);
    if (m_json) {
        return {BodyForm::Json, BodyForm::Text, BodyForm::Hex};
    }
    return looksLikeText(m_bytes) ? QList{BodyForm::Text, BodyForm::Hex}
                                  : QList{BodyForm::Hex, BodyForm::Text};
}

void Preview::note(const QString &text)
{
    if (!text.isEmpty()) {
        m_preview.block.lines.append(PageLine{Style::Muted, text});
    }
}

void Preview::addOctets(BodyForm form)
{
    const bool isHex = form == BodyForm::Hex;
    const QByteArray &all = form == BodyForm::Json ? *m_json : m_bytes;
    const QByteArray shown =
        isHex ? all.left(m_bounds.binary) : firstLines(all.left(m_bounds.text), m_bounds.lines);
    if (!shown.isEmpty()) {
        m_preview.block.lines += isHex ? hexLines(shown) : textLines(shown);
    }
    m_preview.isCut = shown.size() < all.size();
    m_shown = form == BodyForm::Json ? -1 : shown.size();
    if (form == BodyForm::Json && m_preview.isCut) {
        note(tr("This is the beginning; there is more."));
    }
}

void Preview::addPicture()
{
    const DecodedPicture picture = decodePicture(m_bytes);
    const QLocale locale;
    QString description = pictureKind(m_bytes);
    if (!picture.size.isEmpty()) {
        description = tr("%1 picture, %2 × %3 pixels", "kind, width, height")
                          .arg(description, locale.toString(picture.size.width()),
                               locale.toString(picture.size.height()));
    }
    if (picture.image.isNull()) {
        note(description + u". "_qs + picture.problem);
        addOctets(BodyForm::Hex);
        return;
    }
    m_preview.block.lines.append(
        PageLine{Style::Muted, description, Ink::Text, false, std::nullopt, picture.image});
}

void Preview::addNotes()
{
    const bool isPart = m_shown >= 0 && m_shown < m_size && !(m_isDecoded && m_body.redacted);
    if (isPart) {
        note(tr("The first %1 of %2.").arg(sizeText(m_shown), sizeText(m_size)));
    } else if (m_body.truncated && !m_isDecoded) {
        note(tr("Not complete."));
    }
    if (m_content) {
        note(decodingSentence(m_body, *m_content));
    }
}

BodyPreview Preview::make(const QString &title, const BodyChoice &choice)
{
    m_preview.forms = forms();
    m_preview.form = choice.form && m_preview.forms.contains(*choice.form)
        ? *choice.form
        : m_preview.forms.constFirst();
    m_preview.block.lines.append(PageLine{
        Style::Heading, tr("%1 · %2", "title · size").arg(title, bodySizeText(m_body, m_content))});
    if (m_preview.form == BodyForm::Picture) {
        addPicture();
    } else {
        addOctets(m_preview.form);
    }
    addNotes();
    return m_preview;
}

} // namespace

BodyPreview bodyPreview(const Body &body, const QString &title,
                        const std::optional<DecodedContent> &content, const BodyChoice &choice)
{
    return Preview(body, content, choice).make(title, choice);
}

QString bodyFormName(BodyForm form)
{
    switch (form) {
    case BodyForm::Text:
        return Words::tr("Text");
    case BodyForm::Json:
        return Words::tr("JSON");
    case BodyForm::Picture:
        return Words::tr("Picture");
    case BodyForm::Hex:
        return Words::tr("Hex");
    }
    Q_UNREACHABLE();
}

} // namespace hoplens
