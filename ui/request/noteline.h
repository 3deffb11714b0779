// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace hoplens {

/// One line that says how something stands. It always takes its place, so that nothing jumps when
/// it has something to say; what does not fit is in the tooltip.
class NoteLine final : public QLabel {
    Q_OBJECT
public:
    enum class Tone { Quiet, Problem };

    explicit NoteLine(QWidget *parent = nullptr);

    void setNote(const QString &sentence, Tone tone = Tone::Quiet);
    const QString &note() const { return m_note; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyColor();
    void elide();

    QString m_note;
    Tone m_tone = Tone::Quiet;
};

} // namespace hoplens
