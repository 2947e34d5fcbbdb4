#!/usr/bin/env python3
"""Packs a folder as a zip whose bytes depend on nothing but its files.

    pack.py FOLDER ZIP --time SECONDS [--windows]

The folder becomes the one top folder of the zip. Entries are sorted, and all bear
the given time (of the commit, as the clocks of China show it) and one of two modes.

How a name that is not ASCII is written depends on who unpacks. The Explorer of Windows
7 reads every name in the system's own code page, 936 in China, and those of Windows 10
and 11 do so for names that are not marked as UTF-8. With --windows names are therefore
GBK, unmarked, as Chinese Windows itself writes them; beside each stands the same in
UTF-8, in the extra field 0x7075, which unzip, 7-Zip and libarchive prefer. Without
--windows names are UTF-8 and marked.
"""

import argparse
import hashlib
import struct
import sys
import zipfile
import zlib
from datetime import datetime, timedelta, timezone
from pathlib import Path

CHINA = timezone(timedelta(hours=8))
MARKED_UTF8 = 0x800
UNICODE_PATH = 0x7075
SUMS = "SHA256SUMS"


class GbkInfo(zipfile.ZipInfo):
    """An entry that bears its name in GBK, and in UTF-8 beside it."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~MARKED_UTF8


def unicode_path(name):
    """The extra field 0x7075; it holds the sum of the name that it stands for."""
    raw = name.encode("gbk")
    field = struct.pack("<BI", 1, zlib.crc32(raw)) + name.encode("utf-8")
    return struct.pack("<HH", UNICODE_PATH, len(field)) + field


def entry(name, seconds, *, windows, folder=False, program=False):
    when = datetime.fromtimestamp(seconds, CHINA).timetuple()[:6]
    info = (GbkInfo if windows else zipfile.ZipInfo)(name, when)
    info.compress_type = zipfile.ZIP_STORED if folder else zipfile.ZIP_DEFLATED
    mode = 0o40755 if folder else 0o100755 if program else 0o100644
    if windows:
        info.create_system = 0
        info.external_attr = 0x10 if folder else 0x20
        info.extra = b"" if name.isascii() else unicode_path(name)
    else:
        info.create_system = 3
        info.external_attr = mode << 16 | (0x10 if folder else 0)
    return info


def sums(folder):
    """What sha256sum says of every file of a folder, with `/` in its names."""
    lines = []
    for path in listed(folder):
        if path.is_file() and path.name != SUMS:
            told = hashlib.sha256(path.read_bytes()).hexdigest()
            lines.append(f"{told}  {path.relative_to(folder).as_posix()}\n")
    return "".join(lines)


def listed(folder):
    """Everything in a folder, in the order of the names' characters."""
    return sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())


def pack(folder, to, seconds, windows):
    (folder / SUMS).write_text(sums(folder), encoding="utf-8", newline="\n")
    with zipfile.ZipFile(to, "w", compresslevel=9) as archive:
        for path in [folder, *listed(folder)]:
            name = path.relative_to(folder.parent).as_posix()
            if path.is_dir():
                archive.writestr(entry(f"{name}/", seconds, windows=windows, folder=True), b"")
            else:
                program = bool(path.stat().st_mode & 0o100)
                info = entry(name, seconds, windows=windows, program=program)
                archive.writestr(info, path.read_bytes(), compresslevel=9)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("zip", type=Path)
    parser.add_argument("--time", type=int, required=True)
    parser.add_argument("--windows", action="store_true")
    given = parser.parse_args()
    if not given.folder.is_dir():
        sys.exit(f"pack: {given.folder} is no folder")
    pack(given.folder.resolve(), given.zip, given.time, given.windows)


if __name__ == "__main__":
    main()
