#!/usr/bin/env python3
"""Writes the licences of everything that is linked into a program.

    cargo build … --unit-graph | licences.py TARGET CROSS > 第三方许可.txt

What is linked is read from cargo's own graph of what it compiles for the target, the
standard library included; the texts from the sources that are compiled. The same
sources give the same bytes.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEXT = re.compile(r"(licen[cs]e|copying|notice|unlicense|copyright)", re.IGNORECASE)
STD = Path("/usr/lib/rustlib/src/rust")

# Where a package has no file of its own, the common text of its licence.
COMMON = {
    "Apache-2.0": HERE.parent / "LICENSE-APACHE",
    "MPL-2.0": Path("/usr/share/common-licenses/MPL-2.0"),
}
MIT = (HERE.parent / "LICENSE-MIT").read_text(encoding="utf-8")

HEAD = """\
第三方许可

这个程序里有下列各家写的部分，谨致谢意。先列名称、版本和许可，方括号里是后面许可原文的编号。
许可写着几种、用 OR 或 / 隔开的，可以任选一种。
许可是 MPL-2.0 的各个部分，源码没有改动，按名称和版本可以在 Rust 的公共软件包仓库或者所写的网址取得。

Third-party licences: the parts of this program that others wrote, with the numbers of
the texts below. The sources of the parts under MPL-2.0 are unchanged; they can be had
under their names and versions from the public registry of Rust packages, or at the
address that is given.
"""

# Linked by the linker, and so in no graph of packages.
LIBGCC = """\
libgcc and libgcc_eh, Copyright (C) Free Software Foundation, Inc., are distributed under
the GNU General Public License, version 3 or later, with the GCC Runtime Library Exception,
version 3.1, which permits to convey a program that was compiled with them under terms of
one's choice. No other part of GCC is in this program.
"""


def clean(text):
    """The text with the line ends, and no more blanks at its ends than others have."""
    lines = (line.rstrip() for line in text.replace("\r", "").replace("\f", "").split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def read(path):
    return clean(path.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff"))


class Texts:
    """Numbers texts in the order of their coming, equal ones once."""

    def __init__(self):
        self.numbers = {}

    def number(self, text):
        return self.numbers.setdefault(text, len(self.numbers) + 1)


def root_of(source):
    """The folder of the package that a source file belongs to."""
    return next(folder for folder in Path(source).parents if (folder / "Cargo.toml").is_file())


def package(folder):
    return tomllib.loads((folder / "Cargo.toml").read_text(encoding="utf-8"))["package"]


def own_texts(folder, about):
    """The files of a package that speak of its licence, also of C code that it brings."""
    found = {path for path in folder.iterdir() if path.is_file() and TEXT.match(path.name)}
    if named := about.get("license-file"):
        found.add((folder / named).resolve())
    for inner in folder.rglob("*"):
        if inner.is_file() and inner.suffix not in (".rs", ".c", ".h") and TEXT.match(inner.name):
            found.add(inner)
    return sorted(found)


def common_texts(about):
    """The common texts of the licences that a package names."""
    names = re.split(r"\s+OR\s+|\s+AND\s+|/|[()]", about.get("license", ""))
    for name in map(str.strip, names):
        if name == "MIT":
            authors = about.get("authors") or [f"the authors of {about['name']}"]
            holder = f"Copyright (c) {', '.join(authors)}"
            yield clean(re.sub(r"^Copyright .*$", holder, MIT, count=1, flags=re.MULTILINE))
        elif name in COMMON:
            yield read(COMMON[name])


def linked(graph, triple):
    """The folders of the packages compiled into the program, without gongkai's own."""
    folders = set()
    for unit in graph["units"]:
        kinds = unit["target"]["kind"]
        if unit["platform"] == triple and unit["mode"] == "build" and "custom-build" not in kinds:
            folders.add(root_of(unit["target"]["src_path"]))
    folders.discard(HERE.parent)
    return folders


def beside(target, cross):
    """Parts that the linker adds: name, licence, texts."""
    if target == "windows":
        copyright = Path("/usr/share/doc/mingw-w64-x86-64-dev/copyright")
        yield "mingw-w64 (startup and runtime)", "ZPL-2.1 and others", [read(copyright)]
        yield "libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1", [LIBGCC]
    else:
        zig = next(cross.glob("zig/lib/python3*/site-packages/ziglang"))
        yield "musl", "MIT", [read(zig / "lib/libc/musl/COPYRIGHT")]
        llvm = read(zig / "lib/libunwind/LICENSE.TXT")
        yield "libunwind", "Apache-2.0 WITH LLVM-exception", [llvm]
        yield "zig compiler_rt", "MIT", [read(zig / "LICENSE")]


def main():
    triples = {
        "windows": "x86_64-win7-windows-gnu",
        "linux": "x86_64-unknown-linux-musl",
        "arm": "aarch64-unknown-linux-musl",
    }
    target, cross = sys.argv[1], Path(sys.argv[2])
    folders = linked(json.load(sys.stdin), triples[target])
    texts, lines, bare = Texts(), [], []
    standard = [folder for folder in folders if folder.is_relative_to(STD / "library")]
    parts = [(package(folder), folder) for folder in folders if folder not in standard]
    for about, folder in sorted(parts, key=lambda part: (part[0]["name"], part[0]["version"])):
        own = [read(path) for path in own_texts(folder, about)] or list(common_texts(about))
        if not own or not about.get("license", about.get("license-file")):
            bare.append(f"{about['name']} {about['version']}")
        numbers = sorted({texts.number(text) for text in own})
        where = f"  {about['repository']}" if about.get("repository") else ""
        told = "".join(f"[{number}]" for number in numbers)
        licence = about.get("license", "")
        lines.append(f"{about['name']} {about['version']}  {licence}  {told}{where}")
    if bare:
        sys.exit("licences: no licence is known of " + ", ".join(sorted(bare)))
    if not standard:
        sys.exit("licences: the standard library is not in the graph")
    rust = {"name": "Rust", "license": "MIT OR Apache-2.0", "authors": ["The Rust Project Contributors"]}
    own = [read(STD / "COPYRIGHT"), *common_texts(rust)]
    inner = sorted(path for folder in standard for path in own_texts(folder, {}))
    own += [read(path) for path in inner]
    others = [("Rust (std)", rust["license"], own), *beside(target, cross)]
    for name, licence, own in others:
        numbers = sorted({texts.number(text) for text in own})
        lines.append(f"{name}  {licence}  " + "".join(f"[{number}]" for number in numbers))

    out = [HEAD, "\n".join(lines) + "\n"]
    rule = "=" * 76
    out += [f"{rule}\n[{number}]\n\n{text}" for text, number in texts.numbers.items()]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(out))


if __name__ == "__main__":
    main()
