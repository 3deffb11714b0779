# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""urllib3.PoolManager().request()."""

import urllib3
from lines import PATIENCE, NotExpressible, answer, body_of, file_with, pieces, serve, times
from urllib.parse import parse_qsl

from urllib3._collections import HTTPHeaderDict  # version 2 has it in urllib3 itself, too


def body_option(data, kind):
    if data is None:
        return {}
    if kind == "json":
        raise NotExpressible("json as an option")
    if kind == "form":
        return {"fields": dict(parse_qsl(data.decode())), "encode_multipart": False}
    if kind == "file":
        return {"body": open(file_with(data), "rb")}
    return {"body": pieces(data) if kind == "stream" else data}


def run(request):
    fields = HTTPHeaderDict()
    for name, value in request.get("fields", []):
        fields.add(name, value)
    if "auth" in request:
        fields.update(urllib3.make_headers(basic_auth=":".join(request["auth"])))
    pool = urllib3.PoolManager(timeout=PATIENCE)
    for _ in times(request):
        response = pool.request(
            request["method"], request["url"], headers=fields, **body_option(*body_of(request))
        )
    return answer(response.status, response.geturl(), response.data)


serve(urllib3.__version__, run)
