# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Short words for making cases."""

START = "http://a.test/1"
TEXT = "hello=hops&n=1"
FOLLOWED = (301, 302, 303, 307, 308)  # what most clients follow


def case(identity, request, answers):
    return {"id": identity, "request": request, "answers": answers}


def request(method="GET", url=START, **more):
    """Members that are None are left out."""
    return {"method": method, "url": url, **{k: v for k, v in more.items() if v is not None}}


def text(body=TEXT, kind="text"):
    return {"text": body, "kind": kind}


def redirect(status=302, location="/2", *more):
    """An answer with a Location, and further fields as pairs."""
    return {"status": status, "fields": [["Location", location], *[list(pair) for pair in more]]}


def hops(*steps):
    """Answers for /1, /2, ...: each step is a status (to the next path) or (status, Location)."""
    script = {}
    for number, step in enumerate(steps, 1):
        status, location = step if isinstance(step, tuple) else (step, f"/{number + 1}")
        script[f"/{number}"] = [redirect(status, location)]
    return script
