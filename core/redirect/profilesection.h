// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace hoplens {

// Small pieces for reading a client profile: see profilereader.cpp.

/// The first thing that was wrong; later ones are not interesting.
struct ProfileTrouble {
    QString text;

    void add(const QString &path, const QString &what);
};

template <typename T> using Words = std::vector<std::pair<const char *, T>>;

/// One object of the file. Every key must be asked for before close(), or it is unknown.
class ProfileSection {
    Q_DECLARE_TR_FUNCTIONS(hoplens::ClientProfile)
public:
    ProfileSection(const QJsonValue &value, QString path, ProfileTrouble &trouble);

    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }
    QJsonValue take(const char *key);

    QString text(const char *key, bool required = false);
    QByteArray bytes(const char *key) { return text(key).toUtf8(); }
    bool flag(const char *key, bool otherwise);
    std::optional<bool> maybeFlag(const char *key);
    /// From 0 to 100000.
    std::optional<int> maybeNumber(const char *key);
    template <typename T> T word(const char *key, const Words<T> &words, T otherwise);
    QStringList texts(const char *key);
    QList<QByteArray> names(const char *key);
    ProfileSection section(const char *key) { return {take(key), path(key), m_trouble}; }
    /// Calls read(ProfileSection &) for each object of a list.
    template <typename Read> void each(const char *key, Read read);

    void trouble(const char *key, const QString &what) { m_trouble.add(path(key), what); }
    void close();

private:
    QString path(const char *key) const;
    QJsonArray list(const char *key);

    QJsonObject m_object;
    QString m_path;
    ProfileTrouble &m_trouble;
    QSet<QString> m_asked;
};

template <typename T> T ProfileSection::word(const char *key, const Words<T> &words, T otherwise)
{
    if (!has(key)) {
        return otherwise;
    }
    const QString text = this->text(key);
    QStringList known;
    for (const auto &[name, meaning] : words) {
        if (text == QLatin1String(name)) {
            return meaning;
        }
        known.append(QLatin1String(name));
    }
    trouble(key, tr("\"%1\" is not one of %2").arg(text, known.join(QLatin1String(", "))));
    return otherwise;
}

template <typename Read> void ProfileSection::each(const char *key, Read read)
{
    const QJsonArray array = list(key);
    for (qsizetype i = 0; i < array.size(); ++i) {
        ProfileSection item(array.at(i), QStringLiteral("%1[%2]").arg(path(key)).arg(i), m_trouble);
        read(item);
        item.close();
    }
}

} // namespace hoplens
