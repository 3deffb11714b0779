// SPDX-FileCopyrightText: 2026 The Hoplens authors
// SPDX-License-Identifier: MIT

#include "core/formats/curloptions.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>

#include <optional>

namespace hoplens {

namespace {

// Options of curl 7.88 ("curl --help all") and some of later versions: the long name, "/" and the
// letter if there is one, "=" if a value follows.
constexpr const char *taken =
    "basic cacert= compressed connect-timeout= cookie/b= data/d= data-ascii= data-binary= "
    "data-raw= "
    "data-urlencode= form/F= form-string= get/G head/I header/H= http2 insecure/k json= "
    "max-redirs= "
    "max-time/m= next/: noproxy= oauth2-bearer= path-as-is proxy/x= range/r= referer/e= request/X= "
    "request-target= resolve= socks5= socks5-hostname= upload-file/T= url= url-query= user/u= "
    "user-agent/A=";
constexpr const char *passedOver =
    "alt-svc= buffer cookie-jar/c= create-dirs create-file-mode= dump-header/D= etag-save= "
    "expect100-timeout= fail/f fail-early fail-with-body globoff/g http1.1 hsts= include/i "
    "junk-session-cookies/j keepalive keepalive-cnt= keepalive-time= libcurl= location/L "
    "no-buffer/N "
    "no-clobber no-keepalive no-progress-meter out-null output/o= output-dir= parallel/Z "
    "parallel-immediate parallel-max= progress-bar/# progress-meter rate= remote-header-name/J "
    "remote-name/O remote-name-all remote-time/R remove-on-error retry= retry-all-errors "
    "retry-connrefused retry-delay= retry-max-time= show-error/S silent/s skip-existing stderr= "
    "styled-output suppress-connect-headers tcp-nodelay trace= trace-ascii= trace-config= "
    "trace-ids "
    "trace-time verbose/v write-out/w= xattr";
constexpr const char *notTaken =
    "abstract-unix-socket= anyauth append/a aws-sigv4= ca-native capath= cert/E= cert-status "
    "cert-type= ciphers= compressed-ssh config/K= connect-to= continue-at/C= crlf crlfile= curves= "
    "delegation= digest disable/q disable-eprt disable-epsv disallow-username-in-url "
    "dns-interface= "
    "dns-ipv4-addr= dns-ipv6-addr= dns-servers= doh-cert-status doh-insecure doh-url= ech= "
    "egd-file= "
    "engine= etag-compare= expand-data= expand-header= expand-url= false-start follow form-escape "
    "ftp-account= ftp-alternative-to-user= ftp-create-dirs ftp-method= ftp-pasv ftp-port/P= "
    "ftp-pret "
    "ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-ccc-mode= ftp-ssl-control happy-eyeballs-timeout-ms= "
    "haproxy-clientip= haproxy-protocol help/h hostpubmd5= hostpubsha256= http0.9 http1.0/0 "
    "http2-prior-knowledge http3 http3-only ignore-content-length interface= ip-tos= ipfs-gateway= "
    "ipv4/4 ipv6/6 key= key-type= krb= limit-rate= list-only/l local-port= location-trusted "
    "login-options= mail-auth= mail-from= mail-rcpt= mail-rcpt-allowfails manual/M max-filesize= "
    "metalink mptcp negotiate netrc/n netrc-file= netrc-optional no-alpn no-npn no-sessionid "
    "ntlm ntlm-wb pass= pinnedpubkey= post301 post302 post303 preproxy= proto= "
    "proto-default= proto-redir= proxy-anyauth proxy-basic proxy-ca-native proxy-cacert= "
    "proxy-capath= proxy-cert= proxy-cert-type= proxy-ciphers= proxy-crlfile= proxy-digest "
    "proxy-header= proxy-http2 proxy-insecure proxy-key= proxy-key-type= proxy-negotiate "
    "proxy-ntlm "
    "proxy-pass= proxy-pinnedpubkey= proxy-service-name= proxy-ssl-allow-beast "
    "proxy-ssl-auto-client-cert proxy-tls13-ciphers= proxy-tlsauthtype= proxy-tlspassword= "
    "proxy-tlsuser= proxy-tlsv1 proxy-user/U= proxy1.0= proxytunnel/p pubkey= quote/Q= "
    "random-file= "
    "raw sasl-authzid= sasl-ir service-name= sigalgs= socks4= socks4a= socks5-basic socks5-gssapi "
    "socks5-gssapi-nec socks5-gssapi-service= speed-limit/Y= speed-time/y= ssl ssl-allow-beast "
    "ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort ssl-sessions= sslv2/2 "
    "sslv3/3 tcp-fastopen telnet-option/t= tftp-blksize= tftp-no-options time-cond/z= "
    "tls-earlydata "
    "tls-max= tls13-ciphers= tlsauthtype= tlspassword= tlsuser= tlsv1/1 tlsv1.0 tlsv1.1 tlsv1.2 "
    "tlsv1.3 tr-encoding unix-socket= upload-flags= use-ascii/B variable= version/V vlan-priority=";

struct CurlOption {
    QString name;
    CurlUse use = CurlUse::NotTaken;
    bool wantsValue = false;
};

/// By long name in order, for names that are cut short, and by letter.
struct CurlOptions {
    QMap<QString, CurlOption> byName;
    QHash<QChar, QString> byLetter;
};

void addOptions(CurlOptions &options, const char *list, CurlUse use)
{
    const QStringList entries = QString::fromLatin1(list).split(u' ');
    for (QString entry : entries) {
        const bool wantsValue = entry.endsWith(u'=');
        if (wantsValue) {
            entry.chop(1);
        }
        const QString name = entry.section(u'/', 0, 0);
        options.byName.insert(name, {name, use, wantsValue});
        if (entry.size() > name.size()) {
            options.byLetter.insert(entry.back(), name);
        }
    }
}

const CurlOptions &curlOptions()
{
    static const CurlOptions options = [] {
        CurlOptions all;
        addOptions(all, taken, CurlUse::Taken);
        addOptions(all, passedOver, CurlUse::PassedOver);
        addOptions(all, notTaken, CurlUse::NotTaken);
        return all;
    }();
    return options;
}

/// The option of that name, or the only one that begins so.
std::optional<CurlOption> optionNamed(const QString &name)
{
    const QMap<QString, CurlOption> &all = curlOptions().byName;
    if (name.isEmpty()) {
        return std::nullopt;
    }
    const auto found = all.lowerBound(name);
    if (found == all.end() || !found.key().startsWith(name)) {
        return std::nullopt;
    }
    const auto after = std::next(found);
    const bool only = found.key() == name || after == all.end() || !after.key().startsWith(name);
    return only ? std::optional(*found) : std::nullopt;
}

/// Walks over the words.
class ArgumentReader {
public:
    explicit ArgumentReader(const QList<QByteArray> &words)
        : m_words(words)
    {
    }
    Result<QList<CurlArgument>> read();

private:
    Result<void> readLong(const QByteArray &word);
    Result<void> readLetters(const QByteArray &word);
    Result<void> takeValue(const CurlOption &option, CurlArgument argument);
    void addUnknown(const QString &written);

