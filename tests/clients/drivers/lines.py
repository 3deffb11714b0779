# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""What every driver in Python shares.

A driver prints {"version": ...} first. Then it reads one request a line (see cases/__init__.py) and
answers with one line each, "fresh" in a request being a hint that the case before it or it itself
leaves more behind than cookies and a cache:
  {"status": 200, "url": ..., "body": ...}   the client handed this answer over; what it does not tell is null
  {"error": ..., "message": ...}             it ended without an answer
  {"notExpressible": ...}                    the client has no way to ask for this
"""

import json
import os
import sys

PATIENCE = 4  # seconds that a request may be silent


class NotExpressible(Exception):
    """The client has no way to ask for this."""


def serve(version, run):
    """Answers every line with what run(request) returns. Whatever else is printed goes to stderr."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    print(json.dumps({"version": version}), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(attempt(run, json.loads(line))), file=out, flush=True)


def attempt(run, request):
    try:
        return run(request)
    except NotExpressible as problem:
        return {"notExpressible": str(problem)}
    except Exception as problem:  # whatever a client throws is its outcome
        return failure(problem)


def failure(problem):
    return {"error": type(problem).__name__, "message": str(problem)}


def answer(status, url, body=b""):
    """Only the beginning of the body: it shows a local file or other content, if there is any."""
    if isinstance(body, str):
        body = body.encode("utf-8", "surrogateescape")
    return {"status": status, "url": url, "body": body[:200].decode("latin-1")}


def times(request):
    return range(2 if request.get("again") else 1)


def octets(text):
    return text.encode("latin-1")


def body_of(request):
    """The octets of the body and its kind, or (None, None)."""
    body = request.get("body")
    return (octets(body["text"]), body["kind"]) if body else (None, None)


def pieces(data):
    """The octets as a stream that cannot be read again."""
    half = len(data) // 2
    yield data[:half]
    yield data[half:]


def file_with(data, name="upload"):
    """The path of a file with these octets, in the folder of this run."""
    path = os.path.join(os.environ["HOME"], name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def refuse_twice(fields):
    names = [name.lower() for name, _ in fields]
    if len(set(names)) < len(names):
        raise NotExpressible("the same field twice")
