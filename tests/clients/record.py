# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Records of clients: how they are made, kept in files, and compared.

record/ID.json:
  client, name, clientVersion, date, platform
  usual   {field name: value}: what this client most often sends under that name
  cases   {case id: entry}, a line each:
    sent      the requests in their order:
      to        origin that was connected to, whatever Host says
      line      method and target
      fields    in their order; a name alone has its usual value (Host: the authority of `to`);
                absent: the fields of the request before, Host being that of its own `to`
      body      text, an octet a character; or {size, sha256} when large; absent: none
      preflight true for a CORS preflight
      raw       octets that are no HTTP request, in place of all but `to`
                {alike: n} stands for n requests that differ from the one before in their target only
    outcome   status, url (as the client tells it), body (only what no script said), message; or
              error and message; or notExpressible, and then nothing was sent
    unstable  true: it did not come out the same every time; this came most often
    repeats   true: some runs had requests once more than this, the shortest one
"""

import collections
import hashlib
import json
import os
import re

FORMAT = {"format": "hoplens-client-record", "version": 1}
LARGE = 2000  # octets of a body that are kept as text
LONG = 12  # requests of a chain that are kept one by one
UNSURE = ("unstable", "repeats")
SAME_END = "The end."
VARYING = (
    (re.compile(r"(127\.0\.0\.\d+:)\d{5}"), r"\1PORT"),
    (re.compile(r"0x[0-9a-f]{8,}"), "0xADDRESS"),
    (re.compile(r"\b\d+ (milliseconds|ms)\b"), r"N \1"),
    (re.compile(r"\b\d{9,}\b"), "NUMBER"),
)


def text(octets):
    if len(octets) <= LARGE:
        return octets.decode("latin-1")
    return {"size": len(octets), "sha256": hashlib.sha256(octets).hexdigest()}


def request_entry(seen, origin):
    """One request with all its fields, each as a pair."""
    if not seen.method:
        return {"to": origin, "raw": text(seen.head)}
    entry = {"to": origin, "line": f"{seen.method} {seen.target}", "fields": seen.fields}
    if seen.body:
        entry["body"] = text(seen.body)
    if seen.is_preflight:
        entry["preflight"] = True
    return entry


def outcome_entry(outcome, case, home):
    """What varies from run to run is levelled, and the bodies that the script has sent are left out."""
    entry = {key: level(value, home) if isinstance(value, str) else value for key, value in outcome.items()}
    answers = [answer for script in case["answers"].values() for answer in script]
    said = [SAME_END, *[answer.get("body", "") * answer.get("repeat", 1) for answer in answers]]
    if entry.get("body", "").strip() in {body[:200].strip() for body in [*said, ""]}:
        entry.pop("body", None)
    return entry


def level(value, home):
    value = value.replace(home, "~")
    for pattern, replacement in VARYING:
        value = pattern.sub(replacement, value)
    return value


def make(head, entries):
    """A record of full entries {case id: {sent, outcome, ...}}, made compact."""
    usual = usual_values(entries.values())
    cases = {identity: compact(entry, usual) for identity, entry in entries.items()}
    return {**FORMAT, **head, "usual": usual, "cases": cases}


def usual_values(entries):
    counts = collections.defaultdict(collections.Counter)
    for entry in entries:
        for request in entry["sent"]:
            for name, value in request.get("fields", []):
                if name != "Host":
                    counts[name][value] += 1
    # A value seen once or twice is no habit.
    best = {name: min(values.items(), key=lambda item: (-item[1], item[0])) for name, values in counts.items()}
    return {name: value for name, (value, count) in sorted(best.items()) if count > 2}


def compact(entry, usual):
    sent, before = [], None
    for request in entry["sent"]:
        short = dict(request)
        if "fields" in request:
            fields = [shorten(field, request["to"], usual) for field in request["fields"]]
            short["fields"] = fields
            if fields == before:
                del short["fields"]
            before = fields
        sent.append(short)
    return {**entry, "sent": elide(sent)}


def expand(record):
    """The full entries of a record, but for what `elide` has left out."""
    entries = {}
    for identity, entry in record["cases"].items():
        sent, before = [], None
        for request in entry["sent"]:
            full = dict(request)
            if "line" in request:
                before = request.get("fields", before)
                full["fields"] = [lengthen(field, request["to"], record["usual"]) for field in before]
            sent.append(full)
        entries[identity] = {**entry, "sent": sent}
    return entries


def lengthen(field, to, usual):
    if not isinstance(field, str):
        return field
    return [field, to.partition("://")[2] if field == "Host" else usual[field]]


def shorten(field, to, usual):
    name, value = field
    expected = to.partition("://")[2] if name == "Host" else usual.get(name)
    return name if value == expected else field


def elide(sent):
    """Long chains whose middle repeats itself, without that middle."""
    middle = sent[3:-1]
    varies = any("alike" in request or shape(request) != shape(sent[2]) for request in middle)
    if len(sent) <= LONG or varies:
        return sent
    return [*sent[:3], {"alike": len(middle)}, sent[-1]]


def shape(request):
    method = request.get("line", "").partition(" ")[0]
    return method, request.get("body"), json.dumps(request.get("fields"))


def write(path, record):
    """A line a case, in the order of the cases."""
    head = {key: value for key, value in record.items() if key != "cases"}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    cases = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in record["cases"].items()]
    body = "{\n" + ",\n".join(cases) + "\n}"
    temporary = path.with_suffix(".new")
    temporary.write_text("{\n" + ",\n".join([*lines, f'"cases": {body}']) + "\n}\n", encoding="utf-8")
    os.replace(temporary, path)


def read(path):
    """None if there is no such record yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def changes(old, head, entries):
    """What these entries have otherwise than the old record, in the cases that both have: pairs of
    a case, or None for all, and a sentence."""
    name = f"{head['client']} {head['clientVersion']}"
    usual = usual_in(entries, old["usual"])
    found = [
        (None, f"{name} usually sends {field}: was {old['usual'][field]}, is {value}")
        for field, value in usual.items()
        if value != old["usual"][field]
    ]
    for identity, entry in entries.items():
        before, after = old["cases"].get(identity), compact(entry, usual)
        if before and not any(one.get(mark) for one in (before, after) for mark in UNSURE):
            found += [(identity, f"{name} at {identity}: {change}") for change in case_changes(before, after)]
    return found


def usual_in(entries, usual):
    """What these entries have in place of the usual values of a record: a new User-Agent is one change."""
    sent = {tuple(field) for entry in entries.values() for one in entry["sent"] for field in one.get("fields", [])}
    now = usual_values(entries.values())
    return {name: value if (name, value) in sent else now.get(name, value) for name, value in usual.items()}


def case_changes(before, after):
    for number in range(max(len(before["sent"]), len(after["sent"]))):
        was, now = (sent[number] if number < len(sent) else None for sent in (before["sent"], after["sent"]))
        if was != now:
            yield f"request {number + 1} was {describe(was, now)}, is {describe(now, was)}"
            break  # what follows is a consequence
    if before["outcome"] != after["outcome"]:
        yield f"it ended in {json.dumps(before['outcome'])}, now in {json.dumps(after['outcome'])}"


def describe(request, other):
    """The parts of a request in which it differs from the other one."""
    if request is None:
        return "not sent"
    differing = {key: value for key, value in request.items() if value != (other or {}).get(key)}
    differing.setdefault("line", request.get("line", ""))
    line = differing.pop("line")
    return " ".join([line, *(f"{key} {json.dumps(value)}" for key, value in differing.items())]).strip()
