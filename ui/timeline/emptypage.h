// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

class QLabel;

namespace hoplens {

/// Stands where the timeline will be, and teaches how to read it.
class EmptyPage final : public QScrollArea {
    Q_OBJECT
public:
    explicit EmptyPage(QWidget *parent = nullptr);

    void setZoom(double zoom);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyFaces();

    QWidget *m_column = nullptr;
    QLabel *m_title = nullptr;
    double m_zoom = 1;
};

} // namespace hoplens
