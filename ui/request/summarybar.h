// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QToolButton;

namespace hoplens {

/// A word and, quieter, what it stands at: "Body 18 B". Opens the page behind it.
class SummaryButton final : public QAbstractButton {
    Q_OBJECT
public:
    explicit SummaryButton(const QString &word, QWidget *parent = nullptr);

    void setValue(const QString &value);
    const QString &value() const { return m_value; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int widthOf(const QString &text) const;
    QString word() const;

    QString m_value;
};

enum class EditorPage { Body, HeaderFields, Auth, Cookies, Options };

/// What is to be sent, in one line. Each word opens its page, and closes it when it is open.
class SummaryBar final : public QWidget {
    Q_OBJECT
public:
    explicit SummaryBar(QWidget *parent = nullptr);

    void setValue(EditorPage page, const QString &value) const;
    /// Which page is open; none is when it is not expanded.
    void setOpen(EditorPage page, bool expanded);
    SummaryButton *button(EditorPage page) const;

signals:
    void pageWanted(hoplens::EditorPage page);
    void expansionWanted(bool expanded);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addButton(const char *name, const QString &word, int stretch);
    void press(EditorPage page);
    void showArrow();

    QList<SummaryButton *> m_buttons; ///< in the order of EditorPage
    QToolButton *m_toggle = nullptr;
    EditorPage m_page = EditorPage::Body;
    bool m_isExpanded = false;
};

} // namespace hoplens
