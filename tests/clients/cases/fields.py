# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Fields set by hand, by the relation of the two addresses, and along a chain."""

from .making import case, hops, request, text

# The way of a chain by the name of its relation. The first address is asked, the others are Locations.
RELATIONS = {
    "same": ("http://a.test/1", "http://a.test/2"),
    "relative": ("http://a.test/1", "/2"),
    "case": ("http://a.test/1", "http://A.Test/2"),
    "default-port": ("http://a.test/1", "http://a.test:80/2"),
    "port": ("http://a.test/1", "http://a.test:8080/2"),
    "port-to-default": ("http://a.test:8080/1", "http://a.test/2"),
    "same-8080": ("http://a.test:8080/1", "http://a.test:8080/2"),
    "host": ("http://a.test/1", "http://b.test/2"),
    "host-8080": ("http://a.test:8080/1", "http://b.test:8080/2"),
    "host-and-port": ("http://a.test/1", "http://b.test:8080/2"),
    "sub": ("http://a.test/1", "http://sub.a.test/2"),
    "up": ("http://sub.a.test/1", "http://a.test/2"),
    "sibling": ("http://sub.a.test/1", "http://sib.a.test/2"),
    "same-ending": ("http://a.test/1", "http://ba.test/2"),
    "dot": ("http://a.test/1", "http://a.test./2"),
    "to-address": ("http://localhost/1", "http://127.0.0.1/2"),
    "address": ("http://127.0.0.1/1", "http://127.0.0.13/2"),
    "upgrade": ("http://a.test/1", "https://a.test/2"),
    "upgrade-ports": ("http://a.test:8080/1", "https://a.test:8443/2"),
    "upgrade-host": ("http://a.test/1", "https://b.test/2"),
    "upgrade-sub": ("http://a.test/1", "https://sub.a.test/2"),
    "downgrade": ("https://a.test/1", "http://a.test/2"),
    "downgrade-ports": ("https://a.test:8443/1", "http://a.test:8080/2"),
    "downgrade-host": ("https://a.test/1", "http://b.test/2"),
    "https-same": ("https://a.test/1", "https://a.test/2"),
    "https-port": ("https://a.test/1", "https://a.test:8443/2"),
    "https-host": ("https://a.test/1", "https://b.test/2"),
}
# Longer ways, with what they are about.
JOURNEYS = {
    "host-and-back": ("http://a.test/1", "http://b.test/2", "http://a.test/3"),
    "port-and-back": ("http://a.test/1", "http://a.test:8080/2", "http://a.test/3"),
    "sub-and-back": ("http://a.test/1", "http://sub.a.test/2", "http://a.test/3"),
    "up-and-back": ("http://sub.a.test/1", "http://a.test/2", "http://sub.a.test/3"),
    "upgrade-and-back": ("http://a.test/1", "https://a.test/2", "http://a.test/3"),
    "downgrade-and-back": ("https://a.test/1", "http://a.test/2", "https://a.test/3"),
    "host-then-stay": ("http://a.test/1", "http://b.test/2", "/3"),
    "sub-then-deeper": ("http://a.test/1", "http://sub.a.test/2", "http://b.test/3"),
    "same-then-host": ("http://a.test/1", "/2", "http://b.test/3"),
    "three-hosts-and-back": (
        "http://a.test/1", "http://b.test/2", "http://other.test/3", "http://a.test/4",
    ),
    "host-sub-of-it": ("http://a.test/1", "http://other.test/2", "http://sub.a.test/3"),
}  # fmt: skip

AUTHORIZATION = ["Authorization", "Bearer secret-1"]
COOKIE = ["Cookie", "by=hand"]
PROXY_AUTHORIZATION = ["Proxy-Authorization", "Basic cHJveHk6c2VjcmV0"]
ALL = [
    ["Accept", "text/x-hops"],
    ["Accept-Language", "de-CH"],
    AUTHORIZATION,
    ["Cache-Control", "no-cache"],
    COOKIE,
    ["Cookie2", "$Version=1"],
    ["If-Modified-Since", "Sun, 01 Nov 2026 10:00:00 GMT"],
    ["If-None-Match", '"etag-1"'],
    PROXY_AUTHORIZATION,
    ["Range", "bytes=0-99"],
    ["User-Agent", "by-hand/1"],
    ["Www-Authenticate", "Basic realm=x"],
    ["X-Api-Key", "secret-2"],
    ["X-Csrf-Token", "secret-3"],
    ["X-Custom", "custom-1"],
]
SINGLE = {
    "authorization": AUTHORIZATION,
    "cookie": COOKIE,
    "proxy-authorization": PROXY_AUTHORIZATION,
    "x-custom": ["X-Custom", "custom-1"],
}
SINGLE_RELATIONS = ("relative", "case", "port", "host", "sub", "up", "upgrade", "downgrade")
# Names whose handling may hang on their spelling or on being there twice.
ODD = {
    "lower-case": [["authorization", "Bearer secret-1"], ["cookie", "by=hand"], ["x-custom", "1"]],
    "twice": [["X-Custom", "one"], ["X-Custom", "two"]],
    "empty": [["X-Custom", ""]],
    "host": [["Host", "by-hand.test"]],
    "connection": [["Connection", "X-Custom"], ["X-Custom", "one"]],
    "te": [["TE", "trailers"], ["Upgrade-Insecure-Requests", "1"]],
}


def cases():
    ways = {**RELATIONS, **JOURNEYS}
    for name, way in ways.items():
        yield travel(f"fields/{name}/all", way, fields=ALL)
    for name in SINGLE_RELATIONS + ("host-and-back",):
        for what, field in SINGLE.items():
            yield travel(f"fields/{name}/{what}", ways[name], fields=[field])
    for status in (301, 303, 307, 308):
        for name in ("relative", "host"):
            yield travel(
                f"fields/{name}/all/{status}-POST", ways[name], status, method="POST", body=text(), fields=ALL
            )
    for name in ("relative", "host"):
        for what, odd in ODD.items():
            yield travel(f"fields/{name}/{what}", ways[name], fields=odd)


def travel(identity, way, status=302, **wish):
    """A case along a way, every step with the same status."""
    first, *rest = way
    return case(identity, request(url=first, **wish), hops(*[(status, place) for place in rest]))
