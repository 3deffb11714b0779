# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""curl -L. With "-X": the method always by -X, as people do. Any other argument is passed on to curl.

Otherwise GET, HEAD (-I) and POST (-d) are asked for without -X, which every other method needs.
"""

import re
import subprocess
import sys

from lines import PATIENCE, answer, body_of, file_with, serve, times

FORMAT = "\n[%{http_code} %{url_effective}]\n"  # after each body


def method_arguments(method, has_body, always):
    if method == "HEAD":
        return ["-I", "-X", "HEAD"] if always else ["-I"]
    if always:
        return ["-X", method]
    natural = "POST" if has_body else "GET"
    return [] if method == natural else ["-X", method]


def body_arguments(data, kind):
    if data is None:
        return []
    if kind == "file":
        return ["-T", file_with(data)]
    if kind == "stream":
        return ["-T", "-"]
    # As an argument a body may not be large.
    return ["--json" if kind == "json" else "--data-binary", data if len(data) < 100_000 else f"@{file_with(data)}"]


def arguments(request, always):
    data, kind = body_of(request)
    method = request["method"]
    if kind in ("file", "stream") and method == "PUT" and not always:
        words = body_arguments(data, kind)  # what -T does by itself
    else:
        is_data = data is not None and kind not in ("file", "stream")
        words = method_arguments(method, is_data, always) + body_arguments(data, kind)
    for name, value in request.get("fields", []):
        words += ["-H", f"{name}: {value}" if value else f"{name};"]
    if "auth" in request:
        words += ["-u", ":".join(request["auth"])]
    if request.get("jar"):
        words += ["-b", ""]
    return words


def run(request):
    always = "-X" in sys.argv[1:]
    fixed = ["curl", "--no-progress-meter", "-L", *[word for word in sys.argv[1:] if word != "-X"]]
    limit = ["--max-time", str(request.get("limit", PATIENCE * 1000) / 1000)]
    data, kind = body_of(request)
    # The same process asks twice, so that what curl remembers has its chance.
    urls = [request["url"] for _ in times(request)]
    done = subprocess.run(
        [*fixed, *limit, *arguments(request, always), "-w", FORMAT, *urls],
        input=data if kind == "stream" else b"",
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        return {"error": f"exit {done.returncode}", "message": complaint(done.stderr)}
    *_, body, status, url, _ = re.split(rb"\n\[(\d{3}) (.*)\]\n", done.stdout)
    return answer(int(status), url.decode("utf-8", "replace"), b"" if "-I" in done.args else body)


def complaint(output):
    """What curl complains of, on one line."""
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return " ".join(line.removeprefix("Warning: ") for line in lines if not line.startswith("curl: try"))


def version():
    words = subprocess.run(["curl", "--version"], capture_output=True, check=True).stdout.split()
    return words[1].decode()


serve(version(), run)
