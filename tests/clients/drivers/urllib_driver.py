# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""urllib.request.urlopen(), with the handlers that it has at its defaults."""

import http.cookiejar
import platform
import urllib.error
import urllib.request

from lines import PATIENCE, NotExpressible, answer, body_of, file_with, pieces, refuse_twice, serve, times


LONGEST_PHRASE = len("Network Authentication Required")


def body_option(data, kind):
    if data is None:
        return None
    if kind == "json":
        raise NotExpressible("json as an option")
    if kind == "file":
        return open(file_with(data), "rb")
    return pieces(data) if kind == "stream" else data


def opener_for(request):
    handlers = []
    if request.get("jar"):
        handlers.append(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    if "auth" in request:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, request["url"], *request["auth"])
        handlers.append(urllib.request.HTTPBasicAuthHandler(passwords))
    return urllib.request.build_opener(*handlers)


def run(request):
    fields = request.get("fields", [])
    refuse_twice(fields)
    opener = opener_for(request)
    for _ in times(request):
        wish = urllib.request.Request(
            request["url"],
            data=body_option(*body_of(request)),
            headers=dict(fields),
            method=request["method"],
        )
        try:
            with opener.open(wish, timeout=PATIENCE) as response:
                result = answer(response.status, response.url, response.read())
        except urllib.error.HTTPError as problem:
            # The answer is thrown. Where it is no mere answer, the reason is no mere phrase.
            result = answer(problem.code, problem.url)
            if len(str(problem.reason)) > LONGEST_PHRASE:
                result["message"] = str(problem.reason)
    return result


serve(platform.python_version(), run)
