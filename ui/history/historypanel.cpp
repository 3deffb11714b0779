// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/history/historypanel.h"

#include "core/history/history.h"
#include "ui/history/historydelegate.h"
#include "ui/history/historymodel.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace hoplens {

HistoryPanel::HistoryPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new HistoryModel(this))
    , m_search(new QLineEdit)
    , m_pages(new QStackedWidget)
    , m_list(new QListView)
    , m_empty(new QLabel)
{
    setAutoFillBackground(true);
    m_search->setObjectName(u"historySearch"_qs);
    m_search->setAccessibleName(tr("Search the history"));
    m_search->setPlaceholderText(tr("Search the history"));
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, m_model, &HistoryModel::setQuestion);

    m_empty->setObjectName(u"historyEmpty"_qs);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_empty->setContentsMargins(12, 8, 12, 8);
    connectList();
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);

    auto *search = new QHBoxLayout;
    search->setContentsMargins(12, 0, 12, 4);
    search->addWidget(m_search);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(buildHead());
    layout->addLayout(search);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buildFoot());
    applyColors();
    showState();
}

QWidget *HistoryPanel::buildHead()
{
    auto *title = new QLabel(tr("History"));
    title->setTextFormat(Qt::PlainText);
    title->setFont(textFaces(font()).strong);
    title->setContentsMargins(4, 0, 4, 0);
    auto *close = new QToolButton;
    close->setObjectName(u"closeHistory"_qs);
    close->setText(tr("Close"));
    close->setAccessibleName(tr("Close the history"));
    close->setToolTip(tr("Close the history (Ctrl+H)"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &HistoryPanel::closeRequested);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(8, 4, 8, 0);
    row->addWidget(title);
    row->addStretch();
    row->addWidget(close);
    return head;
}

QWidget *HistoryPanel::buildFoot()
{
    m_keep = new QCheckBox(tr("&Keep history"));
    m_keep->setObjectName(u"keepHistory"_qs);
    m_keep->setToolTip(tr("Keeps every finished trace on this computer, secrets blotted out"));
    connect(m_keep, &QCheckBox::toggled, this, [this](bool keeping) {
        if (m_history != nullptr) {
            m_history->setKeeping(keeping);
            showState();
            emit keepingChanged(keeping);
        }
    });
    m_clear = new QPushButton(tr("Clear…"));
    m_clear->setObjectName(u"clearHistory"_qs);
    m_clear->setAccessibleName(tr("Clear the history"));
    connect(m_clear, &QPushButton::clicked, this, &HistoryPanel::askToClear);
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 4, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_keep);
    row->addStretch();
    row->addWidget(m_clear);
    return foot;
}

void HistoryPanel::connectList()
{
    auto *delegate = new HistoryDelegate(this);
    m_list->setObjectName(u"historyList"_qs);
    m_list->setAccessibleName(tr("Kept traces"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    connect(delegate, &HistoryDelegate::pinClicked, this, [this](const QModelIndex &index) {
        m_list->setCurrentIndex(index);
        togglePin();
    });
    connect(m_list, &QListView::doubleClicked, this, [this] { open(false); });
    connect(m_list, &QListView::customContextMenuRequested, this,
            [this](const QPoint &where) { showMenu(m_list->viewport()->mapToGlobal(where)); });
    // The selection stays with its entry, or where it was.
    connect(m_model, &HistoryModel::aboutToArrange, this, [this] {
        const HistoryEntry *entry = current();
        m_selected = entry == nullptr ? QString() : entry->id;
        m_selectedRow = m_list->currentIndex().row();
    });
    connect(m_model, &HistoryModel::arranged, this, [this] {
        QModelIndex index = m_model->indexOf(m_selected);
        if (!index.isValid() && m_selectedRow >= 0) {
            index = m_model->index(std::min(m_selectedRow, m_model->rowCount() - 1));
        }
        if (index.isValid() && m_model->entryAt(index) != nullptr) {
            m_list->setCurrentIndex(index);
        }
        showState();
    });
}

void HistoryPanel::setHistory(History *history)
{
    m_history = history;
    const QSignalBlocker blocker(m_keep);
    m_keep->setChecked(history->isKeeping());
    m_model->setHistory(history);
}

void HistoryPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

const HistoryEntry *HistoryPanel::current() const
{
    return m_model->entryAt(m_list->currentIndex());
}

void HistoryPanel::showEvent(QShowEvent *event)
{
    m_search->setClearButtonEnabled(true); // looks through icon themes: 5 ms that no start needs
    QWidget::showEvent(event);
}

void HistoryPanel::open(bool inNewTab)
{
    if (const HistoryEntry *entry = current()) {
        emit openRequested(QString(entry->id), inNewTab);
    }
}

void HistoryPanel::togglePin()
{
    if (const HistoryEntry *entry = current()) {
        m_history->setPinned(QString(entry->id), !entry->pinned);
    }
}

void HistoryPanel::removeCurrent()
{
    if (const HistoryEntry *entry = current()) {
        m_history->remove(QString(entry->id));
        emit removed();
    }
}

void HistoryPanel::showMenu(const QPoint &where)
{
    const HistoryEntry *entry = current();
    if (entry == nullptr) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(u"historyMenu"_qs);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char *name, const QString &text, const QKeySequence &keys,
                         const std::function<void()> &act) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys); // shown; the list itself listens to them
        connect(action, &QAction::triggered, this, act);
    };
    add("openEntry", tr("&Open"), Qt::Key_Return, [this] { open(false); });
    add("openEntryInTab", tr("Open in New &Tab"), Qt::SHIFT | Qt::Key_Return,
        [this] { open(true); });
    menu->addSeparator();
    add("pinEntry", entry->pinned ? tr("Un&pin") : tr("&Pin"), Qt::CTRL | Qt::Key_D,
        [this] { togglePin(); });
    add("copyEntryUrl", tr("&Copy URL"), QKeySequence::Copy,
        [this, url = QString::fromLatin1(entry->url)] { emit copyRequested(url); });
    menu->addSeparator();
    add("removeEntry", tr("&Delete"), QKeySequence::Delete, [this] { removeCurrent(); });
    menu->popup(where);
}

