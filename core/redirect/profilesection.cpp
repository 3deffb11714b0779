// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/redirect/profilesection.h"

namespace hoplens {

void ProfileTrouble::add(const QString &path, const QString &what)
{
    if (text.isEmpty()) {
        text = ProfileSection::tr("The client profile is not usable: %1: %2.").arg(path, what);
    }
}

ProfileSection::ProfileSection(const QJsonValue &value, QString path, ProfileTrouble &trouble)
    : m_path(std::move(path))
    , m_trouble(trouble)
{
    if (value.isObject()) {
        m_object = value.toObject();
    } else {
        m_trouble.add(m_path, value.isUndefined() ? tr("is missing") : tr("must be an object"));
    }
}

QJsonValue ProfileSection::take(const char *key)
{
    m_asked.insert(QLatin1String(key));
    return m_object.value(QLatin1String(key));
}

QString ProfileSection::text(const char *key, bool required)
{
    const QJsonValue value = take(key);
    if (value.isUndefined() ? required : !value.isString()) {
        trouble(key, value.isUndefined() ? tr("is missing") : tr("must be a text"));
    }
    return value.toString();
}

bool ProfileSection::flag(const char *key, bool otherwise)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isBool()) {
        trouble(key, tr("must be true or false"));
    }
    return value.toBool(otherwise);
}

std::optional<bool> ProfileSection::maybeFlag(const char *key)
{
    return has(key) ? std::optional(flag(key, false)) : std::nullopt;
}

std::optional<int> ProfileSection::maybeNumber(const char *key)
{
    const QJsonValue value = take(key);
    if (value.isUndefined()) {
        return std::nullopt;
    }
    const int number = value.toInt(-1);
    if (number < 0 || number > 100'000) {
        trouble(key, tr("must be a whole number from 0 to 100000"));
    }
    return number;
}

QStringList ProfileSection::texts(const char *key)
{
    QStringList texts;
    const QJsonArray array = list(key);
    for (const auto &item : array) {
        if (!item.isString()) {
            trouble(key, tr("must hold texts only"));
        }
        texts.append(item.toString());
    }
    return texts;
}

QList<QByteArray> ProfileSection::names(const char *key)
{
    QList<QByteArray> names;
    const QStringList all = texts(key);
    for (const QString &text : all) {
        names.append(text.toUtf8());
    }
    return names;
}

QJsonArray ProfileSection::list(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isArray()) {
        trouble(key, tr("must be a list"));
    }
    return value.toArray();
}

void ProfileSection::close()
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!m_asked.contains(it.key())) {
            m_trouble.add(m_path.isEmpty() ? it.key() : m_path + u'.' + it.key(),
                          tr("is not known"));
        }
    }
}

QString ProfileSection::path(const char *key) const
{
    return m_path.isEmpty() ? QString::fromLatin1(key) : m_path + u'.' + QLatin1String(key);
}

} // namespace hoplens
