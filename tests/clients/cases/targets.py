# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Fragments, and schemes other than http."""

from .making import case, hops, request, text

FRAGMENTS = {
    "inherited": ("http://a.test/1#x", "/2"),
    "replaced": ("http://a.test/1#x", "/2#y"),
    "emptied": ("http://a.test/1#x", "/2#"),
    "gained": ("http://a.test/1", "/2#y"),
    "empty-first": ("http://a.test/1#", "/2"),
    "only-fragment": ("http://a.test/1#x", "http://a.test/2#y"),
    "other-host": ("http://a.test/1#x", "http://b.test/2"),
    "query": ("http://a.test/1?q=1#x", "/2?r=2"),
    "encoded": ("http://a.test/1#a%20b", "/2"),
    "spaces": ("http://a.test/1", "/2#a b"),
    "inherited-twice": ("http://a.test/1#x", "/2", "/3"),
    "replaced-then-inherited": ("http://a.test/1#x", "/2#y", "/3"),
    "emptied-then-inherited": ("http://a.test/1#x", "/2#", "/3"),
    "across-and-back": ("http://a.test/1#x", "http://b.test/2", "http://a.test/3"),
}
SCHEMES = {
    "upper-http": "HTTP://a.test/2",
    "ftp": "ftp://b.test/2",
    "ftp-as-http": "ftp://b.test:8080/2",
    "ftps": "ftps://b.test:8443/2",
    "file": "file:///etc/hosts",
    "file-host": "file://b.test/etc/hosts",
    "mailto": "mailto:a@b.test",
    "javascript": "javascript:alert(1)",
    "data": "data:text/plain,hello",
    "about": "about:blank",
    "ws": "ws://b.test/2",
    "wss": "wss://b.test/2",
    "gopher": "gopher://b.test:8080/2",
    "dict": "dict://b.test:8080/2",
    "unknown": "foo://b.test:8080/2",
    "unknown-opaque": "foo:bar",
    "tel": "tel:123",
}


def cases():
    for name, (first, *rest) in FRAGMENTS.items():
        yield case(f"fragment/{name}", request(url=first), hops(*[(302, place) for place in rest]))
    for status in (301, 303, 307, 308):
        yield case(f"fragment/inherited/{status}", request(url="http://a.test/1#x"), hops(status))
    yield case(
        "fragment/inherited/POST", request("POST", "http://a.test/1#x", body=text()), hops(302)
    )
    for name, location in SCHEMES.items():
        yield case(f"scheme/{name}", request(), hops((302, location)))
    yield case("scheme/ftp/POST-307", request("POST", body=text()), hops((307, SCHEMES["ftp"])))
    yield case("scheme/file/301", request(), hops((301, SCHEMES["file"])))
