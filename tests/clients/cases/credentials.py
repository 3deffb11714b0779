# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Credentials given apart from fields: by the client's option, in the address, in Location; cookies."""

from .fields import JOURNEYS, RELATIONS, travel
from .making import case, hops, redirect, request

USER = ["user", "pass"]
BY_HAND = [["Authorization", "Bearer secret-1"]]
WAYS = (
    "relative", "case", "port", "host", "sub", "up", "upgrade", "downgrade", "https-host",
    "host-and-back", "host-then-stay",
)  # fmt: skip
LOCATIONS = {
    "same": "http://in:location@a.test/2",
    "port": "http://in:location@a.test:8080/2",
    "host": "http://in:location@b.test/2",
    "user-only": "http://in@a.test/2",
    "encoded": "http://in%40x:loc%3Aation@b.test/2",
}


def cases():
    yield from by_option()
    yield from in_address()
    yield from in_location()
    yield from cookies()


def by_option():
    for name in WAYS:
        yield travel(f"auth/{name}", {**RELATIONS, **JOURNEYS}[name], auth=USER)
    yield case("auth/with-field", request(auth=USER, fields=BY_HAND), hops(302))
    yield from challenges("auth", request(auth=USER))


def in_address():
    for name in WAYS:
        first, *rest = {**RELATIONS, **JOURNEYS}[name]
        yield travel(f"userinfo/{name}", (with_user(first), *rest))
    yield case("userinfo/with-field", request(url=with_user("http://a.test/1"), fields=BY_HAND), hops(302))
    yield from challenges("userinfo", request(url=with_user("http://a.test/1")))


def challenges(group, wish):
    """The server asks for credentials before, or after the redirect."""
    other = "http://b.test/2"
    yield case(f"{group}/challenge-before", wish, {"/1": [{"challenge": True, **redirect(302)}]})
    yield case(
        f"{group}/challenge-before-host", wish, {"/1": [{"challenge": True, **redirect(302, other)}]}
    )
    asks = [{"challenge": True, "status": 200, "body": "Welcome."}]
    yield case(f"{group}/challenge-after", wish, {**hops(302), "/2": asks})
    yield case(f"{group}/challenge-after-host", wish, {**hops((302, other)), "/2": asks})
    yield case(
        f"{group}/challenge-both",
        wish,
        {"/1": [{"challenge": True, **redirect(302)}], "/2": asks},
    )


def with_user(url):
    scheme, rest = url.split("://")
    return f"{scheme}://user:pass@{rest}"


def in_location():
    asks = [{"challenge": True, "status": 200, "body": "Welcome."}]
    for name, location in LOCATIONS.items():
        yield case(f"location-userinfo/{name}", request(), hops((302, location)))
    for name in ("same", "host"):
        steps = (302, LOCATIONS[name])
        yield case(f"location-userinfo/{name}/challenge", request(), {**hops(steps), "/2": asks})
        yield case(f"location-userinfo/{name}/with-field", request(fields=BY_HAND), hops(steps))
        yield case(f"location-userinfo/{name}/with-auth", request(auth=USER), hops(steps))
        yield case(f"location-userinfo/{name}/then-relative", request(), hops(steps, 302))
    yield case(
        "location-userinfo/host/and-back",
        request(),
        hops((302, LOCATIONS["host"]), (302, "http://a.test/3")),
    )


SET_COOKIE = {
    "plain": "jar=1",
    "path": "jar=1; Path=/2",
    "other-path": "jar=1; Path=/elsewhere",
    "domain": "jar=1; Domain=a.test",
    "secure": "jar=1; Secure",
    "same-site": "jar=1; SameSite=Strict",
}


def cookies():
    for jar in (None, True):
        group = "cookies-jar" if jar else "cookies"
        for name, value in SET_COOKIE.items():
            yield cookie_case(f"{group}/{name}", value, "/2", jar=jar)
        for name in ("port", "host", "sub", "upgrade"):
            yield cookie_case(f"{group}/plain/{name}", "jar=1", RELATIONS[name][1], jar=jar)
        yield cookie_case(f"{group}/domain/sub", SET_COOKIE["domain"], "http://sub.a.test/2", jar=jar)
        yield cookie_case(f"{group}/by-hand", "jar=1", "/2", jar=jar, fields=[["Cookie", "by=hand"]])
        yield cookie_case(f"{group}/by-hand-same-name", "by=jar", "/2", jar=jar, fields=[["Cookie", "by=hand"]])
        yield case(
            f"{group}/there-and-back",
            request(jar=jar),
            {
                "/1": [redirect(302, "http://b.test/2", ("Set-Cookie", "a=1"))],
                "/2": [redirect(302, "http://a.test/3", ("Set-Cookie", "b=1"))],
            },
        )
        yield case(
            f"{group}/removed",
            request(jar=jar),
            {
                "/1": [redirect(302, "/2", ("Set-Cookie", "jar=1"))],
                "/2": [redirect(302, "/3", ("Set-Cookie", "jar=; Max-Age=0"))],
            },
        )
        yield case(
            f"{group}/again",
            request(jar=jar, again=True),
            {"/1": [redirect(302, "/2", ("Set-Cookie", "jar=1"))]},
        )


def cookie_case(identity, value, location, **wish):
    return case(identity, request(**wish), {"/1": [redirect(302, location, ("Set-Cookie", value))]})
