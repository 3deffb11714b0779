# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Serves httpbin on inherited listening sockets: servehttpbin.py DESCRIPTOR...

Every request is printed before it is answered, one JSON object a line, as it stood on the wire.
"""

import io
import json
import sys
import threading

import httpbin
from werkzeug.serving import WSGIRequestHandler, make_server


class PrintingHandler(WSGIRequestHandler):
    def make_environ(self):
        environ = super().make_environ()
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        seen = {
            "line": self.requestline,
            "port": self.server.server_address[1],
            "fields": self.headers.items(),
            "body": body.decode("latin-1"),
        }
        print(json.dumps(seen), flush=True)
        return environ

    def log_request(self, *args):
        pass


servers = [
    make_server("127.0.0.1", 0, httpbin.app, threaded=True, request_handler=PrintingHandler, fd=int(fd))
    for fd in sys.argv[1:]
]
threads = [threading.Thread(target=server.serve_forever) for server in servers]
for thread in threads:
    thread.start()
