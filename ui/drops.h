// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QMainWindow;

namespace hoplens {

/// What somebody drags over the window.
struct Dropped {
    enum class Kind {
        Nothing, ///< `problem` says why, where it can be said
        Files, ///< traces or HARs; what is in them shows when they are opened
        Address,
        Request, ///< a curl command or a raw request
    };
    Kind kind = Kind::Nothing;
    QStringList files; ///< local paths, at most Dropped::filesLimit
    QString text; ///< the address, or the request
    QString problem; ///< one sentence about what is not taken; empty when everything is

    static constexpr qsizetype filesLimit = 20;
};

/// Pure, and quick enough for each move of a drag.
Dropped droppedIn(const QMimeData &data);

/// Takes what is dropped anywhere on a window, and shows while it is dragged what would happen.
/// Plain text stays with the field it is dropped on.
class Drops final : public QObject {
    Q_OBJECT
public:
    explicit Drops(QMainWindow *window);
    ~Drops() override;

signals:
    void filesDropped(const QStringList &paths);
    void addressDropped(const QString &address);
    void requestDropped(const QString &text);
    void refused(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Hint;

    void take(const Dropped &dropped);
    void hideHintSoon();

    QMainWindow *m_window = nullptr;
    Hint *m_hint = nullptr; ///< owned by the window
    bool m_isOver = false; ///< a drag that can be taken is over the window
};

} // namespace hoplens
