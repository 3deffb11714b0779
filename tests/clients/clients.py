# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""The client set-ups that are measured. To add one: a line here, and a driver if there is none yet."""

import dataclasses
import pathlib

DRIVERS = pathlib.Path(__file__).parent / "drivers"
PYTHON = "/usr/bin/python3"  # Debian's own, for which the client packages are


@dataclasses.dataclass(frozen=True)
class Client:
    id: str
    name: str
    command: tuple  # of the driver; {build} stands for build/clients
    packages: tuple = ()  # of Debian; for all clients together in measure, too
    environment: tuple = ()
    build: tuple = ()  # run once before
    runs: int = 2


def python(driver, *arguments):
    return (PYTHON, str(DRIVERS / driver), *arguments)


def program(interpreter, driver, *arguments):
    return (interpreter, str(DRIVERS / driver), *arguments)


def curl(identity, *options):
    words = " ".join(("-L", *options)).replace("-X", "-X METHOD")
    return Client(identity, f"curl {words}", python("curl.py", *options), ("curl",))


def javascript(identity, name, driver, *arguments, packages=()):
    return Client(identity, name, program("node", driver, *arguments), ("nodejs", *packages))


def java(identity, name, mode):
    return Client(
        identity,
        name,
        (
            "java", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
            "--add-opens=java.base/sun.net.www.http=ALL-UNNAMED",
            "--add-opens=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
            "-cp", "{build}/java", "JavaDriver", mode,
        ),  # fmt: skip
        ("openjdk-17-jdk-headless",),
        build=("javac", "-d", "{build}/java", str(DRIVERS / "JavaDriver.java"), str(DRIVERS / "Json.java")),
    )


CHROMIUM = ("chromium", "libnss3-tools")
FIREFOX = ("firefox-esr", "libnss3-tools")
PERL = ("libwww-perl", "liblwp-protocol-https-perl")
QT = ("python3-pyqt6",)
QT_RUNS = 4  # Qt sends now and then a request twice

CLIENTS = (
    curl("curl"),
    curl("curl-x", "-X"),
    curl("curl-post301", "--post301"),
    curl("curl-post302", "--post302"),
    curl("curl-post303", "--post303"),
    curl("curl-trusted", "--location-trusted"),
    Client("wget", "GNU Wget", python("wget.py", "wget"), ("wget",)),
    Client("wget2", "GNU Wget2", python("wget.py", "wget2"), ("wget2",)),
    Client("requests", "Python requests", python("requests_driver.py"), ("python3-requests",)),
    Client("httpx", "Python HTTPX, follow_redirects=True", python("httpx_driver.py"), ("python3-httpx",)),
    Client("aiohttp", "Python aiohttp", python("aiohttp_driver.py"), ("python3-aiohttp",)),
    Client("urllib3", "Python urllib3, PoolManager", python("urllib3_driver.py"), ("python3-urllib3",)),
    Client("urllib", "Python urllib.request", python("urllib_driver.py"), ("python3",)),
    Client("httpie", "HTTPie --follow", python("httpie_driver.py"), ("httpie",)),
    Client(
        "go",
        "Go net/http",
        ("{build}/go",),
        ("golang-go",),
        build=("go", "build", "-o", "{build}/go", str(DRIVERS / "go.go")),
    ),
    javascript("node", "Node.js fetch()", "node.mjs"),
    javascript("axios", "axios in Node.js", "axios.mjs"),
    javascript("got", "got", "got.mjs"),
    javascript("node-fetch", "node-fetch", "node-fetch.mjs"),
    java("java", "Java HttpClient, Redirect.NORMAL", "NORMAL"),
    java("java-always", "Java HttpClient, Redirect.ALWAYS", "ALWAYS"),
    java("java-urlconnection", "Java HttpURLConnection", "URLCONNECTION"),
    Client("qt", "Qt QNetworkAccessManager", python("qt.py", "default"), QT, runs=QT_RUNS),
    Client("qt-same-origin", "Qt, SameOriginRedirectPolicy", python("qt.py", "same-origin"), QT, runs=QT_RUNS),
    Client("libsoup", "libsoup 3", python("libsoup.py"), ("python3-gi", "gir1.2-soup-3.0", "glib-networking")),
    Client("lwp", "Perl LWP::UserAgent", program("perl", "lwp.pl"), PERL),
    Client("http-tiny", "Perl HTTP::Tiny", program("perl", "http-tiny.pl"), PERL),
    Client("php-stream", "PHP http:// stream", program("php", "php-stream.php"), ("php-cli",)),
    Client("php-curl", "PHP curl extension", program("php", "php-curl.php"), ("php-cli", "php-curl")),
    Client("open-uri", "Ruby open-uri", program("ruby", "open-uri.rb"), ("ruby",)),
    javascript("chromium-fetch", "Chromium, fetch()", "chromium.mjs", "fetch", packages=CHROMIUM),
    javascript("chromium-page", "Chromium, link or form", "chromium.mjs", "page", packages=CHROMIUM),
    javascript("firefox-fetch", "Firefox, fetch()", "firefox.mjs", "fetch", packages=FIREFOX),
    javascript("firefox-page", "Firefox, link or form", "firefox.mjs", "page", packages=FIREFOX),
)


def find(identity):
    return next((client for client in CLIENTS if client.id == identity), None)
