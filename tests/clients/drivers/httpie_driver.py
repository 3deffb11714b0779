# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""http --follow. HTTPie's main function is called in this process: a start takes half a second."""

import io
import os
import re

import httpie
from httpie.context import Environment
from httpie.core import main
from lines import PATIENCE, body_of, file_with, serve, times

EXIT = {0: "ok", 1: "error", 2: "timeout", 3: "3xx", 4: "4xx", 5: "5xx", 6: "too many redirects"}


class Input(io.BytesIO):
    """Standard input that is a terminal: nothing is read from it."""

    def __init__(self):
        super().__init__()
        self.encoding = "utf-8"

    def isatty(self):
        return True


class Piped(io.BytesIO):
    def isatty(self):
        return False


def items(request):
    """HTTPie's "request items" and options, and its standard input."""
    data, kind = body_of(request)
    words = [f"{name}:{value}" if value else f"{name};" for name, value in request.get("fields", [])]
    standard_input = Input()
    if kind == "json":
        words.append("hello=hops")
        words.insert(0, "--json")
    elif kind == "form":
        words = ["--form", *words, *data.decode().split("&")]
    elif kind == "file":
        words.append(f"@{file_with(data)}")
    elif kind == "stream":
        standard_input = Piped(data)
    elif data is not None:
        words.insert(0, "--raw=" + data.decode())
    return words, standard_input


def run(request):
    jar = os.path.join(os.environ["HOME"], f"jar-{os.urandom(4).hex()}.json")
    for _ in times(request):
        words, standard_input = items(request)
        options = [word for word in words if word.startswith("--")]
        rest = [word for word in words if not word.startswith("--")]
        if request.get("jar"):
            options.append(f"--session={jar}")
        if "auth" in request:
            options.append("--auth=" + ":".join(request["auth"]))
        if isinstance(standard_input, Input):
            options.append("--ignore-stdin")
        result = ask([*options, request["method"], request["url"], *rest], standard_input)
    return result


def ask(words, standard_input):
    out, complaints = io.BytesIO(), io.StringIO()
    out.isatty = lambda: False
    environment = Environment(
        stdin=standard_input,
        stdin_isatty=isinstance(standard_input, Input),
        stdout=io.TextIOWrapper(out, "utf-8", write_through=True),
        stdout_isatty=False,
        stderr=complaints,
        stderr_isatty=False,
        config_dir=os.environ["HOME"],
    )
    fixed = ["http", "--follow", "--print=hb", f"--timeout={PATIENCE}", "--check-status"]
    code = int(main([*fixed, *words], environment))
    shown = out.getvalue().decode("latin-1")
    statuses = re.findall(r"^HTTP/1\.[01] (\d{3})", shown, re.MULTILINE)
    if code in (0, 3, 4, 5) and statuses:
        body = shown.replace("\r\n", "\n").split("\n\n")[-1]
        return {"status": int(statuses[-1]), "url": None, "body": body.rstrip("\n")[:200]}
    lines = [line for line in complaints.getvalue().strip().splitlines() if line.strip()]
    return {"error": EXIT.get(code, str(code)), "message": " ".join(lines[:3])}


serve(httpie.__version__, run)
