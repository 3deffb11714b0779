// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/timeline/emptypage.h"

#include "ui/timeline/timelinepainter.h"

#include <QEvent>
#include <QKeySequence>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace hoplens {

namespace {

using Kind = LaneSegment::Kind;

constexpr int pictureWidth = 24;
constexpr int pictureHeight = 48;
constexpr int mostCharacters = 88; // a longer line is hard to read

/// A lane as the timeline draws it.
class LanePicture final : public QWidget {
public:
    LanePicture(const QList<LaneSegment> &lanes, QWidget *parent)
        : QWidget(parent)
        , m_lanes(lanes)
    {
        setFixedSize(pictureWidth, pictureHeight);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme = themeFor(palette());
        for (const LaneSegment &segment : m_lanes) {
            paintLane(painter, segment, theme);
        }
    }

private:
    QList<LaneSegment> m_lanes;
};

LaneSegment piece(Lane lane, Kind kind, int from, int to, bool recoloured = false)
{
    return {lane, kind, pictureWidth / 2, from, to, 4, recoloured};
}

QList<LaneSegment> keptLane()
{
    return {piece(Lane::Method, Kind::Kept, 0, pictureHeight)};
}

QList<LaneSegment> changedLane()
{
    return {piece(Lane::Method, Kind::Kept, 0, 14),
            piece(Lane::Method, Kind::Changed, 14, 34, true),
            piece(Lane::Method, Kind::Kept, 34, pictureHeight, true)};
}

QList<LaneSegment> droppedLane()
{
    return {piece(Lane::Body, Kind::Kept, 0, 18), piece(Lane::Body, Kind::Dropped, 18, 32),
            piece(Lane::Body, Kind::EndStop, 32, 32)};
}

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyPage::EmptyPage(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget(this);
    m_column = new QWidget(page);
    auto *frame = new QHBoxLayout(page);
    frame->setContentsMargins(24, 24, 24, 24);
    frame->addStretch(1);
    frame->addWidget(m_column, 1000); // all the room up to its greatest width
    frame->addStretch(1);
    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins({});
    column->setSpacing(12);
    m_title = paragraph(tr("See what a redirect does to your request"), m_column);
    column->addWidget(m_title);
    column->addWidget(paragraph(
        tr("Press Send (%1). Every answer becomes a card. Between two cards stands what the "
           "client decided, and why. Two lanes run beside them: the outer one carries the "
           "method, the inner one the body.")
            .arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)),
        m_column));
    const auto addRow = [&](const QList<LaneSegment> &lanes, const QString &text) {
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        row->addWidget(new LanePicture(lanes, m_column));
        row->addWidget(paragraph(text, m_column), 1);
        column->addLayout(row);
    };
    addRow(keptLane(), tr("The lane goes on: kept as you sent it."));
    addRow(changedLane(), tr("The lane breaks and takes another colour: the method was changed."));
    addRow(droppedLane(), tr("The lane ends: the body was dropped."));
    column->addStretch(1);
    setWidget(page);
    applyFaces();
}

void EmptyPage::setZoom(double zoom)
{
    m_zoom = zoom;
    applyFaces();
}

void EmptyPage::applyFaces()
{
    const TextFaces faces = textFaces(font(), m_zoom);
    widget()->setFont(faces.normal);
    m_title->setFont(faces.large);
    m_column->setMaximumWidth(QFontMetrics(faces.normal).averageCharWidth() * mostCharacters);
    const Theme theme = themeFor(palette());
    QPalette colors = widget()->palette();
    colors.setColor(QPalette::Window, theme.background);
    colors.setColor(QPalette::WindowText, theme.text);
    if (colors != widget()->palette()) {
        widget()->setPalette(colors);
    }
    widget()->setAutoFillBackground(true);
}

void EmptyPage::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    const QEvent::Type type = event->type();
    if (widget() != nullptr
        && (type == QEvent::PaletteChange || type == QEvent::FontChange
            || type == QEvent::StyleChange)) {
        applyFaces();
    }
}

} // namespace hoplens
