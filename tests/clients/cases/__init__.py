# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Every case that the clients are measured with, as data.

A case is a dict:
  id        a path that can be read: method/302/POST/body
  request   what the user asks for, in no client's words:
              method, url
              fields   [[name, value], ...] set by hand, in this order
              body     {text, kind, repeat}: the text so many times; kind: text (a string), form and
                       json (by the client's own option), file (can be read again), stream (cannot)
              auth     [user, password] by the client's own option
              jar      true: with a cookie jar, where the client keeps none by itself
              again    true: the same once more with the same session
              settle   milliseconds to wait after the answer, for pages that lead on by themselves
              limit    milliseconds, where the usual patience is not enough
  answers   {path: [answer, ...]}: what the server says to the first, second, ... request of that
            path; the last one goes on. Paths without a script get 200. An answer:
              status, fields, body, repeat (the body so many times)
              times     it stands for so many answers
              challenge true: 401 as long as there is no Authorization
              raw       the whole answer as it stands, in place of these
Text and octets are one another's Latin-1.
"""

from . import answers, bodies, chains, credentials, fields, limits, locations, memory, methods
from . import origins, targets

GROUPS = (
    methods, bodies, chains, fields, credentials, origins, locations, targets, limits, memory, answers,
)  # fmt: skip


def all_cases():
    """Every case, in the order of the record."""
    return [case for group in GROUPS for case in group.cases()]
