# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Qt's QNetworkAccessManager through PyQt6; the argument names a redirect policy, else the default."""

import sys

from PyQt6.QtCore import QT_VERSION_STR, QBuffer, QByteArray, QCoreApplication, QEventLoop, QFile, QIODevice, QUrl
from PyQt6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from lines import PATIENCE, NotExpressible, answer, body_of, file_with, octets, serve, times

POLICIES = {
    "default": None,
    "same-origin": QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy,
}
BUILT_IN = {"GET": "get", "HEAD": "head", "DELETE": "deleteResource"}
WITH_BODY = {"POST": "post", "PUT": "put"}


class Stream(QIODevice):
    """A sequential device: it cannot be read again."""

    def __init__(self, data):
        super().__init__()
        self.data = data
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def isSequential(self):
        return True

    def bytesAvailable(self):
        return len(self.data) + super().bytesAvailable()

    def atEnd(self):
        return not self.data

    def readData(self, size):
        taken, self.data = self.data[:size], self.data[size:]
        return taken if taken else None


def device(data, kind):
    if kind in ("form", "json"):
        raise NotExpressible(f"{kind} as an option")
    if kind == "file":
        opened = QFile(file_with(data))
        opened.open(QIODevice.OpenModeFlag.ReadOnly)
        return opened
    if kind == "stream":
        return Stream(data)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def send(manager, request):
    wish = QNetworkRequest(QUrl(request["url"]))
    # The request may be silent so long; the loop below ends with it.
    wish.setTransferTimeout(request.get("limit", PATIENCE * 1000))
    policy = POLICIES[sys.argv[1]]
    if policy is not None:
        wish.setAttribute(QNetworkRequest.Attribute.RedirectPolicyAttribute, policy.value)
    for name, value in request.get("fields", []):
        wish.setRawHeader(octets(name), octets(value))
    data, kind = body_of(request)
    method = request["method"]
    if data is None and method in BUILT_IN:
        return getattr(manager, BUILT_IN[method])(wish), None
    source = device(data if data is not None else b"", kind)
    if method in WITH_BODY:
        return getattr(manager, WITH_BODY[method])(wish, source), source
    return manager.sendCustomRequest(wish, octets(method), source if data is not None else None), source


def offer(manager, user):
    """Credentials for the first challenge. Were they refused and given again, Qt would never end."""
    left = [user]

    def give(_reply, authenticator):
        if left:
            name, password = left.pop()
            authenticator.setUser(name)
            authenticator.setPassword(password)

    manager.authenticationRequired.connect(give)


def run(request):
    names = [name.lower() for name, _ in request.get("fields", [])]
    if len(set(names)) < len(names):
        raise NotExpressible("the same field twice")
    manager = QNetworkAccessManager()
    if "auth" in request:
        offer(manager, request["auth"])
    for _ in times(request):
        reply, source = send(manager, request)
        loop = QEventLoop()
        reply.finished.connect(loop.quit)
        if not reply.isFinished():
            loop.exec()
        result = outcome(reply)
        reply.close()
    del source
    return result


def outcome(reply):
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    error = reply.error()
    # Errors from 201 on are answers (404 and the like), which are handed over.
    is_answer = error == QNetworkReply.NetworkError.NoError or 200 < error.value < 500 and status
    if not is_answer:
        return {"error": error.name, "message": reply.errorString()}
    return answer(status, reply.url().toString(QUrl.ComponentFormattingOption.FullyEncoded), bytes(reply.readAll()))


application = QCoreApplication(sys.argv)
serve(QT_VERSION_STR, run)
