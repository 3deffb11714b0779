// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <limits>
#include <optional>

namespace hoplens {

/// A std::optional<double> in 8 octets: traces keep eight of them for each hop. NaN is none.
class Moment {
public:
    constexpr Moment() = default;
    constexpr Moment(std::nullopt_t) { } // NOLINT(*-explicit-constructor): as std::optional
    constexpr Moment(double value) // NOLINT(*-explicit-constructor)
        : m_value(value)
    {
    }
    constexpr Moment(std::optional<double> value) // NOLINT(*-explicit-constructor)
        : m_value(value.value_or(none))
    {
    }

    bool has_value() const { return !std::isnan(m_value); }
    explicit operator bool() const { return has_value(); }
    operator std::optional<double>() const // NOLINT(*-explicit-constructor)
    {
        return has_value() ? std::optional(m_value) : std::nullopt;
    }

    double operator*() const { return m_value; }
    double value_or(double otherwise) const { return has_value() ? m_value : otherwise; }

    void reset() { m_value = none; }

    friend bool operator==(const Moment &a, const Moment &b)
    {
        return a.m_value == b.m_value || (!a.has_value() && !b.has_value());
    }

private:
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    double m_value = none;
};

} // namespace hoplens
