# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""The same request twice with one session: is a permanent redirect remembered?"""

from .making import case, hops, redirect, request, text

STATUSES = (300, 301, 302, 303, 307, 308)
FRESHNESS = {
    "max-age": ("Cache-Control", "max-age=600"),
    "no-store": ("Cache-Control", "no-store"),
    "no-cache": ("Cache-Control", "no-cache"),
    "stale": ("Cache-Control", "max-age=0"),
    "expires": ("Expires", "Sat, 01 Jan 2050 00:00:00 GMT"),
    "public": ("Cache-Control", "public"),
}


def cases():
    for status in STATUSES:
        yield case(f"cache/{status}", request(again=True), hops(status))
        for name in ("max-age", "no-store"):
            yield fresh(status, name)
    for status in (301, 302):
        for name in ("no-cache", "stale", "expires", "public"):
            yield fresh(status, name)
    yield case("cache/301/host", request(again=True), hops((301, "http://b.test/2")))
    yield case("cache/308/HEAD", request("HEAD", again=True), hops(308))
    for status in (301, 308):
        yield case(f"cache/{status}/POST", request("POST", body=text(), again=True), hops(status))
    yield case(
        "cache/301/then-200",
        request(again=True),
        {"/1": [redirect(301, "/2"), {"status": 200, "body": "Moved back."}]},
    )


def fresh(status, name):
    answers = {"/1": [redirect(status, "/2", FRESHNESS[name])]}
    return case(f"cache/{status}/{name}", request(again=True), answers)
