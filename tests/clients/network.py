# SPDX-FileCopyrightText: 2026 The Hoplens authors
# SPDX-License-Identifier: MIT
"""A private network in which a.test and b.test exist, and an authority that everything there trusts.

`enter` is the command that runs another one in name spaces of its own; `furnish` is called inside.
Nothing outside of them is touched, and they end with that command.
"""

import os
import pathlib
import ssl
import subprocess

from recordingserver import DEFAULT_PORTS, FTP, PLAIN, TLS, RecordingServer

# An address each, so that a connection tells which name was meant, whatever Host says.
HOSTS = {
    "127.0.0.1": ["localhost"],
    "127.0.0.11": ["a.test", "a.test."],
    "127.0.0.12": ["sub.a.test"],
    "127.0.0.13": ["b.test", "b.test."],
    "127.0.0.14": ["other.test"],
    "127.0.0.15": ["ba.test"],
    "127.0.0.16": ["sib.a.test"],
    "127.0.0.17": ["xn--b-eha.test", "b\u00fc.test"],
}
PORTS = ((PLAIN, 80), (PLAIN, 8080), (TLS, 443), (TLS, 8443), (FTP, 21))
HOSTS_FILE = "".join(f"{address} {' '.join(names)}\n" for address, names in HOSTS.items())


def enter(command):
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    apart = ["--net", "--mount", "--pid", "--fork", "--kill-child"]
    return ["unshare", *as_root, *apart, *command]


def run(*command):
    subprocess.run(command, check=True, capture_output=True)


def make_authority(folder):
    """root.pem, server.pem and server.key, good for a month."""
    names = [name for names in HOSTS.values() for name in names if not name.endswith(".") and name.isascii()]
    alternatives = ",".join([f"DNS:{name}" for name in names] + [f"IP:{address}" for address in HOSTS])
    config = folder / "openssl.conf"
    config.write_text("[req]\ndistinguished_name = none\n[none]\n", encoding="utf-8")
    common = ["openssl", "req", "-config", str(config), "-x509", "-newkey", "ec", "-nodes", "-days", "30"]
    common += ["-pkeyopt", "ec_paramgen_curve:prime256v1"]
    root = ["-keyout", str(folder / "root.key"), "-out", str(folder / "root.pem")]
    run(
        *common, *root, "-subj", "/O=Hops, Inc/CN=measured clients",
        "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign",
    )  # fmt: skip
    server = ["-keyout", str(folder / "server.key"), "-out", str(folder / "server.pem")]
    run(
        *common, *server, "-subj", "/O=Hops, Inc/CN=a.test", "-addext", f"subjectAltName={alternatives}",
        "-addext", "extendedKeyUsage=serverAuth", "-addext", "basicConstraints=critical,CA:FALSE",
        "-CA", str(folder / "root.pem"), "-CAkey", str(folder / "root.key"),
    )  # fmt: skip


def furnish(authority, scratch):
    """Inside: the loopback device, names, and the system's trust replaced by this authority."""
    run("mount", "-t", "proc", "proc", "/proc")
    run("ip", "link", "set", "lo", "up")
    for path, text in (("/etc/hosts", HOSTS_FILE), ("/etc/resolv.conf", "nameserver 127.0.0.1\n")):
        copy = scratch / pathlib.Path(path).name
        copy.write_text(text, encoding="utf-8")
        run("mount", "--bind", str(copy), os.path.realpath(path))
    trust = pathlib.Path("/etc/ssl/certs")
    run("mount", "-t", "tmpfs", "tmpfs", str(trust))
    root = (authority / "root.pem").read_bytes()
    (trust / "ca-certificates.crt").write_bytes(root)
    run("openssl", "rehash", str(trust))
    trust_of_java(trust / "java", authority / "root.pem")


def trust_of_java(folder, root):
    if not pathlib.Path("/usr/bin/keytool").exists():
        return
    folder.mkdir()
    run(
        "keytool", "-importcert", "-noprompt", "-alias", "hoplens", "-file", str(root),
        "-keystore", str(folder / "cacerts"), "-storepass", "changeit", "-storetype", "JKS",
    )  # fmt: skip


def serve(authority):
    """The recording server on every address and port of this network."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / "server.pem", authority / "server.key")
    listeners = [(scheme, address, port) for address in HOSTS for scheme, port in PORTS]
    return RecordingServer(listeners, context)


def origin(seen):
    """Which origin a connection went to: the first name of its address, and the port if it needs one."""
    name = HOSTS[seen.address][0] if seen.address != "127.0.0.1" else seen.address
    return f"{seen.scheme}://{name}" + ("" if seen.port == DEFAULT_PORTS[seen.scheme] else f":{seen.port}")
