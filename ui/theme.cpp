// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <array>
#include <cmath>

namespace hoplens {

namespace {

constexpr double readable = 4.5; // WCAG 2.1, 1.4.3: text and images of text
constexpr double legible = 3; // of what is disabled, which WCAG leaves to us

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    // A theme asks for a thousand of them, and each would take three powers.
    static const std::array<double, 256> linearOf = [] {
        std::array<double, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i) {
            table.at(i) = linear(static_cast<double>(i) / 255);
        }
        return table;
    }();
    const QRgb rgb = color.rgb();
    const auto at = [](int channel) { return linearOf.at(static_cast<std::size_t>(channel)); };
    return 0.2126 * at(qRed(rgb)) + 0.7152 * at(qGreen(rgb)) + 0.0722 * at(qBlue(rgb));
}

bool isDark(const QColor &surface)
{
    // White text reads better than black below this luminance.
    return luminance(surface) < 0.18;
}

using Surfaces = std::array<QColor, 4>;

bool readableOnAll(const QColor &ink, const Surfaces &surfaces)
{
    return std::all_of(surfaces.begin(), surfaces.end(), [&ink](const QColor &surface) {
        return contrastRatio(ink, surface) >= readable;
    });
}

/// Darkens the colour in a light theme, lightens it in a dark one, until it can be read.
QColor readableOn(const Surfaces &surfaces, const QColor &wish, bool dark)
{
    const QColor end = dark ? QColor(Qt::white) : QColor(Qt::black);
    for (int step = 0; step < 50; ++step) {
        const QColor candidate = mixed(wish, end, step / 50.0);
        if (readableOnAll(candidate, surfaces)) {
            return candidate;
        }
    }
    return end;
}

struct Surface {
    QColor background;
    QColor card;
    QColor text;
};

Surface ownSurface(bool dark)
{
    return dark
        ? Surface{QColor(0x1b, 0x1e, 0x23), QColor(0x24, 0x28, 0x2f), QColor(0xea, 0xed, 0xf2)}
        : Surface{QColor(0xf4, 0xf6, 0xf8), QColor(0xff, 0xff, 0xff), QColor(0x1a, 0x1f, 0x27)};
}

/// Cards are the lighter of the palette's two surfaces: dark schemes have Base below Window, light
/// ones above. A palette that is itself hard to read is not followed.
Surface surfaceOf(const QPalette &palette)
{
    const bool dark = isDark(palette.color(QPalette::Window));
    Surface surface{palette.color(QPalette::Window), palette.color(QPalette::Base),
                    palette.color(QPalette::Text)};
    if (luminance(surface.card) < luminance(surface.background)) {
        std::swap(surface.card, surface.background);
    }
    if (contrastRatio(surface.card, surface.background) < 1.04) {
        surface.background = mixed(surface.card, Qt::black, dark ? 0.25 : 0.04);
    }
    const bool mixedUp = isDark(surface.card) != dark || isDark(surface.background) != dark;
    const double needed = readable + 2; // room for chips and muted text between text and surface
    if (mixedUp || contrastRatio(surface.text, surface.card) < needed
        || contrastRatio(surface.text, surface.background) < needed) {
        return ownSurface(dark);
    }
    return surface;
}

QFont scaled(const QFont &font, double factor)
{
    QFont result = font;
    if (font.pointSizeF() > 0) {
        result.setPointSizeF(std::max(1.0, font.pointSizeF() * factor));
    } else {
        result.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    }
    return result;
}

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

/// Setting a palette says once more that palettes changed.
void setPaletteOnce(const QPalette &palette, const char *className)
{
    if (QApplication::palette(className) != palette) {
        QApplication::setPalette(palette, className);
    }
}

/// What palettes leave hard to see. Fusion draws a check box's frame a little darker than its
/// window, which nobody sees on dark; many palettes have words for disabled buttons that are paler
/// than needed to look disabled.
void styleControls()
{
    const QPalette usual = QApplication::palette();
    const Theme theme = themeFor(usual);
    QPalette boxes = usual;
    if (theme.dark) {
        boxes.setColor(QPalette::Window, theme.mutedText);
    }
    setPaletteOnce(boxes, "QCheckBox");

    QPalette buttons = usual;
    const QColor surface = usual.color(QPalette::Button);
    if (contrastRatio(usual.color(QPalette::Disabled, QPalette::ButtonText), surface) < legible) {
        buttons.setColor(QPalette::Disabled, QPalette::ButtonText,
                         mixed(usual.color(QPalette::ButtonText), surface, 0.45));
    }
    setPaletteOnce(buttons, "QPushButton");
    setPaletteOnce(buttons, "QToolButton");
}

/// Keeps up with a system that turns dark or light while the program runs.
class PaletteWatch final : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationPaletteChange && watched == parent()) {
            styleControls();
        }
        return false;
    }
};

} // namespace

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto channel = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {channel(from.red(), to.red()), channel(from.green(), to.green()),
            channel(from.blue(), to.blue())};
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

QString filledButton(const Theme &theme, const QColor &fill)
{
    return QStringLiteral(
               "QPushButton { background: %1; color: %2; border: 2px solid %1; border-radius: 4px;"
               " padding: 2px 12px; font-weight: 600; }"
               "QPushButton:hover, QPushButton:pressed { background: %3; border-color: %3; }"
               "QPushButton:focus { border-color: %4; }"
               "QPushButton:disabled { background: %5; border-color: %5; color: %6; }")
        .arg(fill.name(), theme.onColor.name(), mixed(fill, theme.text, 0.15).name(),
             theme.text.name(), theme.chip.name(), theme.mutedText.name());
}

