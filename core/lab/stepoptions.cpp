// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/lab/stepoptions.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace hoplens {

namespace {

constexpr qint64 bodyLimit = 100'000'000; // octets
constexpr qint64 delayLimit = 60'000; // milliseconds
constexpr qint64 refreshLimit = 86'400; // seconds
constexpr qint64 ringLimit = 1000;
constexpr qint64 countLimit = 999'999'999;

using Kind = LabStep::Kind;
using Form = LabLocation::Form;
using Odd = LabLocation::Odd;

struct Lab {
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

std::optional<qint64> number(const QByteArray &text, qint64 lowest, qint64 highest)
{
    const bool digits = !text.isEmpty() && text.size() <= 10
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const qint64 value = digits ? text.toLongLong() : -1;
    return value >= lowest && value <= highest ? std::optional(value) : std::nullopt;
}

bool readNumber(qint64 &into, const QByteArray &text, qint64 lowest, qint64 highest)
{
    const std::optional<qint64> value = number(text, lowest, highest);
    into = value.value_or(into);
    return value.has_value();
}

bool readSeconds(std::optional<int> &into, const QByteArray &text)
{
    qint64 seconds = 0;
    const bool good = readNumber(seconds, text, 0, refreshLimit);
    into = static_cast<int>(seconds);
    return good;
}

template <typename T, std::size_t N>
bool readWord(T &into, const QByteArray &text,
              const std::array<std::pair<const char *, T>, N> &words)
{
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto &word) { return text == word.first; });
    if (found == words.end()) {
        return false;
    }
    into = found->second;
    return true;
}

bool readTo(LabStep &step, const QByteArray &value)
{
    using To = LabLocation::To;
    static constexpr std::array<std::pair<const char *, To>, 3> words{
        {{"same", To::Same}, {"other", To::Other}, {"name", To::Name}}};
    return readWord(step.location.to, value, words);
}

bool readLoc(LabStep &step, const QByteArray &value)
{
    static constexpr std::array<std::pair<const char *, Form>, 10> words{{
        {"abs", Form::Absolute},
        {"path", Form::Path},
        {"dot", Form::Dot},
        {"host", Form::Host},
        {"query", Form::Query},
        {"none", Form::None},
        {"empty", Form::Empty},
        {"two", Form::Two},
        {"twice", Form::Twice},
        {"odd", Form::Odd},
    }};
    if (value.startsWith("url:")) {
        step.location.form = Form::Literal;
        step.location.literal = value.sliced(4);
        return true;
    }
    Form form = Form::Path;
    const bool known = readWord(form, value, words);
    step.location.form = form;
    return known;
}

bool readOdd(LabStep &step, const QByteArray &value)
{
    static constexpr std::array<std::pair<const char *, Odd>, 6> words{{
        {"space", Odd::Space},
        {"tab", Odd::Tab},
        {"backslash", Odd::Backslash},
        {"utf8", Odd::Utf8},
        {"latin1", Odd::Latin1},
        {"pct", Odd::Percent},
    }};
    step.location.form = step.location.form.value_or(Form::Odd);
    return readWord(step.location.odd, value, words);
}

bool readFragment(LabStep &step, const QByteArray &value)
{
    step.location.fragment = value.toPercentEncoding("!$&'()*+,;=:@/?");
    return true;
}

bool readUser(LabStep &step, const QByteArray &value)
{
    const qsizetype colon = value.indexOf(':');
    if (colon < 1) {
        return false;
    }
    step.location.userinfo =
        value.first(colon).toPercentEncoding() + ':' + value.sliced(colon + 1).toPercentEncoding();
    return true;
}

