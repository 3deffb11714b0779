# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Forms of Location, all against one base: http://a.test/dir/sub/1?q=1#top"""

from .making import FOLLOWED, case, redirect, request, text

PATH = "/dir/sub/1"
BASE = f"http://a.test{PATH}?q=1"
UTF8 = "\u00c3\u00a9"  # é in UTF-8, an octet a character
LATIN1 = "\u00e9"

FORMS = {
    # relative references
    "file": "2",
    "dot-file": "./2",
    "up": "../2",
    "up-twice": "../../2",
    "up-too-far": "../../../../2",
    "absolute-path": "/2",
    "host": "//b.test/2",
    "host-port": "//b.test:8080/2",
    "query": "?r=2",
    "fragment": "#part",
    "query-fragment": "?r=2#part",
    "file-query": "2?r=2",
    "dot": ".",
    "two-dots": "..",
    "slash": "/",
    "colon-in-path": "./a:b",
    "semicolon": ";x=1",
    # absolute
    "absolute": "http://b.test/2",
    "no-path": "http://b.test",
    "no-path-query": "http://b.test?r=2",
    "no-path-fragment": "http://b.test#part",
    "upper-scheme": "HTTP://b.test/2",
    "upper-host": "http://B.TEST/2",
    "default-port": "http://b.test:80/2",
    "empty-port": "http://b.test:/2",
    "zero-port": "http://b.test:0080/2",
    "wrong-port": "http://b.test:99999/2",
    "port-text": "http://b.test:http/2",
    "userinfo": "http://user:pass@b.test/2",
    "empty-userinfo": "http://@b.test/2",
    "trailing-dot": "http://b.test./2",
    "empty-host": "http:///2",
    "address-short": "http://127.1/2",
    "address-number": "http://2130706433/2",
    "address-hex": "http://0x7f.0.0.1/2",
    "address-octal": "http://0177.0.0.1/2",
    "percent-host": "http://b%2Etest/2",
    "idn": "http://b\u00c3\u00bc.test/2",
    # slashes
    "scheme-relative-file": "http:2",
    "scheme-relative-path": "http:/2",
    "other-scheme-relative": "https:2",
    "three-slashes": "///b.test/2",
    "four-slashes": "////b.test/2",
    "double-slash-path": "/a//b",
    "backslash-path": "\\2",
    "backslash-host": "\\\\b.test\\2",
    "slash-backslash": "/\\b.test/2",
    "backslash-in-path": "/a\\b",
    "backslash-in-query": "/a?b\\c",
    "scheme-backslashes": "http:\\\\b.test\\2",
    # dot segments
    "dot-segments": "/a/./b/../2",
    "encoded-dots": "/a/%2e%2e/2",
    "encoded-dots-upper": "/a/%2E%2E/2",
    "half-encoded-dots": "/a/.%2e/2",
    "dots-at-end": "/a/b/..",
    "dots-in-query": "/a?x=/../b",
    # octets
    "space": "/a b",
    "space-in-query": "/a?b c",
    "space-before": "  /2",
    "space-after": "/2  ",
    "tab": "/a\tb",
    "utf8": f"/{UTF8}",
    "utf8-query": f"/a?{UTF8}",
    "utf8-fragment": f"/a#{UTF8}",
    "latin1": f"/{LATIN1}",
    "latin1-query": f"/a?{LATIN1}",
    "percent-utf8": "/%C3%A9",
    "percent-lower": "/%c3%a9",
    "percent-latin1": "/%E9",
    "percent-unreserved": "/%7Euser/%41",
    "percent-slash": "/a%2Fb",
    "percent-percent": "/a%25b",
    "percent-lone": "/a%b",
    "percent-bad": "/a%zz",
    "percent-and-space": "/a%20b c",
    "plus": "/a+b?c+d",
    "quotes": "/a\"b'c",
    "angles": "/a<b>c",
    "braces": "/a{b}c|d^e`f",
    "brackets": "/a[b]?c[d]=e",
    "query-quotes": "/a?b\"c'd<e>f",
    "query-braces": "/a?{b}|c^d`e",
    "question-in-query": "/a?b?c",
    "question-alone": "/a?",
    "hash-alone": "/a#",
    "hash-in-fragment": "/a#b#c",
    "comma": "/a,b",
    "at-in-path": "/@b.test",
    "at-and-colon": "//b.test:80@other.test/2",
    "control": "/a\x01b",
    "delete": "/a\x7fb",
    "angle-brackets-around": "<http://b.test/2>",
    "quoted": '"http://b.test/2"',
    "long": "/" + "a" * 5000,
    "text-before": "URL=http://b.test/2",
}


def cases():
    for name, location in FORMS.items():
        yield case(f"location/{name}", request(url=BASE), {PATH: [redirect(302, location), ending()]})
    for status in (300, 301, 302, 303, 305, 307, 308):
        for method in ("GET", "POST"):
            yield without_location(status, method)
    for status in (302, 307):
        yield from empty(status)
    for status in (301, 302):
        yield from several(status)
    yield field_line("lower-name", "location: /2")
    yield field_line("upper-name", "LOCATION: /2")
    yield field_line("no-space", "Location:/2")
    yield field_line("spaces-around", "Location: \t /2 \t ")
    yield field_line("folded", "Location: /2\r\n ?folded=1")
    yield field_line("content-location", "Content-Location: /2")
    yield field_line("uri", "URI: /2")
    yield field_line("link", "Link: </2>; rel=canonical")
    yield field_line("space-before-colon", "Location : /2")
    for status in FOLLOWED:
        yield case(
            f"location/query-kept/{status}", request(url="http://a.test/1?q=1"), {"/1": [redirect(status, "/2")]}
        )


def ending():
    return {"status": 200, "body": "The same again."}


def without_location(status, method):
    body = text() if method == "POST" else None
    answer = {"status": status, "body": "No Location."}
    return case(f"location-missing/{status}/{method}", request(method, body=body), {"/1": [answer]})


def empty(status):
    for method in ("GET", "POST"):
        body = text() if method == "POST" else None
        answers = {PATH: [redirect(status, ""), ending()]}
        yield case(f"location-empty/{status}/{method}", request(method, BASE, body=body), answers)
    blank = f"HTTP/1.1 {status} Found\r\nLocation:   \r\nContent-Length: 0\r\n\r\n"
    yield case(f"location-empty/{status}/spaces", request(url=BASE), {PATH: [{"raw": blank}, ending()]})


def several(status):
    for name, values in {
        "different": ("/2", "/3"),
        "same": ("/2", "/2"),
        "same-address": ("/2", "http://a.test/2"),
        "hosts": ("http://a.test/2", "http://b.test/3"),
        "empty-first": ("", "/3"),
        "empty-last": ("/2", ""),
        "three": ("/2", "/3", "/4"),
    }.items():
        fields = [["Location", value] for value in values]
        answers = {"/1": [{"status": status, "fields": fields}, ending()]}
        yield case(f"location-several/{status}/{name}", request(), answers)


def field_line(name, line):
    """One redirect with this line in place of Location, written octet by octet."""
    raw = f"HTTP/1.1 302 Found\r\n{line}\r\nContent-Length: 0\r\n\r\n"
    return case(f"location-field/{name}", request(), {"/1": [{"raw": raw}, ending()]})
