# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""aiohttp.ClientSession.request()."""

import asyncio
import json
from urllib.parse import parse_qsl

import aiohttp
from lines import PATIENCE, answer, body_of, file_with, pieces, serve, times


def body_option(data, kind):
    if data is None:
        return {}
    if kind == "form":
        return {"data": dict(parse_qsl(data.decode()))}
    if kind == "json":
        return {"json": json.loads(data)}
    if kind == "file":
        return {"data": open(file_with(data), "rb")}
    return {"data": stream(data) if kind == "stream" else data}


async def stream(data):
    for piece in pieces(data):
        yield piece


async def ask(request):
    timeout = aiohttp.ClientTimeout(total=request.get("limit", PATIENCE * 1000) / 1000)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        for _ in times(request):
            async with session.request(
                request["method"],
                request["url"],
                headers=[tuple(field) for field in request.get("fields", [])],
                auth=aiohttp.BasicAuth(*request["auth"]) if "auth" in request else None,
                **body_option(*body_of(request)),
            ) as response:
                body = await response.read()
    url = response.real_url  # `url` has no fragment
    return answer(response.status, str(url), body)


serve(aiohttp.__version__, lambda request: asyncio.run(ask(request)))
