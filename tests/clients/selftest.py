# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""Tests of the harness itself, without any client: /usr/bin/python3 tests/clients/selftest.py"""

import contextlib
import io
import json
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

import clients
import network
import record
import settling
from cases import all_cases
from driver import Driver
from recordingserver import PLAIN, START_PAGE, TLS, RecordingServer

HERE = pathlib.Path(__file__).parent
ODD_REQUEST = (
    b"pOsT /x%zz?a b HTTP/1.1\r\nhOST:  a.test \r\nX-Empty:\r\nX-Bytes: \xff\xc3\xa9\r\nX-Twice: 1\r\nX-Twice: 2\r\n"
    b"Content-Length: 5\r\n\r\n\x00\r\n\xff!"
)
CHUNKED = b"PUT /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n"


def talk(server, *messages, context=None):
    """Sends these octets over one connection; the answers, each up to the end of its body."""
    with socket.create_connection(("127.0.0.1", server.ports()[0]), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname="a.test") if context else plain as connection:
            return [converse(connection, message) for message in messages]


def converse(connection, message):
    connection.sendall(message)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    size = re.search(rb"Content-Length: (\d+)", answer)
    wanted = int(size[1]) if size and not message.startswith(b"HEAD") else 0
    while len(answer.partition(b"\r\n\r\n")[2]) < wanted:
        answer += connection.recv(65536)
    return answer


def get(path, *fields):
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: a.test", *fields, "", ""]).encode()


def first_requests():
    """Of every record and case: the client, the case and the first request, if there was one."""
    cases = {case["id"]: case for case in all_cases()}
    for path in sorted((HERE / "record").glob("*.json")):
        if path.stem != "cases":
            for identity, entry in record.expand(record.read(path)).items():
                if entry["sent"] and "fields" in entry["sent"][0]:
                    yield path.stem, cases[identity], entry["sent"][0]


class Cases(unittest.TestCase):
    def test_are_many_and_named_once(self):
        names = [case["id"] for case in all_cases()]
        self.assertGreaterEqual(len(names), 250)
        self.assertEqual(len(names), len(set(names)))
        for name in names:
            self.assertRegex(name, r"^[a-z-]+(/[A-Za-z0-9.-]+)+$")

    def test_hold_every_status_by_ten_methods_with_and_without_body(self):
        names = {case["id"] for case in all_cases()}
        methods = {name.split("/")[2] for name in names if name.startswith("method/305/")}
        self.assertEqual(len(methods), 10)
        for status in range(300, 309):
            for method in methods:
                self.assertLessEqual({f"method/{status}/{method}", f"method/{status}/{method}/body"}, names)

    def test_are_data(self):
        for case in all_cases():
            self.assertEqual(json.loads(json.dumps(case)), case)
            self.assertTrue(all(path.startswith("/") and script for path, script in case["answers"].items()))
            case["request"]["url"].encode("latin-1")

    def test_in_the_record_are_these(self):
        kept = json.loads((HERE / "record" / "cases.json").read_text(encoding="utf-8"))
        self.assertEqual(kept["cases"], all_cases())


