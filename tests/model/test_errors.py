"""The tree of exceptions: one place, one root, and drawn as it is."""

import ast
import inspect

from dangvien_xlsx.model import errors
from dangvien_xlsx.model.errors import DangvienError
from tests.test_floors import MODULES, name_of, tree_of


def below(error: type[Exception], depth: int = 0) -> list[tuple[int, str]]:
    found = [(depth, error.__name__)]
    for child in error.__subclasses__():
        found += below(child, depth + 1)
    return found


def test_the_tree_drawn_at_the_top_is_the_tree() -> None:
    drawn = []
    for line in inspect.getdoc(errors).splitlines():  # type: ignore[union-attr]
        name = next((word for word in line.split() if word.endswith("Error")), "")
        if name and line.lstrip(" │├└─").startswith(name) and line.startswith("    "):
            drawn.append(((len(line) - len(line.lstrip(" │├└─")) - 4) // 4, name))
    assert drawn == below(DangvienError)


def test_no_exception_stands_outside_it() -> None:
    outside = [
        f"{name_of(path)}: {node.name}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id.endswith(("Error", "Exception")) for base in node.bases)
        and name_of(path) != "model/errors.py"
    ]
    assert outside == []
