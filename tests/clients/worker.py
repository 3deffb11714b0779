# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Measures one client inside of its private network: worker.py CLIENT BUILD_FOLDER CASE_PATTERN...

Writes BUILD_FOLDER/results/CLIENT.json: version and full entries. measure.py makes the record of it.
"""

import json
import os
import pathlib
import sys
import tempfile
import time

import clients
import network
import record
import settling
from cases import all_cases
from driver import Driver

MORE_RUNS = 3  # of a case that did not come out the same every time


def matches(identity, patterns):
    return not patterns or any(pathlib.PurePath(identity).match(p) or identity.startswith(p) for p in patterns)


def environment(build, home):
    """Nothing of the user's own settings: no proxies, no dot files."""
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": home,
        "LC_ALL": "C.UTF-8",
        "TMPDIR": home,
        "GOCACHE": f"{home}/go",
        "CHROMIUM": "/usr/bin/chromium",
        "CLIENTS_AUTHORITY": str(build / "authority" / "root.pem"),
        "CLIENTS_MODULES": str(build),
        "NODE_EXTRA_CA_CERTS": str(build / "authority" / "root.pem"),
        "PYTHONDONTWRITEBYTECODE": "1",
        # Perl keeps fields in hashes, whose order is another one in every process.
        "PERL_HASH_SEED": "0",
        "PERL_PERTURB_KEYS": "0",
        **{f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "CACHE", "STATE")},
    }


def wish(case):
    """The request of a case, with a word for drivers whose clients would remember something for long."""
    text = json.dumps(case)
    request = dict(case["request"])
    if "body" in request:  # drivers need not know how it is written down
        body = request["body"]
        request["body"] = {"text": body["text"] * body.get("repeat", 1), "kind": body["kind"]}
    fresh = any(mark in text for mark in ('"challenge"', "Strict-Transport-Security", "@"))
    return {**request, "fresh": True} if fresh else request


def observe(server, driver, case, home):
    server.begin(case["answers"])
    outcome = driver.ask(wish(case))
    seen = server.end()
    sent = [record.request_entry(one, network.origin(one)) for one in seen]
    return {"sent": sent, "outcome": record.outcome_entry(outcome, case, home)}


def measure(client, build, patterns, home):
    server = network.serve(build / "authority")
    with open(build / f"{client.id}.log", "wb") as log:
        command = [word.format(build=build) for word in client.command]
        driver = Driver(command, environment(build, home), log)
        chosen = [case for case in all_cases() if matches(case["id"], patterns)]
        observations = {case["id"]: [] for case in chosen}
        # Run by run, and there and back: what hangs on the case before then shows.
        for run in range(client.runs):
            for case in chosen if run % 2 == 0 else reversed(chosen):
                observations[case["id"]].append(observe(server, driver, case, home))
            driver.stop()
        for case in chosen:
            several = observations[case["id"]]
            if any(one != several[0] for one in several):
                several += [observe(server, driver, case, home) for _ in range(MORE_RUNS)]
        driver.stop()
    entries = {identity: settling.settle(identity, several) for identity, several in observations.items()}
    return {"version": driver.version, "entries": entries}


def main():
    client = clients.find(sys.argv[1])
    build = pathlib.Path(sys.argv[2])
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hoplens-client-", ignore_cleanup_errors=True) as home:
        network.furnish(build / "authority", pathlib.Path(home))
        result = measure(client, build, sys.argv[3:], home)
    result["seconds"] = round(time.monotonic() - began, 1)
    results = build / "results"
    results.mkdir(exist_ok=True)
    (results / f"{client.id}.json").write_text(json.dumps(result), encoding="utf-8")


os.umask(0o077)
main()
