// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/panearrangement.h"

#include "ui/windowsettings.h"

#include <QAction>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace hoplens {

namespace {

/// Scrolls what is in it up and down where the window is too low for it, so that large letters
/// make neither the window grow nor anything disappear.
class LowRoom final : public QScrollArea {
public:
    explicit LowRoom(QWidget *content)
    {
        setFrameShape(NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWidgetResizable(true);
        setWidget(content);
    }

    QSize minimumSizeHint() const override
    {
        constexpr int leastLines = 2; // in sight
        const QSize needed = widget()->minimumSizeHint();
        return {needed.width(), std::min(needed.height(), leastLines * fontMetrics().height())};
    }
};

// Pixels.
constexpr int sideBySideFrom = 900; // width of trace and inspector together
constexpr int leastBesidePanel = 800; // width of trace and inspector
constexpr int leastPanel = 260; // width

} // namespace

PaneArrangement::PaneArrangement(QWidget *panel, QWidget *tabs, QWidget *trace, QWidget *inspector)
    : m_panel(panel)
    , m_story(new QWidget)
    , m_inspector(inspector)
    , m_sides(new QSplitter)
    , m_panes(new QSplitter)
{
    m_panes->setObjectName(u"splitter"_qs);
    m_panes->addWidget(trace);
    m_panes->addWidget(inspector);
    m_panes->setStretchFactor(0, 3);
    m_panes->setStretchFactor(1, 2);
    m_panes->setChildrenCollapsible(false);
    m_panes->setHandleWidth(1); // a line; Qt takes the mouse some pixels beside it, too

    auto *column = new QVBoxLayout(m_story);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs);
    column->addWidget(new LowRoom(m_panes), 1);

    m_sides->setObjectName(u"sides"_qs);
    m_sides->addWidget(panel);
    m_sides->addWidget(m_story);
    m_sides->setStretchFactor(0, 0);
    m_sides->setStretchFactor(1, 1);
    m_sides->setChildrenCollapsible(false);
    m_sides->setHandleWidth(1);
    panel->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sides);
}

void PaneArrangement::setInspectorShown(bool shown)
{
    if (m_inspector->isHidden() == shown) {
        m_inspector->setVisible(shown);
        sharePanes();
    }
}

void PaneArrangement::setPanelShown(bool shown)
{
    if (m_panel->isHidden() == shown) {
        m_panel->setVisible(shown);
        m_story->setVisible(!panelCoversTrace());
        sharePanel();
        arrange();
        emit panelShownChanged(shown);
    }
}

void PaneArrangement::bindPanel(QAction *action) const
{
    connect(action, &QAction::toggled, this, &PaneArrangement::setPanelShown);
    connect(this, &PaneArrangement::panelShownChanged, action, &QAction::setChecked);
    rememberSwitch(action);
}

bool PaneArrangement::panelCoversTrace() const
{
    return m_isNarrow && !m_panel->isHidden();
}

void PaneArrangement::uncoverTrace()
{
    if (panelCoversTrace()) {
        setPanelShown(false);
    }
}

/// Large letters need more.
int PaneArrangement::panelWidth() const
{
    return std::max(leastPanel, m_panel->minimumSizeHint().width());
}

/// Two fifths for the inspector, until the user moves the handle.
void PaneArrangement::sharePanes()
{
    const QSize room = m_panes->size();
    const int all = std::max(room.width(), room.height());
    m_panes->setSizes({all * 3 / 5, all * 2 / 5});
}

void PaneArrangement::sharePanel()
{
    m_sides->setSizes({panelWidth(), std::max(0, width() - panelWidth())});
}

void PaneArrangement::arrange()
{
    const bool isNarrow = width() < panelWidth() + leastBesidePanel;
    if (isNarrow != m_isNarrow) {
        m_isNarrow = isNarrow;
        // The trace is what the window is for: it stays when room gets scarce.
        if (isNarrow) {
            setPanelShown(false);
        } else if (m_story->isHidden()) {
            m_story->show();
            sharePanel();
        }
    }
    const int room = width() - (m_panel->isHidden() ? 0 : m_panel->width());
    const auto orientation = room < sideBySideFrom ? Qt::Vertical : Qt::Horizontal;
    if (m_panes->orientation() != orientation) {
        m_panes->setOrientation(orientation);
        sharePanes();
    }
}

void PaneArrangement::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace hoplens
