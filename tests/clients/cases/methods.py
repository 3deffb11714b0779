# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Status by method, with and without a body."""

from .making import case, hops, redirect, request, text

STATUSES = range(300, 309)
METHODS = (
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "PROPFIND", "PURGE",
)  # fmt: skip
OTHER_STATUSES = (309, 310, 399)
NO_REDIRECTS = (200, 201, 202, 206, 400, 404, 410, 500, 503)


def cases():
    yield from table(STATUSES, METHODS)
    yield from table(OTHER_STATUSES, ("GET", "POST"))
    yield from table((301, 302, 303, 307), ("get", "post", "patch", "Put"), (True,))
    yield from table((301, 302, 303, 307), ("TRACE",), (False,))
    for status in NO_REDIRECTS:
        for method in ("GET", "POST"):
            body = text() if method == "POST" else None
            yield case(
                f"no-redirect/{status}/{method}",
                request(method, body=body),
                {"/1": [{**redirect(status), "body": "Stay here."}]},
            )


def table(statuses, methods, with_body=(False, True)):
    for status in statuses:
        for method in methods:
            for has_body in with_body:
                yield case(
                    f"method/{status}/{method}" + ("/body" if has_body else ""),
                    request(method, body=text() if has_body else None),
                    hops(status),
                )
