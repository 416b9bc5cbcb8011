"""Runs tests of the project by the bundle's Python on the bundle's program: a folder of test libraries, then the tests.

What is altered here is Wine's lack or its slowness, and nothing of the program's.
"""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


class Patience:
    """Under Wine the first example of a test may take seconds: modules are loaded, which says nothing of the test."""

    def pytest_configure(self) -> None:
        """Let Hypothesis look at no clock."""
        from hypothesis import HealthCheck, settings

        settings.register_profile("wine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
        settings.load_profile("wine")


if __name__ == "__main__":
    # The project's folder is the last: the program that is tested is the bundle's copy of it. The tests' libraries are
    # the first: they hold the whole of pygments, which pytest wants.
    sys.path = [sys.argv[1], *sys.path, str(PROJECT)]
    sys.dont_write_bytecode = True
    os.chdir(PROJECT)
    # Wine 8 has no CopyFile2, which shutil.copy2 takes where it is there.
    import _winapi

    if hasattr(_winapi, "CopyFile2"):
        del _winapi.CopyFile2
    import pytest

    import dangvien_xlsx

    assert not Path(dangvien_xlsx.__file__).is_relative_to(PROJECT)
    options = ["-q", "--durations=12", "-p", "no:cacheprovider", "--import-mode=append"]
    sys.exit(pytest.main([*options, *sys.argv[2:]], plugins=[Patience()]))