/// A harmless Location of that scheme, in its usual form.
bool readScheme(LabStep &step, const QByteArray &value)
{
    static constexpr std::array<std::pair<const char *, const char *>, 9> examples{{
        {"about", "about:blank"},
        {"blob", "blob:http://127.0.0.1/5c1b7a5e-3a0e-4c5e-9d4f-0d6f5b0c2a11"},
        {"data", "data:text/plain,hello%20from%20the%20lab"},
        {"file", "file:///etc/hostname"},
        {"ftp", "ftp://127.0.0.1/hello.txt"},
        {"javascript", "javascript:void(0)"},
        {"mailto", "mailto:ada@example.test"},
        {"qrc", "qrc:/hello.txt"},
        {"tel", "tel:+1-555-0100"},
    }};
    const QByteArray scheme = value.toLower();
    // RFC 3986 §3.1: "scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )"
    const bool good = !scheme.isEmpty() && scheme.front() >= 'a' && scheme.front() <= 'z'
        && std::all_of(scheme.begin(), scheme.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-'
                   || c == '.';
           });
    const char *example = nullptr;
    step.location.form = Form::Literal;
    step.location.literal =
        readWord(example, scheme, examples) ? QByteArray(example) : scheme + "://127.0.0.1/echo";
    return good;
}

bool readCookie(LabStep &step, const QByteArray &value)
{
    const qsizetype equals = value.indexOf('=');
    const QByteArray name = equals < 0 ? value : value.first(equals);
    step.cookies.append(equals < 0 ? name + "=1" : value);
    return isToken(name);
}

bool readField(LabStep &step, const QByteArray &value)
{
    const qsizetype colon = value.indexOf(':');
    const QByteArray name = value.first(std::max<qsizetype>(colon, 0));
    // These frame the message: a wrong one would garble every answer after this one.
    for (const char *own : {"Connection", "Content-Length", "Transfer-Encoding"}) {
        if (sameFieldName(name, own)) {
            return false;
        }
    }
    step.fields.append(Field{name, value.sliced(colon + 1)});
    return isToken(name);
}

bool readCut(LabStep &step, const QByteArray &value)
{
    using CutAt = LabStep::CutAt;
    static constexpr std::array<std::pair<const char *, CutAt>, 4> words{{
        {"start", CutAt::Start},
        {"status", CutAt::Status},
        {"head", CutAt::Head},
        {"body", CutAt::Body},
    }};
    return readWord(step.cut, value, words);
}

bool readRedirectStatus(LabStep &step, const QByteArray &value)
{
    const std::optional<qint64> status = number(value, 300, 399);
    step.status = static_cast<int>(status.value_or(302));
    return status.has_value();
}

bool readDelay(LabStep &step, const QByteArray &value)
{
    qint64 milliseconds = 0;
    const bool good = readNumber(milliseconds, value, 0, delayLimit);
    step.delay = std::chrono::milliseconds(milliseconds);
    return good;
}

bool readBodySize(LabStep &step, const QByteArray &value)
{
    step.bodySize = number(value, 0, bodyLimit);
    return step.bodySize.has_value();
}

constexpr unsigned bit(Kind kind)
{
    return 1U << static_cast<unsigned>(kind);
}
constexpr unsigned plain = bit(Kind::Status) | bit(Kind::Loop) | bit(Kind::Endless);
constexpr unsigned made =
    bit(Kind::Status) | bit(Kind::Login) | bit(Kind::Loop) | bit(Kind::Endless);
constexpr unsigned answers = made | bit(Kind::Echo) | bit(Kind::Json);
constexpr unsigned targets = plain | bit(Kind::Echo) | bit(Kind::Json);

struct Option {
    const char *name;
    unsigned kinds; ///< the steps that take it
    bool takesValue;
    bool (*read)(LabStep &, const QByteArray &);
    const char *needs; ///< completes "NAME needs ..."
};

