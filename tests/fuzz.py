"""Fuzz for long: `python -m tests.fuzz [SECONDS]`, by `make fuzz`.

Hypothesis first tries many more examples than `make test` does. Where atheris can be installed, it then drives each of
the same tests by what their code covers, SECONDS each. A case that is found stands in the folder `.fuzz`.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FOUND = Path(".fuzz")
SECONDS = 60
DRIVEN = (
    *("day_of_any_text", "edtf_of_any_text", "address_of_any_values", "recipe_of_any_values"),
    *("catalogue_of_any_text",),
)
"""The tests that atheris drives: those that need no folder of their own."""


def drive(name: str, seconds: int) -> None:
    """Let atheris drive one test for some seconds; does not return."""
    import atheris

    with atheris.instrument_imports(include=["layers", "edtf", "babel"]):
        from tests import test_fuzz
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", "-timeout=20", "-print_final_stats=0"]
    atheris.Setup([sys.argv[0], *options, str(folder)], getattr(test_fuzz, f"test_{name}").hypothesis.fuzz_one_input)
    atheris.Fuzz()


def main(seconds: int) -> int:
    """Run all; return the number of those that found something."""
    python = [sys.executable, "-m"]
    codes = [
        subprocess.run([*python, "pytest", "tests/test_fuzz.py", "--hypothesis-profile=long"], check=False).returncode
    ]
    if find_spec("atheris") is None:
        print("Left out: coverage-guided fuzzing; atheris is not installed.", flush=True)
        return sum(map(bool, codes))
    codes += [subprocess.run([*python, "tests.fuzz", str(seconds), name], check=False).returncode for name in DRIVEN]
    return sum(map(bool, codes))


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    if len(sys.argv) > 2:
        drive(sys.argv[2], asked)
    sys.exit(main(asked))
