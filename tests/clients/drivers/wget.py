# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""wget or wget2, whichever the argument names. One try: repeating after failures is no redirect."""

import os
import re
import subprocess
import sys

from lines import PATIENCE, NotExpressible, answer, body_of, file_with, serve, times

PROGRAM = sys.argv[1]


def body_arguments(data, kind):
    if data is None:
        return []
    if kind in ("json", "form"):
        raise NotExpressible(f"{kind} as an option")
    if kind == "stream":
        raise NotExpressible("a body from a stream")
    # As an argument a body may not be large or hold odd octets; from a file it may.
    large = kind == "file" or len(data) > 100_000
    return [f"--body-file={file_with(data)}"] if large else [b"--body-data=" + data]


def arguments(request):
    data, kind = body_of(request)
    words = []
    if request["method"] != "GET" or data is not None:
        words.append(f"--method={request['method']}")
    words += body_arguments(data, kind)
    words += [f"--header={name}: {value}" for name, value in request.get("fields", [])]
    if "auth" in request:
        words += [f"--user={request['auth'][0]}", f"--password={request['auth'][1]}"]
    return words


def forget():
    """What wget keeps from run to run: which hosts want https (HSTS)."""
    for name in (".wget-hsts", ".local/share/wget/.wget-hsts", "data/wget/.wget-hsts", "data/wget/.wget-ocsp"):
        path = os.path.join(os.environ["HOME"], name)
        if os.path.exists(path):
            os.remove(path)


def run(request):
    forget()
    output = os.path.join(os.environ["HOME"], "download")
    if os.path.exists(output):
        os.remove(output)
    done = subprocess.run(
        [PROGRAM, "--tries=1", f"--timeout={PATIENCE}", "-S", "-O", output]
        + arguments(request)
        + [request["url"] for _ in times(request)],
        capture_output=True,
        check=False,
        timeout=request.get("limit", PATIENCE * 1000) / 1000 + 1,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    statuses = re.findall(r"^ *HTTP/1\.[01] +(\d{3})", said, re.MULTILINE)
    if done.returncode == 8 and statuses:  # "server issued an error response": it is handed over
        return answer(int(statuses[-1]), final_url(said))
    if done.returncode != 0:
        return {"error": f"exit {done.returncode}", "message": complaint(said)}
    with open(output, "rb") as file:
        return answer(int(statuses[-1]) if statuses else None, final_url(said), file.read())


def final_url(said):
    """wget heads each request with a line of its own; wget2 tells no address."""
    asked = re.findall(r"^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--  (.*)$", said, re.MULTILINE)
    return asked[-1] if asked else None


def complaint(said):
    """The last line that is no part of a head and no progress."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("  ")]
    return re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", "", lines[-1]) if lines else ""


def version():
    words = subprocess.run([PROGRAM, "--version"], capture_output=True, check=True).stdout.split()
    return words[2].decode()


serve(version(), run)
