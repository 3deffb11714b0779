# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Redirects in unusual answers, and what redirects without a status for it."""

from .making import case, redirect, request, text

MOVED = "<a href=/2>Moved</a>"
RAW = {
    "body": f"HTTP/1.1 302 Found\r\nLocation: /2\r\nContent-Length: {len(MOVED)}\r\n\r\n{MOVED}",
    "chunked": "HTTP/1.1 302 Found\r\nLocation: /2\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nMoved\r\n0\r\n\r\n",
    "until-close": "HTTP/1.1 302 Found\r\nLocation: /2\r\nConnection: close\r\n\r\nMoved",
    "http-1.0": "HTTP/1.0 302 Found\r\nLocation: /2\r\n\r\nMoved",
    "no-reason": "HTTP/1.1 302\r\nLocation: /2\r\nContent-Length: 0\r\n\r\n",
    "early-hints": (
        "HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n"
        "HTTP/1.1 302 Found\r\nLocation: /2\r\nContent-Length: 0\r\n\r\n"
    ),
    "early-location": (
        "HTTP/1.1 103 Early Hints\r\nLocation: /wrong\r\n\r\n"
        "HTTP/1.1 302 Found\r\nLocation: /2\r\nContent-Length: 0\r\n\r\n"
    ),
}
META = '<!doctype html><meta http-equiv="refresh" content="0; url=/2"><title>Meta</title>'


def cases():
    for name, raw in RAW.items():
        yield case(f"answer/{name}", request(), {"/1": [{"raw": raw}]})
    yield case("answer/large", request(), {"/1": [{**redirect(302), "body": "x", "repeat": 300_000}]})
    yield case("answer/POST-307-body", request("POST", body=text()), {"/1": [{**redirect(307), "body": MOVED}]})
    yield from refreshes()
    later = ("Retry-After", "1")
    for status in (302, 303):
        yield case(f"retry-after/{status}", request(), {"/1": [redirect(status, "/2", later)]})
    retry = {"status": 503, "fields": [["Retry-After", "1"]]}
    yield case("retry-after/503", request(), {"/1": [retry, {"status": 200}]})


def refreshes():
    settle = 400
    refresh = ["Refresh", "0; url=/2"]
    for status in (200, 302, 404):
        answer = {"status": status, "fields": [refresh], "body": "Later."}
        yield case(f"refresh/{status}", request(settle=settle), {"/1": [answer]})
    bare = {"status": 200, "fields": [["Refresh", "0;/2"]]}
    yield case("refresh/200/bare", request(settle=settle), {"/1": [bare]})
    host = {"status": 200, "fields": [["Refresh", "0; url=http://b.test/2"]]}
    yield case("refresh/200/host", request(settle=settle), {"/1": [host]})
    posted = {"status": 200, "fields": [refresh]}
    yield case("refresh/200/POST", request("POST", body=text(), settle=settle), {"/1": [posted]})
    yield case("refresh/302/with-location", request(settle=settle), {"/1": [redirect(302, "/3", refresh)]})
    yield case("refresh/meta", request(settle=settle), {"/1": [{"status": 200, "body": META}]})
