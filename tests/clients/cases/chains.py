# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Several redirects after one another: decided from the request before, or from the first one?"""

import itertools

from .making import FOLLOWED, case, hops, request, text

PUT_CHAINS = ((301, 307), (302, 307), (303, 307), (303, 302), (307, 303), (308, 301))
HEAD_CHAINS = ((302, 307), (303, 302), (307, 303))
LONG_CHAINS = (
    (301, 301, 301),
    (302, 302, 302),
    (303, 303, 303),
    (307, 307, 307),
    (308, 308, 308),
    (302, 303, 307),
    (303, 307, 308),
    (307, 302, 307),
    (307, 303, 302),
    (308, 307, 303, 302, 301),
)
GET_CHAINS = ((301, 302), (302, 307), (303, 308), (300, 302), (305, 302), (302, 305), (302, 304))


def cases():
    for steps in itertools.product(FOLLOWED, repeat=2):
        yield chain("POST", steps, text())
    for steps in LONG_CHAINS:
        yield chain("POST", steps, text())
    for steps in PUT_CHAINS:
        yield chain("PUT", steps, text())
    for steps in HEAD_CHAINS:
        yield chain("HEAD", steps)
        yield chain("DELETE", steps)
    for steps in GET_CHAINS:
        yield chain("GET", steps)
    for steps in ((302, 307), (307, 302), (307, 307)):
        yield across("POST", steps)


def chain(method, steps, body=None):
    name = "-".join(map(str, steps))
    suffix = "/body" if body else ""
    return case(f"chain/{name}/{method}{suffix}", request(method, body=body), hops(*steps))


def across(method, steps):
    """To another host and home again."""
    places = ("http://b.test/2", "http://a.test/3")
    name = "-".join(map(str, steps))
    return case(
        f"chain/{name}/{method}/body/there-and-back",
        request(method, body=text()),
        hops(*zip(steps, places)),
    )