    const QList<QByteArray> &m_words;
    qsizetype m_next = 0;
    QList<CurlArgument> m_arguments;
};

Result<QList<CurlArgument>> ArgumentReader::read()
{
    bool addressesOnly = false;
    while (m_next < m_words.size()) {
        const QByteArray &word = m_words.at(m_next++);
        Result<void> done;
        if (!addressesOnly && word == "--") {
            addressesOnly = true;
        } else if (!addressesOnly && word.startsWith("--")) {
            done = readLong(word);
        } else if (!addressesOnly && word.size() > 1 && word.startsWith('-')) {
            done = readLetters(word);
        } else if (!word.isEmpty()) {
            m_arguments.append({QStringLiteral("url"), {}, CurlUse::Taken, word});
        }
        if (!done) {
            return done.error();
        }
    }
    return m_arguments;
}

/// The value is the next word.
Result<void> ArgumentReader::takeValue(const CurlOption &option, CurlArgument argument)
{
    if (option.wantsValue) {
        if (m_next >= m_words.size()) {
            return Error{Error::Code::InvalidInput,
                         QCoreApplication::translate(
                             "hoplens::CurlCommand",
                             "The command ends after %1, which wants a value; copy all of it.")
                             .arg(argument.written)};
        }
        argument.value = m_words.at(m_next++);
    }
    m_arguments.append(argument);
    return {};
}

/// A word after it is taken for its value, unless it can only be something else.
void ArgumentReader::addUnknown(const QString &written)
{
    m_arguments.append({{}, written, CurlUse::NotTaken, {}});
    const bool last = m_next + 1 >= m_words.size();
    if (!last && !m_words.at(m_next).startsWith('-') && !m_words.at(m_next).contains("://")) {
        ++m_next;
    }
}

Result<void> ArgumentReader::readLong(const QByteArray &word)
{
    const QString written = QString::fromUtf8(word);
    const QString name = written.mid(2);
    if (const std::optional<CurlOption> option = optionNamed(name)) {
        return takeValue(*option, {option->name, written, option->use, {}});
    }
    if (const qsizetype equals = word.indexOf('='); equals > 0) {
        const QString before = QString::fromUtf8(word.left(equals));
        const std::optional<CurlOption> option = optionNamed(before.mid(2));
        if (option && option->wantsValue) {
            m_arguments.append({option->name, before, option->use, word.mid(equals + 1)});
            return {};
        }
    }
    // man curl: "In general, all boolean options are enabled with --option and yet again disabled
    // with --no-option."
    if (name.startsWith(QLatin1String("no-"))) {
        const std::optional<CurlOption> option = optionNamed(name.mid(3));
        if (option && !option->wantsValue) {
            m_arguments.append({option->name, written, option->use, {}, true});
            return {};
        }
    }
    addUnknown(written);
    return {};
}

/// man curl: "Short version options that do not need any additional values can be used immediately
/// next to each other"; those that do "can be used with or without a space".
Result<void> ArgumentReader::readLetters(const QByteArray &word)
{
    for (qsizetype i = 1; i < word.size(); ++i) {
        const QString written = u'-' + QString(QLatin1Char(word.at(i)));
        const QString name = curlOptions().byLetter.value(written.back());
        if (name.isEmpty()) {
            addUnknown(written);
            return {};
        }
        const CurlOption option = curlOptions().byName.value(name);
        const CurlArgument argument{name, written, option.use, word.mid(i + 1)};
        if (option.wantsValue && !argument.value.isEmpty()) {
            m_arguments.append(argument);
            return {};
        }
        if (const Result<void> done = takeValue(option, {name, written, option.use, {}}); !done) {
            return done.error();
        }
    }
    return {};
}

} // namespace

Result<QList<CurlArgument>> readCurlArguments(const QList<QByteArray> &words)
{
    return ArgumentReader(words).read();
}

} // namespace hoplens
