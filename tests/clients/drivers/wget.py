# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""wget or wget2, whichever the argument names. One try: repeating after failures is no redirect."""

import os
import re
import subprocess
import sys

from lines import PATIENCE, NotExpressible, answer, body_of, file_with, serve, times

PROGRAM = sys.argv[1]


def body_arguments(option, data, kind):
    if kind in ("json", "form"):
        raise NotExpressible(f"{kind} as an option")
    if kind == "stream":
        raise NotExpressible("a body from a stream")
    # As an argument a body may not be large; from a file it may.
    large = kind == "file" or len(data) > 100_000
    return [f"--{option}-file={file_with(data)}"] if large else [f"--{option}-data=".encode() + data]


def wget_arguments(method, data, kind):
    words = [] if method == "GET" and data is None else [f"--method={method}"]
    return words + (body_arguments("body", data, kind) if data is not None else [])


def wget2_arguments(method, data, kind):
    """Debian's wget2 has no --method yet."""
    if method == "POST":
        return body_arguments("post", data or b"", kind)
    if data is not None:
        raise NotExpressible("a body with another method than POST")
    if method not in ("GET", "HEAD"):
        raise NotExpressible("a method other than GET, HEAD and POST")
    return ["--spider"] if method == "HEAD" else []


def arguments(request):
    method_arguments = wget2_arguments if PROGRAM == "wget2" else wget_arguments
    words = method_arguments(request["method"], *body_of(request))
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
    status, url = last_answer(said)
    if done.returncode == 8 and status:  # "server issued an error response", a limit among them
        return {**answer(status, url), "message": complaint(said)}
    if done.returncode != 0:
        return {"error": f"exit {done.returncode}", "message": complaint(said)}
    # Twice the same is written into one file.
    return answer(status, url, b"" if request.get("again") else read(output))


def read(path):
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        return file.read()


def last_answer(said):
    """Status and address of the last answer, as each of the two programs tells them."""
    if PROGRAM == "wget2":
        found = re.findall(r"^HTTP (?:ERROR )?response (\d{3}) .*\[(.*)\]", said, re.MULTILINE)
        return (int(found[-1][0]), found[-1][1]) if found else (None, None)
    statuses = re.findall(r"^ *HTTP/1\.[01] +(\d{3})", said, re.MULTILINE)
    asked = re.findall(r"^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d--  (.*)$", said, re.MULTILINE)
    return int(statuses[-1]) if statuses else None, asked[-1] if asked else None


def complaint(said):
    """The last line that is no part of a head and no progress."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("  ")]
    return re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", "", lines[-1]) if lines else ""


def version():
    words = subprocess.run([PROGRAM, "--version"], capture_output=True, check=True).stdout.split()
    return words[2].decode()


serve(version(), run)
