# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""A server that plays the script of one case at a time and keeps every octet it is sent.

Redirects are written by hand here, never by a library: what a client reads is what the case says.
One thread a connection. Octets and text are one another's Latin-1 everywhere.
"""

import dataclasses
import email.utils
import socket
import ssl
import threading

PLAIN = "http"
TLS = "https"
FTP = "ftp"  # only to see whether somebody comes
DEFAULT_PORTS = {PLAIN: 80, TLS: 443, FTP: 21}
QUIET = 20  # seconds after which a connection without a word is closed

# Never part of a record: the page on which browsers begin, and what they ask by themselves.
START_PAGE = "/_page"
UNRECORDED = {
    START_PAGE: (200, [["Cache-Control", "no-store"]], "<!doctype html><title>Start</title>"),
    "/favicon.ico": (404, [["Cache-Control", "max-age=3600"]], ""),
}
REASONS = {
    200: "OK", 201: "Created", 204: "No Content", 300: "Multiple Choices",
    301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
    305: "Use Proxy", 307: "Temporary Redirect", 308: "Permanent Redirect", 401: "Unauthorized",
    404: "Not Found",
}  # fmt: skip
WITHOUT_BODY = {204, 304}


@dataclasses.dataclass
class Seen:
    """One request as it came, or what came in place of one (then `method` is empty)."""

    scheme: str
    address: str  # the one that was connected to
    port: int
    connection: int  # counted from 1 in each case
    head: bytes
    raw_body: bytes = b""  # as framed
    method: str = ""
    target: str = ""
    fields: list = dataclasses.field(default_factory=list)  # [name, value]
    body: bytes = b""  # unchunked

    def field(self, name):
        wanted = name.lower()
        return next((value for key, value in self.fields if key.lower() == wanted), None)

    @property
    def path(self):
        return self.target.partition("?")[0]

    @property
    def is_preflight(self):
        return self.method == "OPTIONS" and self.field("Access-Control-Request-Method") is not None


class Ended(OSError):
    """The other side sends no more."""


class Incoming:
    """Reads from a connection and keeps what has been read since `begin`."""

    def __init__(self, connection):
        self.connection = connection
        self.buffer = b""

    def more(self):
        data = self.connection.recv(65536)
        if not data:
            raise Ended
        self.buffer += data

    def until(self, mark):
        while mark not in self.buffer:
            self.more()
        end = self.buffer.index(mark) + len(mark)
        taken, self.buffer = self.buffer[:end], self.buffer[end:]
        return taken

    def exactly(self, size):
        while len(self.buffer) < size:
            self.more()
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def chunks(self):
        """The octets as framed, and the content."""
        raw = content = b""
        while True:
            line = self.until(b"\r\n")
            raw += line
            size = int(line.split(b";")[0], 16)
            if size == 0:
                break
            part = self.exactly(size + 2)
            raw += part
            content += part[:-2]
        while True:  # trailers, up to an empty line
            line = self.until(b"\r\n")
            raw += line
            if line == b"\r\n":
                return raw, content


def parse_head(head):
    """Method, target and fields of a head, or None if it is no HTTP/1 request."""
    lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    words = lines[0].split(" ")
    if len(words) < 3 or not words[-1].startswith("HTTP/1."):
        return None
    fields = []
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon:
            return None
        fields.append([name, value.strip(" \t")])
    return words[0], " ".join(words[1:-1]), fields


def answer_to(answers, visits, request):
    """The next answer that the script has for the path of this request."""
    path = request.path
    script = answers.get(path)
    if script is None:
        return {"status": 200, "body": "The end."}
    seen = visits.get(path, 0)
    answer = nth(script, seen)
    if answer.get("challenge") and request.field("Authorization") is None:
        return {"status": 401, "fields": [["WWW-Authenticate", 'Basic realm="r"']]}
    visits[path] = seen + 1
    return answer


def nth(script, number):
    """The answer with this number, counted from 0, where an answer may stand for several."""
    for answer in script:
        number -= answer.get("times", 1)
        if number < 0:
            return answer
    return script[-1]


def cross_origin_fields(request):
    """Lets pages of any origin read the answer: the browser's redirect rules shall be what decides."""
    origin = request.field("Origin")
    if origin is None:
        return []
    fields = [["Access-Control-Allow-Origin", origin], ["Access-Control-Allow-Credentials", "true"]]
    for asked, allowed in (
        ("Access-Control-Request-Method", "Access-Control-Allow-Methods"),
        ("Access-Control-Request-Headers", "Access-Control-Allow-Headers"),
    ):
        if request.field(asked) is not None:
            fields.append([allowed, request.field(asked)])
    return fields


