# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Kinds of bodies, and the fields that describe them."""

from .making import FOLLOWED, case, hops, request, text

# Set by hand, with a body that they describe or without one.
CONTENT_FIELDS = [
    ["Content-Type", "application/json"],
    ["Content-Encoding", "identity"],
    ["Content-Language", "en"],
    ["Content-Location", "/here"],
    ["Content-Disposition", "inline"],
    ["Content-MD5", "XrY7u+Ae7tCTyyK7j1rNww=="],
    ["Digest", "sha-256=uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="],
    ["Last-Modified", "Sun, 01 Nov 2026 10:00:00 GMT"],
]
JSON = '{"hello": "hops"}'
# 200,000 octets: more than a socket takes at once.
LARGE = {"text": "0123456789abcdef", "kind": "text", "repeat": 12_500}


def cases():
    yield from content_fields()
    for kind, body in (("form", text(kind="form")), ("json", text(JSON, "json"))):
        yield from by_status(f"body/{kind}", ("POST",), body)
    yield from by_status("body/empty", ("POST", "PUT"), text(""), (302, 303, 307))
    yield from by_status("body/large", ("POST",), LARGE, (302, 307))
    yield from by_status("body/file", ("POST", "PUT"), text(kind="file"))
    yield from by_status("body/stream", ("POST", "PUT"), text(kind="stream"))
    for kind in ("file", "stream"):
        yield case(
            f"body/{kind}/307/POST/host",
            request("POST", body=text(kind=kind)),
            hops((307, "http://b.test/2")),
        )


def by_status(name, methods, body, statuses=FOLLOWED):
    for status in statuses:
        for method in methods:
            yield case(f"{name}/{status}/{method}", request(method, body=body), hops(status))


def content_fields():
    for status in FOLLOWED:
        for method in ("POST", "PUT"):
            yield case(
                f"content/{status}/{method}/body",
                request(method, fields=CONTENT_FIELDS, body=text(JSON)),
                hops(status),
            )
    for status in (302, 303, 307):
        for method in ("GET", "POST", "DELETE"):
            yield case(
                f"content/{status}/{method}", request(method, fields=CONTENT_FIELDS), hops(status)
            )
    for status in (302, 307):
        yield case(
            f"content/{status}/POST/body/host",
            request("POST", fields=CONTENT_FIELDS, body=text(JSON)),
            hops((status, "http://b.test/2")),
        )
    yield case(
        "content/302/POST/own-type",
        request("POST", fields=[["Content-Type", "text/plain"]], body=text()),
        hops(302),
    )
    yield case(
        "content/302/POST/lower-case",
        request("POST", fields=[["content-type", "text/plain"], ["content-language", "en"]], body=text()),
        hops(302),
    )
    for steps in ((302, 307), (303, 308), (307, 302)):
        yield case(
            "content/" + "-".join(map(str, steps)) + "/POST/body",
            request("POST", fields=CONTENT_FIELDS, body=text(JSON)),
            hops(*steps),
        )
