// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/draft/bodydraft.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;

namespace hoplens {

class FileField;
class FormModel;
class NoteLine;
class PartModel;
class RowTable;
class TextBody;

/// The body in one of five kinds, and the Content-Type that goes with it. Each kind keeps what was
/// put into it while another is shown.
class BodyPage final : public QWidget {
    Q_OBJECT
public:
    explicit BodyPage(QWidget *parent = nullptr);
    ~BodyPage() override;

    BodyDraft draft() const;
    void setDraft(const BodyDraft &draft);
    /// The user wrote a Content-Type header, `type` if it is sent: it wins, so the type field steps
    /// back.
    void setTypeByHand(bool isThere, const QByteArray &type);
    void finishEditing();
    /// Puts the cursor where the problem is.
    void showProblem();
    void focusFirst();

signals:
    void edited();

private:
    void buildTypes();
    QHBoxLayout *buildTools();
    QWidget *buildParts();
    QWidget *buildFile();
    BodyKind kind() const;
    void showKind();
    void showType();
    void takeType(const QString &type);
    void showNotes();
    void addFiles();

    QComboBox *m_kind = nullptr;
    QComboBox *m_type = nullptr;
    QStackedWidget *m_pages = nullptr; ///< in the order of BodyKind
    QStackedWidget *m_tools = nullptr; ///< what goes with each page, in the line above
    QPushButton *m_format = nullptr;
    TextBody *m_text = nullptr;
    RowTable *m_fieldTable = nullptr;
    FormModel *m_fields = nullptr;
    RowTable *m_partTable = nullptr;
    PartModel *m_parts = nullptr;
    NoteLine *m_partNote = nullptr;
    FileField *m_file = nullptr;
    NoteLine *m_fileNote = nullptr;
    QByteArray m_textType = BodyDraft().textType;
    QByteArray m_fileType;
    bool m_isTypeByHand = false;
    QByteArray m_typeByHand;
};

} // namespace hoplens
