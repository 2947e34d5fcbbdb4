"""Says whether two programs publish and find the same, byte for byte.

    python3 benches/compare/same_output.py BEFORE AFTER [--reports 1000]

For a change that is to keep every page and every finding: BEFORE and AFTER are two
builds of gongkai. Both build and check the repository's own site, the portal of the
fixtures and a synthetic portal; every published file and every finding (as JSON) is
compared. Ends with 1 where something differs, and says where.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generate

ROOT = Path(__file__).resolve().parents[2]
STATE = ".gongkai"
SHOWN = 20
"""How many differences are printed for each site."""


def sites(folder: Path, reports: int) -> dict[str, Path]:
    """The sites to compare, by name; they are made in `folder`."""
    generate.generate(folder, reports, sites=("everything",))
    # Without its templates, which are one program's: each program has its own.
    own = folder / "repository"
    for part in ("content", "static"):
        shutil.copytree(ROOT / part, own / part)
    shutil.copy(ROOT / "site.toml", own)
    return {
        "repository": own,
        "fixtures": ROOT / "tests" / "fixtures" / "portal",
        f"{reports} reports": folder / "everything",
    }


def published(program: Path, site: Path, out: Path) -> tuple[int, dict[str, bytes]]:
    """The exit code of a build and every file that it published."""
    command = [program, "build", "--root", site, "--out", out, "--force", "--drafts"]
    done = subprocess.run(command, capture_output=True, check=False)
    files = [path for path in out.rglob("*") if path.is_file()]
    files = [path for path in files if STATE not in path.relative_to(out).parts]
    return done.returncode, {str(path.relative_to(out)): path.read_bytes() for path in files}


def found(program: Path, site: Path) -> list[str]:
    """Every finding of a check, one line of JSON each."""
    command = [program, "check", "--root", site, "--drafts", "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return [*done.stdout.splitlines(), f"exit code {done.returncode}"]


def differences(before: Path, after: Path, site: Path, folder: Path) -> list[str]:
    """What differs between the two programs on one site."""
    told = []
    (code, old), (new_code, new) = (
        published(program, site, folder / name) for program, name in ((before, "a"), (after, "b"))
    )
    if code != new_code:
        told.append(f"exit code of build: {code}, {new_code}")
    told += [f"only before: {name}" for name in sorted(old.keys() - new.keys())]
    told += [f"only after: {name}" for name in sorted(new.keys() - old.keys())]
    told += [first_difference(name, old[name], new[name]) for name in sorted(old.keys() & new.keys()) if old[name] != new[name]]
    lines, new_lines = found(before, site), found(after, site)
    told += [f"- {line}" for line in lines if line not in set(new_lines)]
    told += [f"+ {line}" for line in new_lines if line not in set(lines)]
    if not told and lines != new_lines:
        told.append("the same findings in another order or number")
    return told


def first_difference(name: str, old: bytes, new: bytes) -> str:
    """Where two files differ for the first time, with what stands there."""
    pairs = enumerate(zip(old, new))
    at = next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))
    around = slice(max(0, at - 60), at + 60)
    return f"{name} at byte {at}:\n    - {old[around]!r}\n    + {new[around]!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    chosen = parser.parse_args()
    programs = [chosen.before.resolve(), chosen.after.resolve()]
    same = True
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, site) in enumerate(sites(Path(folder), chosen.reports).items()):
            place = Path(folder) / f"out{number}"
            told = differences(*programs, site, place)
            same = same and not told
            print(f"{name}: {'the same' if not told else f'{len(told)} differences'}")
            print(*told[:SHOWN], sep="\n", end="\n" if told else "")
            shutil.rmtree(place, ignore_errors=True)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
