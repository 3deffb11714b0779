// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSharedDataPointer>

#include <optional>
#include <utility>

namespace hoplens {

/// A std::optional for what is rarely there: 8 octets in place of the whole T. A value; copies
/// share it until one of them is written to.
template <typename T> class Boxed {
public:
    Boxed() = default;
    Boxed(std::nullopt_t) { } // NOLINT(*-explicit-constructor): as std::optional
    Boxed(T value) // NOLINT(*-explicit-constructor)
        : m_data(new Data(std::move(value)))
    {
    }
    Boxed(std::optional<T> value) // NOLINT(*-explicit-constructor)
        : m_data(value ? new Data(*std::move(value)) : nullptr)
    {
    }

    bool has_value() const { return m_data.constData() != nullptr; }
    explicit operator bool() const { return has_value(); }
    operator std::optional<T>() const // NOLINT(*-explicit-constructor)
    {
        return has_value() ? std::optional<T>(**this) : std::nullopt;
    }

    const T &operator*() const { return m_data.constData()->value; }
    const T *operator->() const { return &m_data.constData()->value; }
    T &operator*() { return m_data->value; }
    T *operator->() { return &m_data->value; }

    T value_or(T otherwise) const { return has_value() ? **this : std::move(otherwise); }

    void reset() { m_data.reset(); }

    friend bool operator==(const Boxed &a, const Boxed &b)
    {
        return a.m_data.constData() == b.m_data.constData()
            || (a.has_value() && b.has_value() && *a == *b);
    }

private:
    struct Data : QSharedData {
        explicit Data(T given)
            : value(std::move(given))
        {
        }
        T value;
    };
    QSharedDataPointer<Data> m_data;
};

} // namespace hoplens
