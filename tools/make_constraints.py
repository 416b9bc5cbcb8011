"""Makes ``constraints.txt`` and ``constraints-dev.txt``: versions and hashes of all that is installed.

``python tools/make_constraints.py`` after a change of ``setup.cfg``: what is pinned stays, what is new is added.
``python tools/make_constraints.py --upgrade`` takes the newest of everything. Needs ``uv`` (among the ``dev`` extras).
"""

import argparse
import configparser
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
RUNTIME, DEVELOPMENT = PROJECT / "constraints.txt", PROJECT / "constraints-dev.txt"
ASKED = "# asked: "
"""Begins the lines that repeat what setup.cfg asks for; a test compares them."""
OLDEST_PYTHON = "3.11"
PLATFORMS = {
    "x86_64-pc-windows-msvc": ("3.11", "3.12", "3.13", "3.14"),
    "x86_64-manylinux_2_28": ("3.11", "3.12", "3.13", "3.14"),
    "aarch64-apple-darwin": ("3.11", "3.12", "3.13", "3.14"),
}
"""Where a launcher may install; everything pinned has a wheel there, since nothing is built on a clerk's computer."""


def asked_for(development: bool) -> list[str]:
    """Return what setup.cfg asks for, sorted: for running, or for running and developing."""
    settings = configparser.RawConfigParser()
    settings.read(PROJECT / "setup.cfg", encoding="utf-8")
    wanted = settings["options"]["install_requires"].split("\n")
    if development:
        wanted += settings["options.extras_require"]["dev"].split("\n")
    return sorted({line.strip() for line in wanted} - {""})


def _compile(wanted: list[str], *options: str) -> str:
    """Run uv's resolver, wheels only, and return what it prints."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-config", "--only-binary", ":all:"]
    command += ["--no-header", "--no-annotate", *options, "-"]
    done = subprocess.run(command, input="\n".join(wanted), capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def pins_of(text: str) -> list[str]:
    """Return the pinned requirements of a constraints file, each with its marker and without its hashes."""
    lines = (line.removesuffix("\\").strip() for line in text.split("\n"))
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def _make(target: Path, development: bool, bound: list[str], upgrade: bool) -> None:
    wanted = asked_for(development)
    # Written beside the target: uv keeps the versions that stand in the file it is to write, unless told otherwise.
    draft = target.with_suffix(".new")
    if target.exists() and not upgrade:
        draft.write_bytes(target.read_bytes())
    limits = draft.with_suffix(".bound")
    limits.write_text("\n".join(bound), "utf-8")
    try:
        _compile(
            wanted,
            *("--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"),
            *("--constraint", str(limits), "--output-file", str(draft)),
            *(("--upgrade",) if upgrade else ()),
        )
        # A line of options, such as the place of an index, begins with a dash and stays out.
        lines = [line for line in draft.read_text("utf-8").split("\n") if line.startswith(" ") or line[:1].isalnum()]
    finally:
        draft.unlink(missing_ok=True)
        limits.unlink()
    head = ["# Made by tools/make_constraints.py from setup.cfg; not to be edited.", *(ASKED + line for line in wanted)]
    target.write_text("\n".join([*head, *lines, ""]), "utf-8", newline="\n")


def _check_wheels(pins: list[str]) -> None:
    """Stop when something pinned has no wheel for a platform that a launcher installs on."""
    places = [(platform, version) for platform, versions in PLATFORMS.items() for version in versions]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda place: _compile(pins, "--no-deps", *_at(*place)), places))


def _at(platform: str, version: str) -> tuple[str, ...]:
    return "--python-platform", platform, "--python-version", version


def main() -> None:
    """Make both files, then see that each system finds wheels for all of the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    upgrade = parser.parse_args().upgrade
    _make(RUNTIME, False, [], upgrade)
    pins = pins_of(RUNTIME.read_text("utf-8"))
    _make(DEVELOPMENT, True, pins, upgrade)
    _check_wheels(pins)
    print(f"{RUNTIME.name}: {len(pins)}, {DEVELOPMENT.name}: {len(pins_of(DEVELOPMENT.read_text('utf-8')))}")


if __name__ == "__main__":
    main()
