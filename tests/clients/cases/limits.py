# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""How many redirects are followed, and what a repeated address means."""

from .making import FOLLOWED, case, hops, redirect, request, text

MANY = 120  # more than any default limit that is known
LONG = 15_000  # milliseconds that so many may take


def cases():
    for status in FOLLOWED:
        yield case(f"limit/chain/{status}", request(limit=LONG), hops(*[status] * MANY))
    yield case("limit/chain/307/POST", request("POST", body=text(), limit=LONG), hops(*[307] * MANY))
    yield case("limit/chain/302/POST", request("POST", body=text(), limit=LONG), hops(*[302] * MANY))
    yield case("limit/chain/302/HEAD", request("HEAD", limit=LONG), hops(*[302] * MANY))
    mixed = [FOLLOWED[number % 5] for number in range(MANY)]
    yield case("limit/chain/mixed", request(limit=LONG), hops(*mixed))
    there_and_back = [(302, f"http://{'ab'[number % 2 == 0]}.test/{number + 2}") for number in range(MANY)]
    yield case("limit/chain/two-hosts", request(limit=LONG), hops(*there_and_back))
    yield from loops()


def loops():
    itself = redirect(302, "/1")
    for status in FOLLOWED:
        yield case(f"limit/loop/{status}", request(limit=LONG), ending("/1", redirect(status, "/1"), MANY))
    yield case("limit/loop/307/POST", request("POST", body=text(), limit=LONG), ending("/1", redirect(307, "/1"), MANY))
    yield case("limit/loop/302/POST", request("POST", body=text(), limit=LONG), ending("/1", itself, MANY))
    for often in (1, 2, 3, 4, 5, 9):
        yield case(f"limit/loop-that-ends/{often}", request(), ending("/1", itself, often))
    yield case(
        "limit/loop-that-ends/cookie",
        request(),
        {"/1": [redirect(302, "/1", ("Set-Cookie", "seen=1")), {"status": 200, "body": "Welcome."}]},
    )
    yield case(
        "limit/loop/two-addresses",
        request(limit=LONG),
        {**ending("/1", redirect(302, "/2"), MANY // 2), **ending("/2", redirect(302, "/1"), MANY // 2)},
    )
    yield case(
        "limit/loop/three-addresses",
        request(limit=LONG),
        {"/1": [redirect(302, "/2")], "/2": [redirect(307, "/3")], **ending("/3", redirect(301, "/1"), MANY // 3)},
    )
    yield case(
        "limit/loop/into",
        request(limit=LONG),
        {"/1": [redirect(302, "/2")], **ending("/2", redirect(302, "/2"), MANY)},
    )
    yield case(
        "limit/loop/two-statuses",
        request(limit=LONG),
        {"/1": [*[redirect((301, 302)[number % 2], "/1") for number in range(MANY)], {"status": 200}]},
    )
    yield case("limit/loop/fragment", request(), ending("/1", redirect(302, "/1#x"), 3))
    yield case("limit/loop/query", request(), ending("/1", redirect(302, "/1?again"), 3))
    yield case("limit/loop/host-case", request(), ending("/1", redirect(302, "http://A.TEST/1"), 3))
    yield case("limit/loop/port", request(), ending("/1", redirect(302, "http://a.test:80/1"), 3))


def ending(path, answer, times):
    """The same answer so many times, then 200."""
    return {path: [{**answer, "times": times}, {"status": 200, "body": "The end."}]}