def write_answer(answer, request):
    """The octets of an answer. An answer with "raw" is sent as it stands."""
    if "raw" in answer:
        return answer["raw"].encode("latin-1")
    status = answer["status"]
    fields = [*answer.get("fields", []), *cross_origin_fields(request)]
    fields.append(["Date", email.utils.formatdate(usegmt=True)])  # caches reckon with it
    body = (answer.get("body", "") * answer.get("repeat", 1)).encode("latin-1")
    names = {name.lower() for name, _ in fields}
    if "content-type" not in names:
        fields.append(["Content-Type", "text/html"])
    if status not in WITHOUT_BODY:
        fields.append(["Content-Length", str(len(body))])
    head = f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
    sends_body = request.method != "HEAD" and status not in WITHOUT_BODY
    return head.encode("latin-1") + (body if sends_body else b"")


class RecordingServer:
    """Listens on every address of `listeners`: (scheme, address, port) triples."""

    def __init__(self, listeners, tls=None):
        self.tls = tls
        self.lock = threading.Lock()
        self.answers = {}
        self.visits = {}
        self.seen = []
        self.open = {}  # socket -> its number
        self.count = 0
        self.sockets = []
        for scheme, address, port in listeners:
            listener = socket.create_server((address, port), backlog=64)
            self.sockets.append(listener)
            threading.Thread(target=self._accept, args=(scheme, listener), daemon=True).start()

    def ports(self):
        return [listener.getsockname()[1] for listener in self.sockets]

    def begin(self, answers):
        """Plays this script from now on. Connections of the case before are closed."""
        with self.lock:
            self._close_all()
            self.answers, self.visits, self.seen, self.count = answers, {}, [], 0

    def end(self):
        """What has been seen since `begin`. Nothing that comes later is kept."""
        with self.lock:
            self._close_all()
            seen, self.seen, self.answers = self.seen, [], {}
            return seen

    def close(self):
        self.end()
        for listener in self.sockets:
            listener.close()

    def _close_all(self):
        for connection in self.open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.open = {}

    def _accept(self, scheme, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(scheme, connection), daemon=True).start()

    def _serve(self, scheme, connection):
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(QUIET)
            address, port = connection.getsockname()[:2]
            if scheme == TLS:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with self.lock:
                self.open[connection] = None
            if scheme == FTP:
                self._keep(connection, Seen(scheme, address, port, 0, b""))
                connection.sendall(b"421 Nothing here.\r\n")
            else:
                self._converse(connection, scheme, address, port)
        except (OSError, ssl.SSLError):
            pass
        finally:
            with self.lock:
                self.open.pop(connection, None)
            connection.close()

    def _converse(self, connection, scheme, address, port):
        incoming = Incoming(connection)
        while True:
            try:
                head = incoming.until(b"\r\n\r\n")
            except Ended:
                head = b""
            parsed = parse_head(head)
            if parsed is None:
                rest = head + incoming.buffer
                if rest.strip():
                    self._keep(connection, Seen(scheme, address, port, 0, rest))
                return
            request = Seen(scheme, address, port, 0, head, b"", *parsed)
            if request.path not in UNRECORDED:
                self._keep(connection, request)
            self._read_body(connection, incoming, request)
            answer = self._answer(request)
            connection.sendall(answer)
            says_close = (request.field("Connection") or "").lower() == "close"
            if says_close or b"\r\nConnection: close\r\n" in answer or answer.startswith(b"HTTP/1.0"):
                return

    def _read_body(self, connection, incoming, request):
        if (request.field("Expect") or "").lower() == "100-continue":
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            if "chunked" in (request.field("Transfer-Encoding") or "").lower():
                request.raw_body, request.body = incoming.chunks()
            else:
                size = int(request.field("Content-Length") or 0)
                request.raw_body = request.body = incoming.exactly(size)
        except (Ended, OSError):  # a body that breaks off is seen as far as it came
            request.raw_body = request.body = incoming.buffer
            raise

    def _answer(self, request):
        if request.path in UNRECORDED:
            status, fields, body = UNRECORDED[request.path]
            return write_answer({"status": status, "fields": fields, "body": body}, request)
        if request.is_preflight:
            # Not to be remembered: each case begins anew.
            return write_answer({"status": 204, "fields": [["Access-Control-Max-Age", "0"]]}, request)
        with self.lock:
            return write_answer(answer_to(self.answers, self.visits, request), request)

    def _keep(self, connection, request):
        with self.lock:
            if connection not in self.open:
                raise OSError("the case of this connection is over")
            if self.open[connection] is None:
                self.count += 1
                self.open[connection] = self.count
            request.connection = self.open[connection]
            self.seen.append(request)
