# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""requests.request(), and a Session where something is to be remembered."""

import json

import requests
from lines import PATIENCE, answer, body_of, file_with, pieces, refuse_twice, serve, times
from urllib.parse import parse_qsl


def body_option(data, kind):
    if data is None:
        return {}
    if kind == "form":
        return {"data": dict(parse_qsl(data.decode()))}
    if kind == "json":
        return {"json": json.loads(data)}
    if kind == "file":
        return {"data": open(file_with(data), "rb")}
    return {"data": pieces(data) if kind == "stream" else data}


def run(request):
    fields = request.get("fields", [])
    refuse_twice(fields)
    session = requests.Session()
    for _ in times(request):
        response = session.request(
            request["method"],
            request["url"],
            headers=dict(fields),
            auth=tuple(request["auth"]) if "auth" in request else None,
            timeout=PATIENCE,
            **body_option(*body_of(request)),
        )
    return answer(response.status_code, response.url, response.content)


serve(requests.__version__, run)
