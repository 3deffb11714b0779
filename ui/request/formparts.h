// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QFormLayout;
class QLabel;
class QWidget;

namespace hoplens {

/// A label that never takes its text for anything but text.
QLabel *plainLabel(const QString &text = {});
/// The same with a mnemonic that leads to a control.
QLabel *captionOf(const QString &text, QWidget *control);

/// A form on a page of the editor, on its grid.
QFormLayout *formOn(QWidget *page);
/// A control and, in front of it, its caption; the text may have a mnemonic.
void addRow(QFormLayout *form, const QString &caption, QWidget *control);

} // namespace hoplens
