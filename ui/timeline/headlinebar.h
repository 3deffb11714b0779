// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/redirect/explain.h"
#include "ui/theme.h"
#include "ui/timeline/timelineitems.h"

#include <QWidget>

namespace hoplens {

enum class HeadlineMargins { Usual, Tight };

/// Where sentence and badges lie: badges at the right while the sentence keeps most of the width,
/// below it otherwise. Pure. In a low pane the margins above and below are `Tight`.
struct HeadlineLayout {
    QList<TextBox> sentence;
    QList<ChipBox> badges;
    int height = 0;
};
HeadlineLayout layoutHeadline(const QString &sentence, const QList<Badge> &badges, int width,
                              const TextFaces &faces,
                              Qt::LayoutDirection direction = Qt::LeftToRight,
                              HeadlineMargins margins = HeadlineMargins::Usual);

/// The answer first: one sentence about the whole trace, and its worst findings as badges.
class HeadlineBar final : public QWidget {
    Q_OBJECT
public:
    explicit HeadlineBar(QWidget *parent = nullptr);

    void setHeadline(const QString &sentence, const QList<Badge> &badges);
    void setZoom(double zoom);
    void setMargins(HeadlineMargins margins);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();

    QString m_sentence;
    QList<Badge> m_badges;
    HeadlineLayout m_layout;
    Theme m_theme;
    TextFaces m_faces;
    double m_zoom = 1;
    HeadlineMargins m_margins = HeadlineMargins::Usual;
};

} // namespace hoplens
