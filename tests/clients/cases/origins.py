# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Referer, Origin, Referrer-Policy; http to https and back by method."""

from .fields import JOURNEYS, RELATIONS, travel
from .making import case, hops, redirect, request, text

REFERER_WAYS = (
    "relative", "port", "host", "upgrade", "downgrade", "https-host", "host-and-back", "host-then-stay",
    "downgrade-and-back",
)  # fmt: skip
ORIGIN_WAYS = ("relative", "port", "host", "downgrade", "host-and-back", "three-hosts-and-back")
POLICIES = ("no-referrer", "origin", "same-origin", "unsafe-url", "no-such-policy")


def cases():
    ways = {**RELATIONS, **JOURNEYS}
    for name in REFERER_WAYS:
        yield travel(f"referer/{name}", ways[name])
        yield travel(f"referer/{name}/by-hand", ways[name], fields=[["Referer", "http://from.test/page"]])
    yield case("referer/POST-302", request("POST", body=text()), hops(302))
    yield case("referer/POST-307", request("POST", body=text()), hops(307))
    yield case("referer/secrets-in-address", request(url="http://user:pass@a.test/1?token=1#part"), hops(302))
    for policy in POLICIES:
        for name in ("relative", "host"):
            location = ways[name][1]
            yield case(
                f"referer/{name}/{policy}",
                request(),
                {"/1": [redirect(302, location, ("Referrer-Policy", policy))]},
            )
    for name in ORIGIN_WAYS:
        yield travel(f"origin/{name}/POST-307", ways[name], 307, method="POST", body=text())
        yield travel(f"origin/{name}/by-hand", ways[name], fields=[["Origin", "http://from.test"]])
    yield travel("origin/host/POST-302", ways["host"], 302, method="POST", body=text())
    yield from schemes_by_method()


def schemes_by_method():
    for name in ("upgrade", "upgrade-ports", "downgrade", "downgrade-ports"):
        for method, status in (("GET", 301), ("HEAD", 302), ("POST", 302), ("POST", 303), ("POST", 307), ("PUT", 308)):
            body = text() if method in ("POST", "PUT") else None
            yield travel(f"secure/{name}/{status}/{method}", RELATIONS[name], status, method=method, body=body)
    yield case(
        "secure/hsts",
        request(url="https://a.test/1", again=True),
        {
            "/1": [redirect(302, "http://a.test/2", ("Strict-Transport-Security", "max-age=60"))],
        },
    )