void HistoryPanel::askToClear()
{
    const QList<HistoryEntry> &entries = m_history->entries();
    const bool hasPins = std::any_of(entries.begin(), entries.end(),
                                     [](const HistoryEntry &entry) { return entry.pinned; });
    auto *question = new QMessageBox(this);
    question->setObjectName(u"clearQuestion"_qs);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setIcon(QMessageBox::Question);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Clear History"));
    question->setText(entries.size() == 1
                          ? tr("Delete the kept trace? It cannot be brought back.")
                          : tr("Delete the %1 kept traces? They cannot be brought back.")
                                .arg(QLocale().toString(entries.size())));
    auto *pins = new QCheckBox(tr("&Pinned ones, too"));
    pins->setObjectName(u"clearPinned"_qs);
    if (hasPins) {
        question->setCheckBox(pins);
    } else {
        delete pins;
        pins = nullptr;
    }
    QPushButton *clear = question->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    clear->setObjectName(u"clear"_qs);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(clear, &QPushButton::clicked, this, [this, pins] {
        m_history->clear(pins != nullptr && !pins->isChecked() ? HistoryStore::Pinned::Keep
                                                               : HistoryStore::Pinned::Remove);
    });
    question->open();
}

void HistoryPanel::showState()
{
    const bool isEmpty = m_history == nullptr || m_history->entries().isEmpty();
    if (isEmpty && !m_keep->isChecked()) {
        m_empty->setText(tr("Nothing is kept: the history is switched off."));
    } else if (isEmpty) {
        m_empty->setText(tr("Every finished trace is kept here, on this computer alone, with its "
                            "secrets blotted out."));
    } else {
        m_empty->setText(tr("No kept trace has all of these words."));
    }
    m_pages->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    m_clear->setEnabled(!isEmpty);
    m_keep->setEnabled(m_history != nullptr);
}

bool HistoryPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_search) {
        if (key->key() == Qt::Key_Down || isReturn) {
            for (int row = 0; row < m_model->rowCount() && current() == nullptr; ++row) {
                m_list->setCurrentIndex(m_model->index(row));
            }
            m_list->setFocus();
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        return false;
    }
    if (isReturn && (key->modifiers() & Qt::ControlModifier) == 0) {
        open(key->modifiers().testFlag(Qt::ShiftModifier));
    } else if (key->key() == Qt::Key_Delete) { // Ctrl+D is a Delete to some systems
        removeCurrent();
    } else if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
        togglePin();
    } else if (key->matches(QKeySequence::Copy) && current() != nullptr) {
        emit copyRequested(QString::fromLatin1(current()->url));
    } else {
        return QWidget::eventFilter(watched, event);
    }
    return true;
}

void HistoryPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit closeRequested();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void HistoryPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColors();
    }
}

void HistoryPanel::applyColors()
{
    QPalette muted = m_empty->palette();
    muted.setColor(QPalette::WindowText, themeFor(palette()).mutedText);
    m_empty->setPalette(muted);
}

} // namespace hoplens
