// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#include "ui/pictures/picturedialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>

#include <algorithm>
#include <array>

namespace hoplens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(hoplens::PictureDialog)
};

const QString formatKey = QStringLiteral("picture/format");
const QString scaleKey = QStringLiteral("picture/scale");
const QString darkKey = QStringLiteral("picture/dark");

constexpr int largestScale = 4;
constexpr std::array suffixes{"png", "svg", "pdf"}; // by PictureFormat

QString suffixOf(PictureFormat format)
{
    return QLatin1String(suffixes.at(static_cast<size_t>(format)));
}

QString filterOf(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return Words::tr("PNG image (*.png)");
    case PictureFormat::Svg:
        return Words::tr("SVG drawing (*.svg)");
    case PictureFormat::Pdf:
        return Words::tr("PDF document (*.pdf)");
    }
    Q_UNREACHABLE();
}

constexpr std::array formats{PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf};

/// What a name ends in decides, and the chosen filter for a name without a known ending.
PictureFormat formatFor(const QString &path, const QString &filter)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const PictureFormat format : formats) {
        if (suffix == suffixOf(format)) {
            return format;
        }
    }
    const auto *chosen = std::find_if(formats.begin(), formats.end(),
                                      [&filter](PictureFormat f) { return filterOf(f) == filter; });
    return chosen == formats.end() ? PictureFormat::Png : *chosen;
}

/// The row below the file list: scale, colours, secrets.
class LookRow {
public:
    explicit LookRow(const PictureChoice &choice);

    QWidget *widget() const { return m_row; }
    void setFormat(PictureFormat format) { m_scale->setEnabled(format == PictureFormat::Png); }
    int scale() const { return m_scale->currentIndex() + 1; }
    bool dark() const { return m_colors->currentIndex() == 1; }
    Secrets secrets() const { return m_redact->isChecked() ? Secrets::Redact : Secrets::Show; }

private:
    QComboBox *addChoice(QHBoxLayout *layout, const QString &name, const QString &caption,
                         const QStringList &items, int current);

    QWidget *m_row;
    QComboBox *m_scale = nullptr;
    QComboBox *m_colors = nullptr;
    QCheckBox *m_redact = nullptr;
};

LookRow::LookRow(const PictureChoice &choice)
    : m_row(new QWidget)
{
    auto *layout = new QHBoxLayout(m_row);
    layout->setContentsMargins(0, 0, 0, 0);
    QStringList scales;
    for (int scale = 1; scale <= largestScale; ++scale) {
        scales += Words::tr("%1×").arg(scale);
    }
    m_scale = addChoice(layout, u"pictureScale"_qs, Words::tr("S&cale of a PNG:"), scales,
                        choice.scale - 1);
    m_colors = addChoice(layout, u"pictureColors"_qs, Words::tr("Co&lours:"),
                         {Words::tr("Light"), Words::tr("Dark")}, choice.dark ? 1 : 0);
    m_redact = new QCheckBox(Words::tr("Blot out &secrets (recommended)"));
    m_redact->setObjectName(u"redact"_qs);
    m_redact->setChecked(true);
    m_redact->setToolTip(Words::tr("Passwords, tokens and cookies in addresses are not in the "
                                   "picture. Without the tick they are drawn as sent."));
    layout->addWidget(m_redact);
    layout->addStretch(1);
}

QComboBox *LookRow::addChoice(QHBoxLayout *layout, const QString &name, const QString &caption,
                              const QStringList &items, int current)
{
    auto *label = new QLabel(caption);
    label->setTextFormat(Qt::PlainText);
    auto *choice = new QComboBox;
    choice->setObjectName(name);
    choice->setAccessibleName(QString(caption).remove(u'&').remove(u':'));
    choice->addItems(items);
    choice->setCurrentIndex(current);
    label->setBuddy(choice);
    layout->addWidget(label);
    layout->addWidget(choice);
    layout->addSpacing(12);
    return choice;
}

} // namespace

PictureChoice pictureChoice()
{
    const QSettings settings;
    PictureChoice choice;
    const int format = settings.value(formatKey, 0).toInt();
    choice.format =
        static_cast<PictureFormat>(std::clamp(format, 0, static_cast<int>(formats.size()) - 1));
    choice.scale = std::clamp(settings.value(scaleKey, choice.scale).toInt(), 1, largestScale);
    choice.dark = settings.value(darkKey, false).toBool();
    return choice;
}

void rememberPictureChoice(const PictureChoice &choice)
{
    QSettings settings;
    settings.setValue(formatKey, static_cast<int>(choice.format));
    settings.setValue(scaleKey, choice.scale);
    settings.setValue(darkKey, choice.dark);
}

std::optional<PictureWish> askForPicture(QWidget *parent, const QString &name)
{
    PictureChoice choice = pictureChoice();
    QFileDialog dialog(parent, Words::tr("Export Picture"));
    dialog.setObjectName(u"pictureDialog"_qs);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const PictureFormat format : formats) {
        filters += filterOf(format);
    }
    dialog.setNameFilters(filters);
    // The system's own dialog has no place for the other questions.
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    LookRow look(choice);
    if (auto *grid = qobject_cast<QGridLayout *>(dialog.layout())) {
        grid->addWidget(look.widget(), grid->rowCount(), 0, 1, -1);
    }
    const auto useFilter = [&dialog, &look](const QString &filter) {
        const PictureFormat format = formatFor({}, filter);
        dialog.setDefaultSuffix(suffixOf(format));
        look.setFormat(format);
    };
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog,
                     [&dialog, useFilter](const QString &filter) {
                         useFilter(filter);
                         const QFileInfo file(dialog.selectedFiles().value(0));
                         dialog.selectFile(file.completeBaseName() + u'.'
                                           + suffixOf(formatFor({}, filter)));
                     });
    dialog.selectNameFilter(filterOf(choice.format));
    useFilter(filterOf(choice.format));
    dialog.selectFile(name + u'.' + suffixOf(choice.format));
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) {
        return std::nullopt;
    }
    const QString path = dialog.selectedFiles().constFirst();
    choice = {formatFor(path, dialog.selectedNameFilter()), look.scale(), look.dark()};
    rememberPictureChoice(choice);
    return PictureWish{path, choice, look.secrets()};
}

} // namespace hoplens
