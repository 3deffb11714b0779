// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;

namespace hoplens {

/// Colours by meaning. Every text colour has at least 4.5:1 on background, card and chip, and
/// `onColor` has it on every colour of meaning. No meaning is told by colour alone.
struct Theme {
    bool dark = false;
    QColor background; ///< behind the cards
    QColor card;
    QColor chip; ///< behind a small label, on card or background
    QColor cardBorder;
    QColor track; ///< the empty part of a bar
    QColor text;
    QColor mutedText;
    QColor accent; ///< selection, focus, progress
    QColor onColor; ///< text on a filled pill
    QColor kept;
    QColor changed;
    QColor dropped;
    QColor redirect;
    QColor finalOk;
    QColor clientError;
    QColor error;

    bool operator==(const Theme &) const = default;
};

/// The theme that belongs to a palette: surfaces and text are the palette's own, colours of meaning
/// are moved until they are readable on them. Pure: widgets ask again on PaletteChange.
Theme themeFor(const QPalette &palette);

/// A colour of the theme by its meaning, for geometry that must not know colours.
enum class Ink {
    Text,
    Muted,
    Accent,
    OnColor,
    Kept,
    Changed,
    Dropped,
    Redirect,
    FinalOk,
    ClientError,
    Error,
};
QColor inkColor(const Theme &theme, Ink ink);
/// The colour of a status code: 3xx redirect, 2xx final, 4xx and 5xx errors, others muted.
Ink statusInk(int status);

/// WCAG 2 contrast of two opaque colours, 1 to 21.
double contrastRatio(const QColor &a, const QColor &b);

/// A style sheet for the one push button that is the thing to do: filled, as a style's own gradient
/// would take the contrast from the words.
QString filledButton(const Theme &theme, const QColor &fill);

/// `share` of 0 is `from`, 1 is `to`.
QColor mixed(const QColor &from, const QColor &to, double share);

enum class ThemeChoice { System, Light, Dark };
/// Light and Dark use Fusion with Hoplens' own palette. System goes back to the style and palette
/// the application started with.
void applyTheme(QApplication &application, ThemeChoice choice);
/// The palette behind Light and Dark.
QPalette paletteOf(ThemeChoice choice);

/// The faces of text: three sizes, all derived from the application's font.
enum class Face { Normal, Strong, Small, Mono, Large };
struct TextFaces {
    QFont normal;
    QFont strong;
    QFont small;
    QFont mono; ///< the system's fixed font in the small size, which looks as tall as `normal`
    QFont large; ///< one sentence over a page

    const QFont &of(Face face) const;
    bool operator==(const TextFaces &) const = default;
};
/// `zoom` of 1 is the application's own size.
TextFaces textFaces(const QFont &base, double zoom = 1.0);

} // namespace hoplens
