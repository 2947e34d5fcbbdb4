"""The two preview servers as children, and what is seen of them from outside."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import tempfile
import time
from pathlib import Path

TICK = 0.0003
"""The longest that anything here sleeps while it waits for a server."""

PATIENCE = 120.0
"""Seconds after which a server that does not answer counts as broken."""


class Server:
    """A running preview server; subclasses know how to start it."""

    name = ""

    def __init__(self, command: list, address: re.Pattern | None, port: int = 0):
        self.said = tempfile.TemporaryFile()
        self.begun = time.perf_counter()
        self.child = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL,
            stdout=self.said, stderr=subprocess.STDOUT,
        )
        self.connection: http.client.HTTPConnection | None = None
        self.port = port or self._announced(address)

    def first_page(self, page: str) -> float:
        """Seconds from the start of the program to the first byte of a page."""
        until = self.begun + PATIENCE
        while time.perf_counter() < until:
            self._alive()
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                connection.request("GET", f"/{page}")
                response = connection.getresponse()
                taken = time.perf_counter() - self.begun
                response.read()
                if response.status == 200:
                    return taken
            except OSError:
                pass
            finally:
                connection.close()
            time.sleep(TICK)
        raise SystemExit(f"{self.name} did not answer: {self._tail()}")

    def get(self, page: str) -> bytes:
        """A page over the connection that is kept open."""
        for attempt in range(2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                self.connection.request("GET", f"/{page}")
                return self.connection.getresponse().read()
            except (OSError, http.client.HTTPException):
                self.connection.close()
                self.connection = None
                if attempt:
                    raise
        return b""

    def wait_for(self, page: str, text: bytes) -> None:
        """Asks for a page again and again until it says `text`."""
        until = time.perf_counter() + PATIENCE
        while text not in self.get(page):
            if time.perf_counter() > until:
                raise SystemExit(f"{self.name} never showed {text!r}: {self._tail()}")

    def memory(self) -> tuple[int, int]:
        """Bytes that are resident now, and the most that ever were."""
        status = Path(f"/proc/{self.child.pid}/status").read_text("utf-8")
        fields = dict(line.split(":", 1) for line in status.splitlines())
        return tuple(int(fields[key].split()[0]) * 1024 for key in ("VmRSS", "VmHWM"))

    def stop(self) -> None:
        if self.connection:
            self.connection.close()
        self.child.terminate()
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.said.close()

    def _announced(self, address: re.Pattern) -> int:
        """The port that the server tells in its first lines."""
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until:
            self._alive()
            found = address.search(self._output())
            if found:
                return int(found[1])
            time.sleep(TICK)
        raise SystemExit(f"{self.name} told no address: {self._tail()}")

    def _alive(self) -> None:
        if self.child.poll() is not None:
            raise SystemExit(f"{self.name} ended with {self.child.returncode}: {self._tail()}")

    def _output(self) -> str:
        # The child shares the place in the file: it is read without moving it.
        descriptor = self.said.fileno()
        return os.pread(descriptor, 1 << 16, 0).decode("utf-8", "replace")

    def _tail(self) -> str:
        return self._output()[-2000:]


class Gongkai(Server):
    name = "gongkai"

    def __init__(self, binary: Path, site: Path):
        command = [binary, "serve", "--root", site, "--port", "0"]
        super().__init__(command, re.compile(r"http://127\.0\.0\.1:(\d+)/"))

    def events(self, page: str) -> "Events":
        return Events(self.port, page, self.get(page))


class Hugo(Server):
    name = "Hugo"

    def __init__(self, binary: Path, site: Path):
        port = free_port()
        command = [
            binary, "server", "--source", site, "--bind", "127.0.0.1", "--port", port,
            "--disableLiveReload=false",
        ]
        super().__init__(command, None, port)


class Events:
    """The stream that tells an open page of gongkai to load itself again."""

    def __init__(self, port: int, page: str, html: bytes):
        # An attribute loses its quotes where it does not need them.
        key = re.search(rb'data-key="?([^"\s>]*)', html)
        if not key:
            raise SystemExit("the page that gongkai serves has no key")
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        request = (
            f"GET /.gongkai/events?page=/{page}&key={key[1].decode()} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n"
        )
        self.socket.sendall(request.encode())
        self.seen = b""
        self.wait_for(b"\r\n\r\n")

    def wait_for(self, what: bytes = b"event: reload") -> None:
        """Returns as soon as the stream has said it."""
        while what not in self.seen:
            more = self.socket.recv(65536)
            if not more:
                raise SystemExit(f"the stream of events ended: {self.seen[-500:]!r}")
            self.seen += more

    def close(self) -> None:
        self.socket.close()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
