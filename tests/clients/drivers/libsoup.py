# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""libsoup 3 through its GObject bindings: Soup.Session.send()."""

import gi

gi.require_version("Soup", "3.0")
from gi.repository import Gio, GLib, Soup  # noqa: E402
from lines import PATIENCE, NotExpressible, answer, body_of, file_with, serve, times  # noqa: E402


def set_body(message, data, kind):
    if data is None:
        return
    if kind in ("form", "json"):
        raise NotExpressible(f"{kind} as an option")
    content_type = message.get_request_headers().get_content_type()[0]
    if kind == "file":
        stream = Gio.File.new_for_path(file_with(data)).read(None)
        message.set_request_body(content_type, stream, len(data))
    elif kind == "stream":  # a converter's stream cannot seek
        memory = Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(data))
        through = Gio.CharsetConverter.new("ISO-8859-1", "ISO-8859-1")
        message.set_request_body(content_type, Gio.ConverterInputStream.new(memory, through), -1)
    else:
        message.set_request_body_from_bytes(content_type, GLib.Bytes.new(data))


def make(request):
    message = Soup.Message.new(request["method"], request["url"])
    for name, value in request.get("fields", []):
        message.get_request_headers().append(name, value)
    set_body(message, *body_of(request))
    if "auth" in request:
        message.connect("authenticate", authenticate, request["auth"])
    return message


def authenticate(_message, auth, is_retry, user):
    if not is_retry:
        auth.authenticate(*user)
    return not is_retry


def run(request):
    session = Soup.Session()
    session.set_timeout(PATIENCE)
    if request.get("jar"):
        session.add_feature(Soup.CookieJar())
    for _ in times(request):
        message = make(request)
        body = session.send_and_read(message, None).get_data() or b""
    return answer(int(message.get_status()), message.get_uri().to_string(), body)


def version():
    return f"{Soup.get_major_version()}.{Soup.get_minor_version()}.{Soup.get_micro_version()}"


serve(version(), run)
