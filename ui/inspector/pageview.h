// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspector/page.h"
#include "ui/inspector/pagefind.h"

#include <QTextEdit>

namespace hoplens {

class PageObject;

/// Shows a Page: to be read, searched, selected and copied, never edited, never read as HTML. Wraps
/// everything, so that it needs no horizontal scroll bar, unless lines of code shall not wrap.
class PageView final : public QTextEdit {
    Q_OBJECT
public:
    explicit PageView(QWidget *parent = nullptr);

    enum class Place { Top, AsItWas };
    /// The same page again changes nothing: selection and scroll position stay.
    void setPage(const Page &page, Place place = Place::Top);
    const Page &page() const { return m_page; }
    /// Scrolls so that the last block of the page begins at the top, if it is that long.
    void showLastBlock();
    void setZoom(double zoom);
    void setCodeWrapped(bool wrapped);

    /// Marks every hit; the current one is the first after where the reader is.
    void setFindTerm(const FindTerm &term);
    /// Goes to the next hit, or back to the one before, around the ends of the page.
    void findNext(bool backward = false);
    /// Leaves the current hit selected.
    void endFind();
    qsizetype hitCount() const { return m_hits.size(); }
    /// 0-based; -1 when there is none.
    qsizetype currentHit() const { return m_currentHit; }

signals:
    void hitsChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void render();
    void applyLook();
    int blockAt(const QPoint &place) const;
    void findAgain();
    void showCurrentHit();
    int firstVisible() const;
    void markVisibleHits();

    Page m_page;
    double m_zoom = 1.0;
    bool m_codeWrapped = true;
    Theme m_theme;
    TextFaces m_faces;
    PageObject *m_objects = nullptr;
    FindTerm m_term;
    QList<FindHit> m_hits;
    qsizetype m_currentHit = -1;
};

} // namespace hoplens