const auto options = std::to_array<Option>({
    {"to", targets, true, readTo, QT_TRANSLATE_NOOP("Lab", "same, other or name")},
    {"loc", targets, true, readLoc,
     QT_TRANSLATE_NOOP("Lab",
                       "abs, path, dot, host, query, none, empty, two, twice, odd or "
                       "url:ADDRESS")},
    {"odd", targets, true, readOdd,
     QT_TRANSLATE_NOOP("Lab", "space, tab, backslash, utf8, latin1 or pct")},
    {"frag", targets, true, readFragment, QT_TRANSLATE_NOOP("Lab", "a name")},
    {"user", targets, true, readUser, QT_TRANSLATE_NOOP("Lab", "NAME:PASSWORD")},
    {"scheme", targets, true, readScheme,
     QT_TRANSLATE_NOOP("Lab", "the name of a scheme, such as file")},
    {"cookie", answers, true, readCookie, QT_TRANSLATE_NOOP("Lab", "NAME or NAME=VALUE")},
    {"field", answers, true, readField,
     QT_TRANSLATE_NOOP("Lab",
                       "NAME:VALUE, and not Connection, Content-Length or "
                       "Transfer-Encoding")},
    {"delay", answers | bit(Kind::Cut), true, readDelay,
     QT_TRANSLATE_NOOP("Lab", "a whole number of milliseconds from 0 to 60000")},
    {"body", made, true, readBodySize,
     QT_TRANSLATE_NOOP("Lab", "a whole number of octets from 0 to 100000000")},
    {"chunked", answers, false,
     [](LabStep &step, const QByteArray &) { return step.chunked = true; }, nullptr},
    {"refresh", targets, true,
     [](LabStep &step, const QByteArray &value) { return readSeconds(step.refresh, value); },
     QT_TRANSLATE_NOOP("Lab", "a whole number of seconds from 0 to 86400")},
    {"meta", plain, true,
     [](LabStep &step, const QByteArray &value) { return readSeconds(step.meta, value); },
     QT_TRANSLATE_NOOP("Lab", "a whole number of seconds from 0 to 86400")},
    {"reason", answers, true,
     [](LabStep &step, const QByteArray &value) {
         step.reason = value;
         return true;
     },
     QT_TRANSLATE_NOOP("Lab", "a text")},
    {"early", answers, false, [](LabStep &step, const QByteArray &) { return step.early = true; },
     nullptr},
    {"status", bit(Kind::Loop) | bit(Kind::Endless), true, readRedirectStatus,
     QT_TRANSLATE_NOOP("Lab", "a status from 300 to 399")},
    {"n", bit(Kind::Loop), true,
     [](LabStep &step, const QByteArray &value) {
         return readNumber(step.count, value, 1, ringLimit);
     },
     QT_TRANSLATE_NOOP("Lab", "a whole number from 1 to 1000")},
    {"at", bit(Kind::Loop), true,
     [](LabStep &step, const QByteArray &value) {
         return readNumber(step.at, value, 1, ringLimit);
     },
     QT_TRANSLATE_NOOP("Lab", "a whole number from 1 to 1000")},
    {"n", bit(Kind::Endless), true,
     [](LabStep &step,
        const QByteArray &value) { return readNumber(step.count, value, 1, countLimit); },
     QT_TRANSLATE_NOOP("Lab", "a whole number from 1 to 999999999")},
    {"at", bit(Kind::Cut), true, readCut, QT_TRANSLATE_NOOP("Lab", "start, status, head or body")},
});

} // namespace

Result<void> readOption(LabStep &step, const QByteArray &name,
                        const std::optional<QByteArray> &value)
{
    const QString shown = displayText(name);
    const auto *const option =
        std::find_if(options.begin(), options.end(), [&](const Option &candidate) {
            return name == candidate.name && (candidate.kinds & bit(step.kind)) != 0;
        });
    if (option == options.end()) {
        return Error{Error::Code::InvalidInput,
                     Lab::tr("this step has no option \"%1\".").arg(shown)};
    }
    if (!option->takesValue && value) {
        return Error{Error::Code::InvalidInput, Lab::tr("%1 takes no value.").arg(shown)};
    }
    if (option->takesValue && (!value || !option->read(step, *value))) {
        return Error{Error::Code::InvalidInput,
                     Lab::tr("%1 needs %2.").arg(shown, Lab::tr(option->needs))};
    }
    if (!option->takesValue) {
        option->read(step, {});
    }
    return {};
}

bool mayRepeat(const QByteArray &option)
{
    return option == "cookie" || option == "field";
}

} // namespace hoplens
