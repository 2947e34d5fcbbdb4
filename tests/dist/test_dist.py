"""What dist/ packs and publishes, without a compiler and without a network."""

import http.server
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = {"开始.cmd": b"@start\r\n", "示例站点/site.toml": b"[site]\n", "gongkai.exe": b"MZ" * 500}


def module(name):
    spec = importlib.util.spec_from_file_location(f"dist_{name}", ROOT / f"dist/{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def run(*command, where):
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=where, env=env, check=True, capture_output=True)


class Packing(unittest.TestCase):
    def setUp(self):
        self.place = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.place)

    def folder(self, around):
        folder = self.place / around / "gongkai-0.0.0"
        for name, content in NAMES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / "gongkai.exe").chmod(0o755)
        return folder

    def pack(self, folder, *, windows):
        to = folder.parent / "made.zip"
        module("pack").pack(folder, to, 1_800_000_001, windows)
        return to

    def test_the_same_files_give_the_same_bytes(self):
        for windows in (True, False):
            first = self.pack(self.folder(f"a{windows}"), windows=windows)
            folder = self.folder(f"b{windows}")
            for path in folder.rglob("*"):
                os.utime(path, (1, 1))
            self.assertEqual(first.read_bytes(), self.pack(folder, windows=windows).read_bytes())

    def test_every_unpacker_reads_the_names(self):
        unpackers = {
            "unzip": ("unzip", "-q", "made.zip", "-d", "to"),
            "7z": ("7z", "x", "-bso0", "-oto", "made.zip"),
            "bsdtar": ("bsdtar", "-xf", "made.zip", "-C", "to"),
        }
        for windows in (True, False):
            for name, command in unpackers.items():
                folder = self.folder(f"{name}{windows}")
                self.pack(folder, windows=windows)
                (folder.parent / "to").mkdir()
                run(*command, where=folder.parent)
                unpacked = folder.parent / "to/gongkai-0.0.0"
                for file, content in NAMES.items():
                    self.assertEqual((unpacked / file).read_bytes(), content, (name, file))
                run("sha256sum", "--check", "--strict", "SHA256SUMS", where=unpacked)
                if not windows:
                    self.assertTrue(os.access(unpacked / "gongkai.exe", os.X_OK), name)

    def test_names_stand_as_their_readers_expect_them(self):
        raw = self.pack(self.folder("w"), windows=True).read_bytes()
        self.assertIn("/开始.cmd".encode("gbk"), raw)
        with zipfile.ZipFile(self.pack(self.folder("x"), windows=True)) as archive:
            for entry in archive.infolist():
                self.assertEqual(entry.flag_bits & 0x800, 0, "marked as UTF-8")
        with zipfile.ZipFile(self.pack(self.folder("l"), windows=False)) as archive:
            self.assertIn("gongkai-0.0.0/开始.cmd", archive.namelist())


class Examining(unittest.TestCase):
    def test_a_function_that_windows_7_lacks_is_seen(self):
        examine = module("examine")
        dump = "\tDLL Name: KERNEL32.dll\n\t9b20\t  412  CloseHandle\n\t9b2e\t  1  WaitOnAddress\n"
        asked = set(examine.imports(dump))
        new = {("kernel32.dll", "WaitOnAddress")}
        self.assertEqual(asked - examine.functions_of_windows_7(), new)

    def test_a_program_that_is_not_static_is_refused(self):
        faults = list(module("examine").faults_of_linux("linux", Path(shutil.which("sh"))))
        self.assertTrue(any("INTERP" in fault for fault in faults), faults)


class Gitee(http.server.BaseHTTPRequestHandler):
    """As much of Gitee as the script speaks to."""

    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(None)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, body))
        self.answer({"id": 7})

    def log_message(self, *_):
        pass


class Publishing(unittest.TestCase):
    def test_all_zips_are_attached_to_the_tag(self):
        place = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, place)
        (place / "dist").mkdir()
        shutil.copy(ROOT / "dist/gitee_release.py", place / "dist")
        (place / "Cargo.toml").write_text('[package]\nversion = "1.2.3"\n')
        for name in ("gongkai-1.2.3-a.zip", "gongkai-1.2.3-b.zip", "gongkai-1.0.0-a.zip", "SHA256SUMS"):
            (place / "dist" / name).write_bytes(b"bytes of " + name.encode())
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "a")):
            run("git", *command, where=place)
        server = http.server.HTTPServer(("127.0.0.1", 0), Gitee)
        server.got = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        env = {
            **os.environ,
            "RELEASE_TOKEN": "secret",
            "GITEE_REPO": "owner/name",
            "RELEASE_API": f"http://127.0.0.1:{server.server_port}",
            "no_proxy": "127.0.0.1",
        }
        command = [sys.executable, str(place / "dist/gitee_release.py")]
        before = subprocess.run(command, env=env, capture_output=True, text=True)
        self.assertIn("is not the tag", before.stderr)
        self.assertEqual(server.got, [])
        run("git", "tag", "v1.2.3", where=place)
        done = subprocess.run(command, env=env, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        (made, fields), *files = server.got
        self.assertEqual(made, "/repos/owner/name/releases")
        self.assertIn(b"tag_name=v1.2.3", fields)
        self.assertEqual({path for path, _ in files}, {"/repos/owner/name/releases/7/attach_files"})
        for name in ("gongkai-1.2.3-a.zip", "gongkai-1.2.3-b.zip", "SHA256SUMS"):
            self.assertTrue(any(b"bytes of " + name.encode() in body for _, body in files), name)
        self.assertEqual(len(files), 3)


if __name__ == "__main__":
    unittest.main()
