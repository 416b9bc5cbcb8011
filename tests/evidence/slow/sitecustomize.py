"""A slow computer: openpyxl is imported two seconds late, in the command and in all of its children."""

import sys
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Late(MetaPathFinder):
    """Waits at the first sight of openpyxl, then lets the other finders find it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "openpyxl":
            time.sleep(2)
        return None


sys.meta_path.insert(0, _Late())
