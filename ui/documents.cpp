// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/documents.h"

#include "ui/filequestions.h"
#include "ui/formatting.h"
#include "ui/opentraces.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QWidget>

namespace hoplens {

namespace {

const QString recentKey = QStringLiteral("recentFiles");

} // namespace

Documents::Documents(QWidget *window, OpenTraces *traces)
    : QObject(window)
    , m_window(window)
    , m_traces(traces)
{
}

Document &Documents::document() const
{
    return m_traces->current().document;
}

QString Documents::path() const
{
    return document().path;
}

bool Documents::open(const QString &path)
{
    const int place = m_traces->indexOfFile(QFileInfo(path).absoluteFilePath());
    if (place >= 0 && place != m_traces->currentIndex()) {
        m_traces->setCurrentIndex(place);
        return true;
    }
    const Result<Trace> trace = loadTraceFile(path);
    if (!trace) {
        emit failed(trace.error().detail);
        return false;
    }
    if (place < 0) {
        m_traces->makeRoom();
    }
    emit opened(*trace);
    // Saving it again must neither lose nor reveal what the file holds.
    remember(path, trace->redacted ? Secrets::Redact : Secrets::Show);
    return true;
}

bool Documents::save(const Trace &trace, const QString &path, Secrets secrets)
{
    const Result<void> written = saveFile(path, writeTrace(trace, secrets));
    if (!written) {
        emit failed(written.error().detail);
        return false;
    }
    remember(path, secrets);
    emit saved(secrets);
    return true;
}

void Documents::askAndOpen()
{
    if (const QString path = askWhatToOpen(m_window); !path.isEmpty()) {
        open(path);
    }
}

void Documents::saveAgain(const Trace &trace)
{
    if (const Document known = document(); known.path.isEmpty()) {
        askAndSave(trace);
    } else {
        save(trace, known.path, known.secrets);
    }
}

void Documents::askAndSave(const Trace &trace)
{
    const QString suggestion = path().isEmpty() ? u"trace.hoplens"_qs : path();
    if (const std::optional<SaveAnswer> answer = askWhereToSave(m_window, suggestion)) {
        save(trace, answer->path, answer->secrets);
    }
}

QStringList Documents::recent() const
{
    return QSettings().value(recentKey).toStringList().mid(0, recentLimit);
}

void Documents::fillRecentMenu(QMenu *menu)
{
    menu->clear();
    menu->setToolTipsVisible(true);
    const QStringList files = recent();
    for (const QString &path : files) {
        QString name = visibleText(QFileInfo(path).fileName());
        QAction *action = menu->addAction(name.replace(u'&', u"&&"_qs));
        action->setToolTip(toolTipText(path));
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    if (files.isEmpty()) {
        menu->addAction(tr("No files yet"))->setEnabled(false);
    }
}

void Documents::remember(const QString &path, Secrets secrets)
{
    document() = {QFileInfo(path).absoluteFilePath(), secrets};
    QStringList files = recent();
    files.removeAll(this->path());
    files.prepend(this->path());
    QSettings().setValue(recentKey, QVariant(files.mid(0, recentLimit)));
    emit changed();
}

} // namespace hoplens
