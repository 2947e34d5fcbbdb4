#!/usr/bin/env python3
"""Somebody new to the Windows program: from the unpacked folder to a published
site, under wine.

    newcomer.py --prefix FOLDER --program FOLDER --hold HOLD.EXE

`--program` is the folder that a person unpacks: gongkai.exe, and the sample and
the guide if they come with it. It is copied to a folder whose name has Chinese
letters and a space. Each step says what was seen; the first that is not as it
should be ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import socket
import time
from pathlib import Path

from windows import PATIENCE, Piped, Wine

FOLDER = "政务公开 测试"
SITE = "石桥镇公开"
REPOSITORY = Path(__file__).resolve().parents[2]
DATA = f"{SITE}/content/reports/2025/report.yaml"


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("--prefix", "--program", "--hold"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--wine", default="/usr/lib/wine/wine64")
    asked = parser.parse_args()
    newcomer = Newcomer(Wine(asked.wine, asked.prefix.resolve()), asked.program, asked.hold)
    newcomer.double_clicks()
    newcomer.makes_a_site()
    newcomer.fills_it_in()
    newcomer.watches()
    newcomer.publishes()
    newcomer.publishes_while_a_page_is_held()
    newcomer.imports_what_was_published()


def saw(what: str) -> None:
    print(f"ok  {what}", flush=True)


def must(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"not so: {what}")


class Newcomer:
    def __init__(self, wine: Wine, program: Path, hold: Path):
        self.wine = wine
        self.home = wine.drive / FOLDER
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(program, self.home)
        shutil.copy(hold, self.home / "hold.exe")
        self.program = self.home / "gongkai.exe"
        self.site = self.home / SITE

    def run(self, *arguments: str, code: int, folder: Path | None = None) -> str:
        """What the program says through pipes."""
        done = self.wine.run(self.program, *arguments, folder=folder or self.site)
        said = (done.stdout + done.stderr).decode("utf-8")
        must(done.returncode == code, f"{arguments} ends with {code}, not {done.returncode}: {said}")
        must("\x1b" not in said, "no colours in a pipe")
        return said

    def double_clicks(self) -> None:
        """No arguments, in a folder without a site: the menu, which stays open."""
        console = self.wine.console(self.program, folder=self.home)
        console.wait_for("使用指南")
        console.type("9\r")
        console.wait_for("没有")
        console.type("0\r")
        must(console.end() == 0, "the menu ends with 0")
        must("�" not in console.shown, "every letter of the menu is whole")
        saw("double click: a menu in Chinese, which takes a wrong answer and ends on 0")

    def makes_a_site(self) -> None:
        name = "青河县石桥镇人民政府"
        said = self.run("init", SITE, "--yes", "--name", name, code=0, folder=self.home)
        must("已新建" in said, f"init says so: {said}")
        said = self.run("new", "2025", code=0) if not (self.home / DATA).exists() else said
        must((self.home / DATA).exists(), "the report of 2025 is there")
        said = self.run("build", code=1)
        must("草稿" in said or "必须改" in said, f"drafts are not published: {said}")
        saw("init: a site of drafts, which build refuses")

    def fills_it_in(self) -> None:
        """As Notepad saves: a byte order mark, and both line ends."""
        sample = REPOSITORY / "dist/sample/content/reports/2025"
        for file in ("report.yaml", "report.md"):
            text = (sample / file).read_text("utf-8").replace("  行政处罚: 19\n", "  行政处罚: 19\n  行政强制: 5\n")
            self.save(f"{SITE}/content/reports/2025/{file}", text.replace("\n", "\r\n"))
        for page in ("guide", "apply"):
            (self.site / f"content/{page}.md").unlink(missing_ok=True)
        said = self.run("check", code=0)
        must("必须改" not in said, f"nothing must be mended: {said}")
        saw("edited with CRLF and a byte order mark: " + said.strip().splitlines()[-1])

    def save(self, file: str, text: str) -> None:
        (self.home / file).write_bytes(b"\xef\xbb\xbf" + text.encode())

    def watches(self) -> None:
        server = self.wine.start(self.program, "serve", "--port", "0", folder=self.site)
        try:
            port = int(server.wait_for(r"http://127\.0\.0\.1:(\d+)/")[1])
            page = "reports/2025/index.html"
            text = (self.home / DATA).read_text("utf-8-sig")
            taken = []
            for number in range(61, 71):
                events = Events(port, page, get(port, page))
                text = re.sub(r"行政强制: \d+", f"行政强制: {number}", text)
                begun = time.perf_counter()
                self.save(DATA, text)
                events.wait()
                taken.append(time.perf_counter() - begun)
                must(str(number).encode() in get(port, page), f"the page says {number}")
        finally:
            server.stop()
        taken.sort()
        # Told and not judged: how idle the machine is, nobody here can know.
        saw("serve: ten saves reached the page in " + ", ".join(f"{one * 1000:.0f}" for one in taken) + " ms")

    def publishes(self) -> None:
        said = self.run("build", code=0)
        first = self.files()
        said = self.run("build", code=0)
        must("没有改动任何文件" in said, f"a second build changes nothing: {said}")
        must(self.files() == first, "no file was written again")
        saw(f"build: {len(first)} files; built again: none")

    def publishes_while_a_page_is_held(self) -> None:
        held = self.site / "public/reports/2025/index.html"
        for seconds, code in ((1, 0), (60, 3)):
            before = held.read_bytes()
            text = (self.home / DATA).read_text("utf-8-sig")
            self.save(DATA, re.sub(r"行政强制: \d+", f"行政强制: {80 + seconds}", text))
            holder = self.hold(held, seconds)
            begun = time.perf_counter()
            said = self.run("build", code=code)
            taken = time.perf_counter() - begun
            holder.stop()
            if code:
                must(held.read_bytes() == before, "the page that is held is as it was")
                must("index.html" in said and "打开" in said, f"the message names the file: {said}")
                said = self.run("build", code=0)
            must(str(80 + seconds).encode() in held.read_bytes(), "the page is new")
            saw(f"a page held for {seconds} s: build ended with {code} after {taken:.1f} s")

    def imports_what_was_published(self) -> None:
        """The page, saved into a folder, becomes another site with the same page."""
        page = (self.site / "public/reports/2025/index.html").read_bytes()
        collected = self.home / "收集"
        collected.mkdir()
        (collected / "石桥镇 2025.html").write_bytes(page)
        said = self.run("check", "收集\\石桥镇 2025.html", code=0, folder=self.home)
        must("必须改" not in said, f"nothing must be mended: {said}")
        other = "导入站点"
        self.run("init", other, "--yes", "--name", "青河县石桥镇人民政府", code=0, folder=self.home)
        words = ("import", "收集", "--root", other, "--replace", "--letters", "退回意见")
        said = self.run(*words, code=0, folder=self.home)
        must("应报 1 家，收到 1 家" in said, f"the report is there: {said}")
        must(not (self.home / "退回意见").exists(), "nothing is sent back")
        for name in ("guide", "apply"):
            (self.home / other / f"content/{name}.md").unlink(missing_ok=True)
        self.run("build", "--root", other, code=0, folder=self.home)
        again = (self.home / other / "public/reports/2025/index.html").read_bytes()
        must(again == page, "the page is the same")
        saw("import: a page from a folder became the same page of another site")

    def hold(self, file: Path, seconds: int) -> Piped:
        path = self.wine.windows_path(file)
        holder = self.wine.start(self.home / "hold.exe", path, str(seconds * 1000), folder=self.home)
        holder.wait_for("held")
        return holder

    def files(self) -> dict[str, int]:
        """Every published file with the time of its last change, which no program can set back."""
        public = self.site / "public"
        return {str(one): one.stat().st_ctime_ns for one in public.rglob("*") if one.is_file()}


def get(port: int, page: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", f"/{page}")
    return connection.getresponse().read()


class Events:
    """What an open page of the preview listens to."""

    def __init__(self, port: int, page: str, html: bytes):
        key = re.search(rb'data-key="?([^"\s>]*)', html)
        must(key is not None, "the page of the preview has a key")
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.sendall(
            f"GET /.gongkai/events?page=/{page}&key={key[1].decode()} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n".encode()
        )
        self.seen = b""
        self.read_until(b"\r\n\r\n")

    def wait(self) -> None:
        self.read_until(b"event: reload")
        self.socket.close()

    def read_until(self, what: bytes) -> None:
        while what not in self.seen:
            more = self.socket.recv(65536)
            must(bool(more), f"the stream goes on after {self.seen[-300:]!r}")
            self.seen += more


if __name__ == "__main__":
    main()
