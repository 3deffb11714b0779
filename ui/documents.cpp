// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/documents.h"

#include "core/formats/har.h"
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
    const Result<void> shown = show(path);
    if (!shown) {
        emit failed(shown.error().detail);
    }
    return static_cast<bool>(shown);
}

void Documents::openAll(const QStringList &paths)
{
    QStringList problems;
    for (const QString &path : paths) {
        if (const Result<void> shown = show(path); !shown) {
            problems.append(shown.error().detail);
        }
    }
    if (!problems.isEmpty()) {
        emit failed(problems.size() == 1 ? problems.constFirst()
                                         : tr("%1 (%L2 more files could not be opened either)")
                                               .arg(problems.constFirst())
                                               .arg(problems.size() - 1));
    }
}

Result<void> Documents::show(const QString &path)
{
    const int place = m_traces->indexOfFile(QFileInfo(path).absoluteFilePath());
    if (place >= 0 && place != m_traces->currentIndex()) {
        m_traces->setCurrentIndex(place);
        return {};
    }
    const Result<OpenedFile> file = loadTraces(path);
    if (!file) {
        return file.error();
    }
    const Trace &first = file->traces.constFirst();
    if (file->isHar) {
        present(first); // what is saved then is one chain, and never replaces the whole recording
        addRecent(path);
        emit chainsFound(file->traces);
        return {};
    }
    if (place < 0) {
        m_traces->makeRoom();
    }
    emit opened(first);
    // Saving it again must neither lose nor reveal what the file holds.
    remember(path, first.redacted ? Secrets::Redact : Secrets::Show);
    return {};
}

void Documents::present(const Trace &trace)
{
    m_traces->makeRoom();
    emit opened(trace);
    emit changed();
}

bool Documents::save(const Trace &trace, const QString &path, Secrets secrets)
{
    const Result<void> written = saveTrace(path, trace, secrets);
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
        action->setToolTip(toolTipText(visibleText(path)));
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    if (files.isEmpty()) {
        menu->addAction(tr("No files yet"))->setEnabled(false);
    }
}

void Documents::remember(const QString &path, Secrets secrets)
{
    document() = {QFileInfo(path).absoluteFilePath(), secrets};
    addRecent(path);
    emit changed();
}

void Documents::addRecent(const QString &path) const
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList files = recent();
    files.removeAll(absolute);
    files.prepend(absolute);
    QSettings().setValue(recentKey, QVariant(files.mid(0, recentLimit)));
}

} // namespace hoplens