class Server(unittest.TestCase):
    def setUp(self):
        self.server = RecordingServer([(PLAIN, "127.0.0.1", 0), (PLAIN, "127.0.0.1", 0)])
        self.addCleanup(self.server.close)

    def test_keeps_every_octet(self):
        self.server.begin({})
        talk(self.server, ODD_REQUEST, CHUNKED)
        odd, chunked = self.server.end()
        self.assertEqual(odd.head + odd.raw_body, ODD_REQUEST)
        self.assertEqual((odd.method, odd.target), ("pOsT", "/x%zz?a b"))
        self.assertEqual(odd.fields[1:3], [["X-Empty", ""], ["X-Bytes", "\xff\xc3\xa9"]])
        self.assertEqual(chunked.head + chunked.raw_body, CHUNKED)
        self.assertEqual(chunked.body, b"abc0123456789")
        self.assertEqual((odd.connection, chunked.connection), (1, 1))

    def test_keeps_what_is_no_request_and_what_breaks_off(self):
        self.server.begin({})
        for octets in (b"USER anonymous\r\n", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"):
            with socket.create_connection(("127.0.0.1", self.server.ports()[0])) as connection:
                connection.sendall(octets)
                connection.shutdown(socket.SHUT_WR)
                connection.recv(100)
        strange, half = self.server.end()
        self.assertEqual((strange.method, strange.head), ("", b"USER anonymous\r\n"))
        self.assertEqual(half.body, b"half")

    def test_plays_the_script(self):
        self.server.begin(
            {
                "/1": [
                    {"status": 302, "fields": [["Location", "/\xe9"]], "times": 2},
                    {"status": 200, "body": "ab", "repeat": 3},
                ],
                "/raw": [{"raw": "HTTP/1.0 399 \xff\r\n\r\n"}],
            }
        )
        answers = talk(self.server, *[get("/1?q")] * 4, get("/other"), get("/raw"))
        for answer in answers[:2]:
            self.assertTrue(answer.startswith(b"HTTP/1.1 302 Found\r\nLocation: /\xe9\r\n"))
        for answer in answers[2:4]:
            self.assertTrue(answer.endswith(b"\r\n\r\nababab"))
        self.assertTrue(answers[4].startswith(b"HTTP/1.1 200 OK\r\n"))
        self.assertEqual(answers[5], b"HTTP/1.0 399 \xff\r\n\r\n")

    def test_asks_for_credentials_as_long_as_there_are_none(self):
        self.server.begin({"/1": [{"challenge": True, "status": 204}]})
        without, having = talk(self.server, get("/1"), get("/1", "Authorization: Basic eDp5"))
        self.assertTrue(without.startswith(b"HTTP/1.1 401 "))
        self.assertTrue(having.startswith(b"HTTP/1.1 204 "))

    def test_lets_pages_read_and_marks_preflights(self):
        self.server.begin({"/1": [{"status": 302}]})
        ask = b"OPTIONS /1 HTTP/1.1\r\nHost: a.test\r\nOrigin: null\r\nAccess-Control-Request-Method: PUT\r\n\r\n"
        (answer,) = talk(self.server, ask)
        self.assertIn(b"204 No Content\r\n", answer)
        self.assertIn(b"Access-Control-Allow-Origin: null\r\n", answer)
        self.assertIn(b"Access-Control-Allow-Methods: PUT\r\n", answer)
        self.assertTrue(self.server.end()[0].is_preflight)

    def test_keeps_nothing_of_the_start_page_and_after_the_end(self):
        self.server.begin({})
        (page,) = talk(self.server, get(START_PAGE))
        self.assertIn(b"<title>Start</title>", page)
        with socket.create_connection(("127.0.0.1", self.server.ports()[0])) as connection:
            converse(connection, get("/1"))
            self.assertEqual([one.target for one in self.server.end()], ["/1"])
            self.assertEqual(connection.recv(1), b"")  # closed with its case
        self.server.begin({})
        self.assertEqual(self.server.end(), [])

    def test_answers_head_without_a_body(self):
        self.server.begin({"/1": [{"status": 200, "body": "body"}]})
        (answer,) = talk(self.server, b"HEAD /1 HTTP/1.1\r\nHost: a.test\r\n\r\n")
        self.assertTrue(answer.endswith(b"Content-Length: 4\r\n\r\n"))

    def test_speaks_tls_by_the_authority(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            network.make_authority(folder)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(folder / "server.pem", folder / "server.key")
            trusting = ssl.create_default_context(cafile=folder / "root.pem")
        server = RecordingServer([(TLS, "127.0.0.1", 0)], context)
        self.addCleanup(server.close)
        server.begin({})
        talk(server, get("/1"), context=trusting)
        (seen,) = server.end()
        self.assertEqual((seen.scheme, seen.head), ("https", get("/1")))


class Records(unittest.TestCase):
    HEAD = {"client": "x", "name": "X", "clientVersion": "1", "date": "2026-11-28", "platform": "p"}

    def entry(self, *lines, fields=(("Host", "a.test"), ("User-Agent", "x/1"))):
        sent = [{"to": "http://a.test", "line": line, "fields": [list(one) for one in fields]} for line in lines]
        return {"sent": sent, "outcome": {"status": 200, "url": "http://a.test/2"}}

    def test_are_short_and_complete(self):
        entries = {"one": self.entry("POST /1", "GET /2"), "two": self.entry("GET /1", fields=[("Host", "A.test")])}
        entries["one"]["sent"][1]["body"] = "late"
        entries["one"]["sent"].append({"to": "http://b.test", "raw": "strange"})
        entries["three"] = self.entry("GET /1")
        made = record.make(self.HEAD, entries)
        self.assertEqual(made["usual"], {"User-Agent": "x/1"})
        self.assertNotIn("fields", made["cases"]["one"]["sent"][1])
        self.assertEqual(made["cases"]["two"]["sent"][0]["fields"], [["Host", "A.test"]])
        self.assertEqual(record.expand(made), entries)

    def test_leave_out_the_middle_of_long_chains_only(self):
        long = record.make(self.HEAD, {"one": self.entry(*[f"GET /{n}" for n in range(30)])})
        self.assertEqual(long["cases"]["one"]["sent"][3], {"alike": 26})
        self.assertEqual(len(long["cases"]["one"]["sent"]), 5)
        odd = [f"GET /{n}" for n in range(30)]
        odd[20] = "POST /20"
        mixed = record.make(self.HEAD, {"one": self.entry(*odd)})
        self.assertEqual(len(mixed["cases"]["one"]["sent"]), 30)

    def test_say_what_changed(self):
        before = {"method/303/PUT": self.entry("PUT /1", "GET /2", "GET /3"), "other": self.entry("GET /1")}
        after = {"method/303/PUT": self.entry("PUT /1", "PUT /2", "GET /3")}
        old = record.make(self.HEAD, before)
        self.assertEqual(record.changes(old, self.HEAD, before), [])
        self.assertEqual(record.changes(old, self.HEAD, {"other": before["other"]}), [])
        said = "x 1 at method/303/PUT: request 2 was GET /2, is PUT /2"
        self.assertEqual(record.changes(old, self.HEAD, after), [("method/303/PUT", said)])
        after["method/303/PUT"]["unstable"] = True
        self.assertEqual(record.changes(old, self.HEAD, after), [])

    def test_say_once_what_changed_everywhere(self):
        newer = (("Host", "a.test"), ("User-Agent", "x/2"))
        old = record.make(self.HEAD, {"one": self.entry("GET /1", "GET /2", "GET /3")})
        new = {"one": self.entry("GET /1", "GET /2", "GET /3", fields=newer)}
        said = "x 1 usually sends User-Agent: was x/1, is x/2"
        self.assertEqual(record.changes(old, self.HEAD, new), [(None, said)])

    def test_of_several_runs_are_one(self):
        usual, doubled = self.entry("GET /1", "GET /2"), self.entry("GET /1", "GET /2", "GET /1")
        other = self.entry("GET /1")
        self.assertEqual(settling.settle("x", [usual, usual]), usual)
        self.assertEqual(settling.settle("x", [doubled, doubled, usual]), {**usual, "repeats": True})
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(settling.settle("x", [other, usual, usual]), {**usual, "unstable": True})

    def test_hold_only_what_does_not_vary(self):
        case = {"request": {}, "answers": {"/2": [{"status": 200, "body": "x", "repeat": 300}]}}
        message = "at 0xdeadbeef00 in /tmp/h, 127.0.0.1:40001"
        outcome = {"status": 200, "url": None, "body": "x" * 200, "message": message}
        self.assertEqual(
            record.outcome_entry(outcome, case, "/tmp/h"),
            {"status": 200, "url": None, "message": "at 0xADDRESS in ~, 127.0.0.1:PORT"},
        )

    def test_that_are_kept_belong_to_clients_and_cases(self):
        known = {case["id"] for case in all_cases()}
        for path in sorted((HERE / "record").glob("*.json")):
            if path.stem == "cases":
                continue
            with self.subTest(path.stem):
                kept = record.read(path)
                self.assertEqual(kept["client"], path.stem)
                self.assertIsNotNone(clients.find(path.stem))
                self.assertLessEqual(set(kept["cases"]), known)
                self.assertEqual(set(record.expand(kept)), set(kept["cases"]))

    def test_hold_nothing_of_the_case_before(self):
        """First requests have no credentials or cookies that nobody gave, and go where the address says."""
        for client, case, first in first_requests():
            request = case["request"]
            given = {name.lower() for name, _ in request.get("fields", [])}
            if "auth" in request or "@" in request["url"]:
                given.add("authorization")
            names = {name.lower() for name, _ in first["fields"]}
            strange = ({"authorization", "cookie", "proxy-authorization"} & names) - given
            self.assertEqual((client, case["id"], strange), (client, case["id"], set()))
            scheme = request["url"].partition(":")[0]
            self.assertEqual((client, case["id"], first["to"].partition(":")[0]), (client, case["id"], scheme))

    def test_are_written_as_they_are_read(self):
        with tempfile.TemporaryDirectory() as name:
            path = pathlib.Path(name) / "x.json"
            made = record.make(self.HEAD, {"one": self.entry("GET /1"), "two": self.entry("GET /1")})
            record.write(path, made)
            self.assertEqual(record.read(path), made)
            lines = path.read_text(encoding="utf-8").splitlines()
            self.assertEqual([line[:6] for line in lines[-4:-2]], ['"one":', '"two":'])


class Drivers(unittest.TestCase):
    def ask(self, program, request):
        driver = Driver([sys.executable, "-c", program], {"PATH": "/usr/bin"}, subprocess.DEVNULL)
        self.addCleanup(driver.stop)
        return driver.ask(request)

    def test_answer_line_by_line(self):
        program = "import lines; lines.serve('1', lambda wish: lines.answer(200, wish['url'], b'\\xff'))"
        program = f"import sys; sys.path.insert(0, {str(clients.DRIVERS)!r}); " + program
        self.assertEqual(self.ask(program, {"url": "http://x/"}), {"status": 200, "url": "http://x/", "body": "\xff"})

    def test_that_die_or_hang_are_outcomes(self):
        dies = "print('{\"version\": 1}', flush=True); input()"
        self.assertEqual(self.ask(dies, {})["error"], "dies")
        hangs = dies + "; import time; time.sleep(60)"
        self.assertEqual(self.ask(hangs, {"limit": -7000})["error"], "hangs")

    def test_are_there_for_every_client(self):
        self.assertEqual(len({client.id for client in clients.CLIENTS}), len(clients.CLIENTS))
        for client in clients.CLIENTS:
            files = [word for word in (*client.command, *client.build) if word.startswith(str(HERE))]
            self.assertTrue(files and all(pathlib.Path(file).exists() for file in files), client.id)


if __name__ == "__main__":
    unittest.main()
