# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""A running driver: requests go in as lines, outcomes come out as lines (drivers/lines.py)."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import threading

START = 60  # seconds that a client may take to start
SPARE = 8  # seconds that a driver may take beyond its client's own limit


class Driver:
    """Starts the command anew whenever it died or hung."""

    def __init__(self, command, environment, log):
        self.command = command
        self.environment = environment
        self.log = log
        self.process = None
        self.lines = None
        self.version = None

    def ask(self, request):
        """The outcome of one request. What a driver does not survive is an outcome, too."""
        if self.process is None:
            self.start()
        limit = request.get("limit", 4000) / 1000 * (2 if request.get("again") else 1) + SPARE
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
            return self.read(limit)
        except TimeoutError:
            self.stop()
            return {"error": "hangs", "message": f"no answer after {round(limit - SPARE)} s"}
        except (EOFError, BrokenPipeError):
            self.stop()
            return {"error": "dies", "message": "the program ended"}

    def start(self):
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            env=self.environment,
            start_new_session=True,
        )
        self.lines = queue.Queue()
        threading.Thread(target=pump, args=(self.process.stdout, self.lines), daemon=True).start()
        try:
            self.version = self.read(START)["version"]
        except (TimeoutError, EOFError) as problem:
            self.stop()
            raise RuntimeError(f"{self.command[0]} does not start; see the log") from problem

    def read(self, limit):
        try:
            line = self.lines.get(timeout=limit)
        except queue.Empty:
            raise TimeoutError from None
        if not line:
            raise EOFError
        return json.loads(line)

    def stop(self):
        """Politely first, so that a browser driver can end its browser."""
        if self.process is None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):  # what it did not read any more
                pipe.close()
        self.process = None


def pump(output, lines):
    for line in output:
        lines.put(line)
    lines.put(b"")
