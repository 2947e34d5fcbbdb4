#!/usr/bin/env python3
"""Looks at a finished program: does it ask its system for anything that an old one lacks?

    examine.py windows|linux|arm PROGRAM [--largest BYTES] [--symbols]

For Windows every imported function must stand in windows7.txt. For Linux the program
must be static, and so ask for nothing but system calls (dist/verify refuses the newer
ones). Either must be stripped and without a mark of the time when it was linked.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

MACHINES = {"linux": "Advanced Micro Devices X86-64", "arm": "AArch64"}
FUNCTIONS = Path(__file__).resolve().parent / "windows7.txt"


def told(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def functions_of_windows_7():
    """Pairs of a library and a function, libraries in small letters."""
    known, library = set(), ""
    for line in FUNCTIONS.read_text(encoding="utf-8").splitlines():
        words = line.split("#")[0].split()
        if words and words[0].endswith(":"):
            library = words.pop(0)[:-1].lower()
        known |= {(library, word) for word in words}
    return known


def imports(dump):
    """Pairs of a library and a function, from what objdump -p prints."""
    library = ""
    for line in dump.splitlines():
        if named := re.match(r"\s*DLL Name: (\S+)", line):
            library = named[1].lower()
        elif listed := re.match(r"\t[0-9a-f]+\t\s*(?:[0-9a-f]+\s+)?\d+\s+(\w+)\s*$", line):
            yield library, listed[1]


def faults_of_windows(program, symbols_too=False):
    dump = told("x86_64-w64-mingw32-objdump", "-p", str(program))
    asked = set(imports(dump))
    if len(asked) < 50:
        yield f"only {len(asked)} imports were understood"
    for library, name in sorted(asked - functions_of_windows_7()):
        yield (
            f"imports {name} of {library}, which windows7.txt does not name: "
            "look up whether Windows 7 has it"
        )
    head = dict(re.findall(r"^(\w[\w/]*)\t+(.+)$", dump, re.MULTILINE))
    # 6.1 is Windows 7.
    wanted = int(head["MajorSubsystemVersion"]), int(head["MinorSubsystemVersion"])
    if wanted > (6, 1):
        yield f"asks for Windows {wanted[0]}.{wanted[1]}"
    data = program.read_bytes()
    # In the COFF header: the time, then where symbols stand and how many.
    at = int.from_bytes(data[0x3C:0x40], "little") + 8
    time, _, symbols = (int.from_bytes(data[at + 4 * i :][:4], "little") for i in range(3))
    if time:
        yield f"bears a time: {time}"
    if symbols and not symbols_too:
        yield f"is not stripped: {symbols} symbols"


def faults_of_linux(target, program, symbols_too=False):
    dump = told("readelf", "--wide", "--file-header", "--program-headers", "--sections", str(program))
    if MACHINES[target] not in dump:
        yield "is for another machine"
    if not re.search(r"Type:\s+EXEC", dump):
        yield "may lie anywhere in memory: see docs/decisions/0010"
    for part in ("INTERP", "DYNAMIC"):
        if re.search(rf"^\s+{part}\s", dump, re.MULTILINE):
            yield f"is not static: it has {part}"
    if ".symtab" in dump and not symbols_too:
        yield "is not stripped"
    if "GNU_EH_FRAME" not in dump:
        yield "cannot unwind: it has no GNU_EH_FRAME"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=["windows", "linux", "arm"])
    parser.add_argument("program", type=Path)
    parser.add_argument("--largest", type=int)
    parser.add_argument("--symbols", action="store_true")
    given = parser.parse_args()
    if given.target == "windows":
        faults = list(faults_of_windows(given.program, given.symbols))
    else:
        faults = list(faults_of_linux(given.target, given.program, given.symbols))
    size = given.program.stat().st_size
    if given.largest and size > given.largest:
        faults.append(f"is larger than {given.largest} bytes: {size}")
    for fault in faults:
        print(f"{given.program}: {fault}", file=sys.stderr)
    print(f"{given.program}: {size} bytes, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
