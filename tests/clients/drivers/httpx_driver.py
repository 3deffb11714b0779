# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""httpx.Client(follow_redirects=True): by itself httpx follows nothing."""

import json

import httpx
from lines import PATIENCE, answer, body_of, file_with, pieces, serve, times
from urllib.parse import parse_qsl


def body_option(data, kind):
    if data is None:
        return {}
    if kind == "form":
        return {"data": dict(parse_qsl(data.decode()))}
    if kind == "json":
        return {"json": json.loads(data)}
    if kind == "file":
        return {"content": open(file_with(data), "rb")}
    return {"content": pieces(data) if kind == "stream" else data}


def run(request):
    with httpx.Client(follow_redirects=True, timeout=PATIENCE) as client:
        for _ in times(request):
            response = client.request(
                request["method"],
                request["url"],
                headers=[tuple(field) for field in request.get("fields", [])],
                auth=tuple(request["auth"]) if "auth" in request else None,
                **body_option(*body_of(request)),
            )
    return answer(response.status_code, str(response.url), response.content)


serve(httpx.__version__, run)
