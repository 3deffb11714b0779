// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "ui/drops.h"

#include "core/formats/pastedrequest.h"
#include "core/url/url.h"
#include "ui/formatting.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QMainWindow>
#include <QMimeData>
#include <QPainter>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace hoplens {

namespace {

constexpr int longestText = 4 * 1024 * 1024; // characters that are looked at

bool isWebAddress(const QString &text)
{
    return text.startsWith(u"http://"_qs, Qt::CaseInsensitive)
        || text.startsWith(u"https://"_qs, Qt::CaseInsensitive);
}

/// The first http or https address of a list, octet by octet: QUrl would tidy it up.
QString firstAddress(const QByteArray &uriList)
{
    const QByteArrayList lines = uriList.split('\n');
    const auto address = std::find_if(lines.begin(), lines.end(), [](const QByteArray &line) {
        return isWebAddress(QString::fromUtf8(line));
    });
    return address == lines.end() ? QString() : QString::fromUtf8(address->trimmed());
}

Dropped droppedUrls(const QList<QUrl> &urls, const QString &address)
{
    Dropped dropped;
    for (const QUrl &url : urls) {
        if (url.isLocalFile()) {
            dropped.files.append(url.toLocalFile());
        }
    }
    if (!dropped.files.isEmpty()) {
        dropped.kind = Dropped::Kind::Files;
        if (dropped.files.size() > Dropped::filesLimit) {
            dropped.problem = Drops::tr("Of %L1 files only the first %L2 are opened.")
                                  .arg(dropped.files.size())
                                  .arg(Dropped::filesLimit);
            dropped.files = dropped.files.mid(0, Dropped::filesLimit);
        }
    } else if (!address.isEmpty()) {
        dropped.kind = Dropped::Kind::Address;
        dropped.text = address;
        if (urls.size() > 1) {
            dropped.problem =
                Drops::tr("Only one address fits; the first of %L1 was taken.").arg(urls.size());
        }
    } else {
        dropped.problem = Drops::tr("Hoplens opens files and http or https addresses, not %1.")
                              .arg(visibleText(urls.constFirst().scheme().left(20)) + u':');
    }
    return dropped;
}

Dropped droppedText(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (isWholeRequest(trimmed)) {
        return {Dropped::Kind::Request, {}, trimmed, {}};
    }
    const bool isOneLine = !trimmed.contains(u'\n');
    if (isOneLine && isWebAddress(trimmed)) {
        return {Dropped::Kind::Address, {}, trimmed, {}};
    }
    return {Dropped::Kind::Nothing,
            {},
            {},
            Drops::tr("That text is no address, no curl command and no raw request.")};
}

QString hintFor(const Dropped &dropped)
{
    switch (dropped.kind) {
    case Dropped::Kind::Files:
        return dropped.files.size() == 1
            ? Drops::tr("Drop to open %1")
                  .arg(visibleText(QFileInfo(dropped.files.constFirst()).fileName()))
            : Drops::tr("Drop to open %L1 files").arg(dropped.files.size());
    case Dropped::Kind::Address:
        return Drops::tr("Drop to fill in the address");
    case Dropped::Kind::Request:
        return Drops::tr("Drop to fill in the request");
    case Dropped::Kind::Nothing:
        break;
    }
    return dropped.problem;
}

} // namespace

Dropped droppedIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.hasUrls() ? data.urls() : QList<QUrl>();
    if (!urls.isEmpty()) {
        return droppedUrls(urls, firstAddress(data.data(u"text/uri-list"_qs)));
    }
    return data.hasText() ? droppedText(data.text().left(longestText)) : Dropped();
}

/// Lies over the window while something is dragged.
class Drops::Hint final : public QWidget {
public:
    explicit Hint(QWidget *window)
        : QWidget(window)
    {
        setObjectName(u"dropHint"_qs);
        setAcceptDrops(true);
        hide();
    }

    void showFor(const QString &text)
    {
        m_text = text;
        setAccessibleName(text);
        setGeometry(parentWidget()->rect());
        raise();
        show();
        update();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        constexpr int margin = 12;
        const Theme theme = themeFor(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QColor veil = theme.background;
        veil.setAlphaF(0.88F);
        painter.fillRect(rect(), veil);
        painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
        painter.drawRoundedRect(rect().adjusted(margin, margin, -margin, -margin), 8, 8);
        painter.setPen(theme.text);
        painter.setFont(textFaces(font()).large);
        const int room = width() - 6 * margin;
        painter.drawText(rect().adjusted(3 * margin, 0, -3 * margin, 0),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         painter.fontMetrics().elidedText(m_text, Qt::ElideMiddle, 3 * room));
    }

private:
    QString m_text;
};

Drops::Drops(QMainWindow *window)
    : QObject(window)
    , m_window(window)
    , m_hint(new Hint(window))
{
    window->setAcceptDrops(true);
    // Fields of the window take drags before the window does, so every widget is watched.
    qApp->installEventFilter(this);
}

Drops::~Drops() = default;

bool Drops::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    const bool isDrag = type == QEvent::DragEnter || type == QEvent::DragMove
        || type == QEvent::DragLeave || type == QEvent::Drop;
    const auto *widget = isDrag ? qobject_cast<QWidget *>(watched) : nullptr;
    if (widget == nullptr || widget->window() != m_window) {
        return false;
    }
    if (type == QEvent::DragLeave) {
        hideHintSoon();
        return false;
    }
    auto *drop = static_cast<QDropEvent *>(event);
    const Dropped dropped = droppedIn(*drop->mimeData());
    const bool isOurs =
        dropped.kind != Dropped::Kind::Nothing || widget == m_hint || widget == m_window;
    if (!isOurs) {
        return false;
    }
    m_isOver = type != QEvent::Drop;
    if (dropped.kind == Dropped::Kind::Nothing && dropped.problem.isEmpty()) {
        event->ignore();
        return true;
    }
    if (type == QEvent::Drop) {
        m_hint->hide();
        take(dropped);
    } else if (dropped.kind != Dropped::Kind::Nothing) { // other text must still reach its field
        m_hint->showFor(hintFor(dropped));
    }
    drop->setDropAction(Qt::CopyAction); // a file stays where it is
    drop->accept();
    return true;
}

/// A drag that goes on over another widget of the window first leaves the one before.
void Drops::hideHintSoon()
{
    constexpr int patience = 100; // milliseconds
    m_isOver = false;
    QTimer::singleShot(patience, this, [this] {
        if (!m_isOver) {
            m_hint->hide();
        }
    });
}

void Drops::take(const Dropped &dropped)
{
    switch (dropped.kind) {
    case Dropped::Kind::Files:
        emit filesDropped(dropped.files);
        break;
    case Dropped::Kind::Address:
        emit addressDropped(dropped.text);
        break;
    case Dropped::Kind::Request:
        emit requestDropped(dropped.text);
        break;
    case Dropped::Kind::Nothing:
        break;
    }
    if (!dropped.problem.isEmpty()) {
        emit refused(dropped.problem);
    }
}

} // namespace hoplens
