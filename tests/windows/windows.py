"""The Windows program under wine, as somebody at the keyboard meets it."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
import tty
from pathlib import Path

PATIENCE = 120.0
"""Seconds after which a program that says nothing more counts as hung."""


class Wine:
    """A wine prefix, and the way into it."""

    def __init__(self, wine: str, prefix: Path):
        self.wine = wine
        self.drive = prefix / "drive_c"
        self.environment = os.environ | {
            "WINEPREFIX": str(prefix), "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=", "LC_ALL": "C.UTF-8", "TERM": "xterm",
        }

    def command(self, program: Path, *arguments: str) -> list[str]:
        return [self.wine, self.windows_path(program), *arguments]

    def windows_path(self, path: Path) -> str:
        """`C:\\…` of a path below the drive."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def run(self, program: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess:
        """Runs to the end, with pipes; output is bytes."""
        return subprocess.run(
            self.command(program, *arguments), cwd=folder, env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
        )

    def start(self, program: Path, *arguments: str, folder: Path) -> "Piped":
        return Piped(self.command(program, *arguments), folder, self.environment)

    def console(self, program: Path, *arguments: str, folder: Path) -> "Console":
        """Runs in a console window, which here is a pseudo terminal."""
        return Console(self.command(program, *arguments), folder, self.environment)


class Piped:
    """A running program whose output is read through a pipe."""

    def __init__(self, command: list[str], folder: Path, environment: dict):
        self.child = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )
        self.said = ""

    def wait_for(self, pattern: str) -> re.Match:
        """Reads until the output so far holds the pattern."""
        until = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.said)):
            if time.monotonic() > until or not self._read(until):
                raise SystemExit(f"the program never said {pattern!r}: {self.said[-2000:]}")
        return found

    def _read(self, until: float) -> bool:
        descriptor = self.child.stdout.fileno()
        if not select.select([descriptor], [], [], max(0.0, until - time.monotonic()))[0]:
            return False
        more = os.read(descriptor, 65536)
        self.said += more.decode("utf-8", "replace")
        return bool(more)

    def stop(self) -> None:
        self.child.kill()
        self.child.wait()
        self.child.stdout.close()


class Console:
    """A program in a console: what it shows, and what is typed."""

    def __init__(self, command: list[str], folder: Path, environment: dict):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            # Else what is typed before wine takes the terminal over is echoed by
            # the terminal, and Enter arrives as another key.
            tty.setraw(0)
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        self.raw = b""

    @property
    def shown(self) -> str:
        """All that was shown, without what moves and colours it."""
        text = self.raw.decode("utf-8", "replace")
        return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07)|\r", "", text)

    def wait_for(self, words: str) -> None:
        """Reads until the words are shown."""
        until = time.monotonic() + PATIENCE
        while words not in self.shown:
            if time.monotonic() > until or not self._read(until):
                raise SystemExit(f"the console never showed {words!r}: {self.shown[-2000:]}")

    def type(self, words: str) -> None:
        os.write(self.terminal, words.encode())

    def end(self) -> int:
        """The exit code, after the program has ended by itself."""
        until = time.monotonic() + PATIENCE
        while self._read(until):
            pass
        ended, status = os.waitpid(self.child, os.WNOHANG)
        if not ended and time.monotonic() > until:
            self.stop()
            raise SystemExit(f"the program never ended: {self.shown[-2000:]}")
        if not ended:
            _, status = os.waitpid(self.child, 0)
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(status)

    def stop(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.terminal)

    def _read(self, until: float) -> bool:
        if not select.select([self.terminal], [], [], max(0.0, until - time.monotonic()))[0]:
            return False
        try:
            more = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.raw += more
        return bool(more)
