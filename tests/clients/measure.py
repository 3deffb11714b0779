# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""What tests/clients/measure runs once everything is installed."""

import argparse
import concurrent.futures
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import clients
import network
import record
from cases import all_cases

HERE = pathlib.Path(__file__).parent
BUILD = HERE.parent.parent / "build" / "clients"
RECORDS = HERE / "record"
CASES = RECORDS / "cases.json"
AUTHORITY_LASTS = 14 * 24 * 3600  # seconds; its certificates last twice as long


def arguments():
    parser = argparse.ArgumentParser(prog="tests/clients/measure", description="Records what clients do on redirects.")
    parser.add_argument("clients", nargs="*", metavar="CLIENT", help="ids; all, if none is named")
    parser.add_argument("--cases", action="append", default=[], metavar="PATTERN", help="method/302 or 'fields/*/all'")
    parser.add_argument(
        "--check", action="store_true", help="leave the record alone; exit 1 on a change for the same version"
    )
    parser.add_argument("--list", action="store_true", help="list the clients")
    parser.add_argument("--packages", action="store_true", help="print the Debian packages that they need")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="clients at a time")
    return parser.parse_args()


def chosen_clients(names):
    unknown = [name for name in names if not clients.find(name)]
    if unknown:
        sys.exit(f"There is no client {unknown[0]}. There are: {' '.join(one.id for one in clients.CLIENTS)}")
    return [one for one in clients.CLIENTS if not names or one.id in names]


def prepare(chosen):
    authority = BUILD / "authority"
    made = authority / "server.pem"
    if not made.exists() or time.time() - made.stat().st_mtime > AUTHORITY_LASTS:
        shutil.rmtree(authority, ignore_errors=True)
        authority.mkdir(parents=True)
        network.make_authority(authority)
    for steps in {client.build for client in chosen if client.build}:
        subprocess.run([word.format(build=BUILD) for word in steps], check=True)


def measure(client, patterns):
    """The result of one client, or None; its log says why."""
    result = BUILD / "results" / f"{client.id}.json"
    result.unlink(missing_ok=True)
    worker = ["nice", sys.executable, str(HERE / "worker.py"), client.id, str(BUILD), *patterns]
    subprocess.run(network.enter(worker), check=False, stdin=subprocess.DEVNULL)
    return json.loads(result.read_text(encoding="utf-8")) if result.exists() else None


def head(client, version):
    release = dict(
        line.rstrip().split("=", 1)
        for line in pathlib.Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
        if "=" in line
    )
    return {
        "client": client.id,
        "name": client.name,
        "clientVersion": version,
        "date": datetime.date.today().isoformat(),
        "platform": f"{release['PRETTY_NAME'].strip(chr(34))}, {os.uname().machine}",
    }


def merged(old, new_head, entries):
    """A part of the cases measured anew: the others stay as they were, if the version did."""
    if old and old["clientVersion"] == new_head["clientVersion"]:
        entries = {**record.expand(old), **entries}
    order = [case["id"] for case in all_cases() if case["id"] in entries]
    return record.make(new_head, {identity: entries[identity] for identity in order})


def report(client, result, options):
    """Prints what changed, writes the record unless it is only checked; true if all is as recorded."""
    path = RECORDS / f"{client.id}.json"
    old, new_head, entries = record.read(path), head(client, result["version"]), result["entries"]
    found = record.changes(old, new_head, entries) if old else []
    differing = sorted({identity for identity, _ in found if identity})
    if differing and options.check:  # a busy machine is no change: these cases once more
        again = measure(client, differing)
        entries = {**entries, **(again["entries"] if again else {})}
        found = record.changes(old, new_head, entries)
    unstable = [identity for identity, entry in entries.items() if entry.get("unstable")]
    repeats = sum("repeats" in entry for entry in entries.values())
    left_out = sum("notExpressible" in entry["outcome"] for entry in entries.values())
    print(
        f"{client.id} {result['version']}: {len(entries)} cases in {result['seconds']} s, {left_out} not expressible,"
        f" {len(unstable)} unstable, {repeats} with repeats, {len(found)} changes"
    )
    for line in [*(f"  unstable: {identity}" for identity in unstable), *(f"  {sentence}" for _, sentence in found)]:
        print(line)
    if not options.check:
        record.write(path, merged(old if options.cases else None, new_head, entries))
    return not found or old["clientVersion"] != result["version"]


def write_cases():
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in all_cases())
    text = '{\n"format": "hoplens-client-cases", "version": 1,\n"cases": [\n' + lines + "\n]\n}\n"
    CASES.write_text(text, encoding="utf-8")


def main():
    options = arguments()
    chosen = chosen_clients(options.clients)
    if options.packages:
        # A mere list needs none.
        needed = set() if options.list else {package for client in chosen for package in client.packages}
        print(" ".join(sorted(needed)))
        return 0
    if options.list:
        print("".join(f"{client.id:20}{client.name}\n" for client in chosen), end="")
        return 0
    prepare(chosen)
    if not options.check:
        write_cases()
    good = True
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        running = {pool.submit(measure, client, options.cases): client for client in chosen}
        for done in concurrent.futures.as_completed(running):
            client, result = running[done], done.result()
            if result is None:
                print(f"{client.id}: could not be measured; see build/clients/{client.id}.log")
                good = False
            else:
                good = report(client, result, options) and good
    return 0 if good else 1


sys.exit(main())
