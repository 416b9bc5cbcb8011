"""Runs tests of the project by the bundle's own Python: a folder of test libraries, then what pytest is given."""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]

if __name__ == "__main__":
    # The code of the checkout goes before the bundle's copy of it; a ._pth leaves PYTHONPATH unread.
    sys.path[:0] = [str(PROJECT)]
    sys.path.append(sys.argv[1])
    sys.dont_write_bytecode = True
    os.chdir(PROJECT)
    # Wine 8 has no CopyFile2, which shutil.copy2 takes where it is there.
    import _winapi

    if hasattr(_winapi, "CopyFile2"):
        del _winapi.CopyFile2
    import pytest

    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[2:]]))