Theme themeFor(const QPalette &palette)
{
    const Surface surface = surfaceOf(palette);
    Theme theme;
    theme.dark = isDark(surface.background);
    theme.background = surface.background;
    theme.card = surface.card;
    theme.text = surface.text;
    // A chip lies on cards and beside them, and must be seen on both.
    const bool cardIsNearer =
        contrastRatio(surface.card, surface.text) < contrastRatio(surface.background, surface.text);
    theme.chip = mixed(cardIsNearer ? surface.card : surface.background, surface.text,
                       theme.dark ? 0.07 : 0.05);
    theme.cardBorder = mixed(surface.card, surface.text, theme.dark ? 0.16 : 0.15);
    theme.track = mixed(surface.card, surface.text, 0.10);
    theme.onColor = theme.dark ? QColor(0x0d, 0x10, 0x14) : QColor(Qt::white);

    const Surfaces surfaces{theme.background, theme.card, theme.chip, theme.onColor};
    const auto ink = [&](const char *light, const char *dark) {
        return readableOn(surfaces, QColor(QLatin1String(theme.dark ? dark : light)), theme.dark);
    };
    theme.mutedText = readableOn(surfaces, mixed(surface.text, surface.card, 0.38), theme.dark);
    // Chosen so that eyes without red, green or blue cones tell any two of them apart.
    theme.accent = ink("#2466d8", "#74a7ff");
    theme.redirect = theme.accent;
    theme.kept = ink("#00796b", "#4ee0b8");
    theme.finalOk = theme.kept;
    theme.changed = ink("#8f6200", "#f7c35c");
    theme.clientError = theme.changed;
    theme.dropped = ink("#a3103c", "#ff7070");
    theme.error = theme.dropped;
    return theme;
}

QColor inkColor(const Theme &theme, Ink ink)
{
    switch (ink) {
    case Ink::Text:
        return theme.text;
    case Ink::Muted:
        return theme.mutedText;
    case Ink::Accent:
        return theme.accent;
    case Ink::OnColor:
        return theme.onColor;
    case Ink::Kept:
        return theme.kept;
    case Ink::Changed:
        return theme.changed;
    case Ink::Dropped:
        return theme.dropped;
    case Ink::Redirect:
        return theme.redirect;
    case Ink::FinalOk:
        return theme.finalOk;
    case Ink::ClientError:
        return theme.clientError;
    case Ink::Error:
        return theme.error;
    }
    Q_UNREACHABLE();
}

Ink statusInk(int status)
{
    switch (status / 100) {
    case 2:
        return Ink::FinalOk;
    case 3:
        return Ink::Redirect;
    case 4:
        return Ink::ClientError;
    case 5:
        return Ink::Error;
    default:
        return Ink::Muted;
    }
}

QPalette paletteOf(ThemeChoice choice)
{
    const bool dark = choice == ThemeChoice::Dark;
    const Surface surface = ownSurface(dark);
    const QColor window = dark ? surface.card : surface.background;
    const QColor base = dark ? surface.background : surface.card;
    const QColor button = mixed(surface.card, surface.text, dark ? 0.08 : 0.02);
    const QColor accent = dark ? QColor(0x74, 0xa7, 0xff) : QColor(0x24, 0x66, 0xd8);
    const QColor grey = mixed(surface.text, window, 0.55);

    QPalette palette(button, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, mixed(base, surface.text, 0.04));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, surface.text);
        palette.setColor(QPalette::Disabled, role, grey);
    }
    palette.setColor(QPalette::ToolTipBase, surface.card);
    palette.setColor(QPalette::PlaceholderText, mixed(surface.text, base, 0.38));
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText,
                     dark ? QColor(0x0d, 0x10, 0x14) : QColor(Qt::white));
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, grey);
    return palette;
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    // Kept on the application itself, so that System can come back after Light or Dark.
    static constexpr auto styleProperty = "hoplens-system-style";
    if (!application.property(styleProperty).isValid()) {
        application.setProperty(styleProperty, QApplication::style()->objectName());
    }
    const QString systemStyle = application.property(styleProperty).toString();
    const QString style = choice == ThemeChoice::System ? systemStyle : QStringLiteral("fusion");
    if (QApplication::style()->objectName().compare(style, Qt::CaseInsensitive) != 0) {
        if (QStyle *created = QStyleFactory::create(style)) {
            QApplication::setStyle(created);
        }
    }
    // A default palette has no role set, which lets the platform's own shine through again.
    QApplication::setPalette(choice == ThemeChoice::System ? QPalette() : paletteOf(choice));
    static constexpr auto watchedProperty = "hoplens-palette-watched";
    if (!application.property(watchedProperty).isValid()) {
        application.setProperty(watchedProperty, true);
        application.installEventFilter(new PaletteWatch(&application));
    }
    styleControls();
}

const QFont &TextFaces::of(Face face) const
{
    switch (face) {
    case Face::Normal:
        return normal;
    case Face::Strong:
        return strong;
    case Face::Small:
        return small;
    case Face::Mono:
        return mono;
    case Face::Large:
        return large;
    }
    Q_UNREACHABLE();
}

TextFaces textFaces(const QFont &base, double zoom)
{
    constexpr double smallFactor = 0.92;
    constexpr double largeFactor = 1.25;
    TextFaces faces;
    faces.normal = scaled(base, zoom);
    faces.strong = bold(faces.normal);
    faces.small = scaled(base, zoom * smallFactor);
    faces.large = bold(scaled(base, zoom * largeFactor));
    faces.mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (faces.small.pointSizeF() > 0) {
        faces.mono.setPointSizeF(faces.small.pointSizeF());
    } else {
        faces.mono.setPixelSize(faces.small.pixelSize());
    }
    return faces;
}

} // namespace hoplens
