"""The floors of design.md, section 9: imports go down, modules stay small, libraries have owners, words have a home."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import click
import pytest

from dangvien_xlsx.cli.main import COMMANDS, cli
from tests.conftest import LONGEST

PACKAGE = Path(__file__).resolve().parent.parent / "dangvien_xlsx"
EXAMPLE = PACKAGE.parent / "workbooks"
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = {
    "model": 0,
    "text": 1,
    "judging": 2,
    "received": 2,
    "result": 2,
    "excel": 3,
    "history": 3,
    "letter": 3,
    "mail": 3,
    "intake": 4,
    "workspace": 5,
    "pipeline": 6,
    "window": 7,
    "cli": 8,  # one of its commands opens the window; the window knows no command
}
"""The packages; an import goes to a lower floor, or stays in its own package."""
ROOMS = {
    "reading": 0,
    "writing": 0,
    "catalogue": 1,
    "form": 1,
    "summary": 2,
    "acceptance": 1,
    "by_hand": 1,
    "by_hand_following": 2,
    "table_beside": 2,
    "by_hand_table": 2,
    "by_hand_rows": 3,
    "table": 3,
}
"""The same within ``excel``."""
TELLING = set(FLOORS)
"""Packages whose functions of three or more arguments tell of each."""
ENTRY = {"__init__", "__main__"}
"""Modules of the package that stand on no floor: the version, and the door to the command."""

OWNERS = {
    "python_calamine": {"excel/reading/grid.py"},
    "deflate": {"received/inflating.py", "excel/writing/packing.py"},
    "lxml": {"excel/reading/markup.py"},
    "xlsxwriter": {"excel/writing/book.py", "excel/writing/parts.py", "excel/writing/worksheet.py"},
    "openpyxl": {
        "excel/writing/resaving.py",
        "excel/catalogue/following.py",
        "excel/catalogue/marking.py",
        "excel/form/fill.py",
        "excel/by_hand_following.py",
    },
    "pandas": {"result/table.py", "history/parquet.py"},
    "docx": {
        "letter/template_writer.py",
        "letter/passages_file.py",
        "letter/numbering.py",
        "letter/inserting.py",
        "letter/footnotes.py",
    },
    "pebble": {"intake/pools.py", "intake/readers.py"},
    "olefile": {"received/ole.py", "mail/outlook.py"},
    "tkinterdnd2": {"window/dropping.py"},
    "click": {
        "cli/main.py",
        "cli/consolidate.py",
        "cli/fill.py",
        "cli/forms.py",
        "cli/history.py",
        "cli/importing.py",
        "cli/letter.py",
        "cli/mail.py",
        "cli/parameters.py",
        "cli/printing.py",
        "cli/proof.py",
        "cli/returns.py",
        "cli/vietnamese.py",
        "cli/window.py",
    },
    "rich": {"cli/progress.py"},
}
"""The modules that may import a library. A library that is not here may be imported by one module at most."""

FORBIDDEN_NAMES = ("util", "helper", "manager", "common", "misc")
VIETNAMESE = re.compile(
    "[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ]"
)
ALLOWED_WORDS = {
    # The two choices are part of the rules that the model declares: an Excel formula compares with them.
    ("model/expression.py", "Có"),
    ("model/expression.py", "Không"),
    # Letters whose width is measured.
    ("excel/writing/metrics.py", "đ"),
    ("excel/writing/metrics.py", "Đ"),
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def module_of(path: Path) -> str:
    return f"dangvien_xlsx.{name_of(path).removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")


def floor_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE / "excel").with_suffix("").parts[0]


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full name of every module that a module imports, inside functions too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import hides the floor it comes from"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_every_module_stands_on_a_floor() -> None:
    assert {floor_of(path) for path in MODULES} <= {*FLOORS, *ENTRY}


def test_imports_only_go_down() -> None:
    climbing = []
    for path in MODULES:
        own = floor_of(path)
        if own in ENTRY:
            continue
        for name in imports_of(path):
            _, *rest = name.split(".")
            if not name.startswith("dangvien_xlsx.") or rest[0] not in FLOORS:
                continue
            same = rest[0] == own
            if not same and FLOORS[rest[0]] >= FLOORS[own]:
                climbing.append(f"{name_of(path)} imports {name}")
            if same and own == "excel" and room_of(path) != rest[1] and ROOMS[rest[1]] >= ROOMS[room_of(path)]:
                climbing.append(f"{name_of(path)} imports {name}")
    assert climbing == []


def test_no_module_reaches_itself_through_others() -> None:
    modules = {
        f"dangvien_xlsx.{name_of(path)[:-3].replace('/', '.')}".removesuffix(".__init__"): path for path in MODULES
    }
    graph = {
        module: {
            part
            for name in imports_of(path)
            for part in (name, name.rpartition(".")[0])
            if part in modules and part != module and not module.startswith(f"{part}.")
        }
        for module, path in modules.items()
    }
    assert any(graph.values())
    list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the circle


def test_every_module_that_a_rule_names_is_there() -> None:
    named = {name for owners in OWNERS.values() for name in owners} | {name for name, _ in ALLOWED_WORDS}
    assert named <= {name_of(path) for path in MODULES}
    rooms = {path.with_suffix("").name for path in (PACKAGE / "excel").iterdir() if path.suffix in ("", ".py")}
    assert rooms - {"__init__", "__pycache__"} == set(ROOMS)


def test_the_walk_sees_the_imports_that_it_judges() -> None:
    seen = set(imports_of(PACKAGE / "pipeline" / "consolidate.py"))
    assert "dangvien_xlsx.excel.summary.summary_bytes" in seen, "an import inside a function counts too"


def test_modules_stay_below_300_lines() -> None:
    long = {name_of(path): lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 300}
    assert long == {}


def test_each_library_is_imported_only_by_its_owners() -> None:
    users: dict[str, set[str]] = {}
    for path in MODULES:
        for name in imports_of(path):
            library = name.split(".")[0]
            if library not in sys.stdlib_module_names and library != "dangvien_xlsx":
                users.setdefault(library, set()).add(name_of(path))
    strangers = {library: found - OWNERS[library] for library, found in users.items() if library in OWNERS}
    assert {library: found for library, found in strangers.items() if found} == {}
    unowned = {library: found for library, found in users.items() if library not in OWNERS and len(found) > 1}
    assert unowned == {}, "a library has one module that hides it from the rest"


def test_no_module_below_intake_and_workspace_touches_paths() -> None:
    touching = {
        name_of(path)
        for path in MODULES
        if FLOORS.get(floor_of(path), 9) < FLOORS["intake"]
        and any(name.split(".")[0] in {"pathlib", "shutil", "glob", "tempfile"} for name in imports_of(path))
    }
    # The parts of a large summary wait in files without a name until they are packed.
    assert touching == {"excel/writing/spool.py"}


def test_the_model_neither_reads_nor_writes() -> None:
    doors = {"io", "os", "sys", "pathlib", "socket", "subprocess", "zipfile", "tempfile"}
    modules = [path for path in MODULES if floor_of(path) == "model"]
    assert not {(name_of(path), name) for path in modules for name in imports_of(path) if name.split(".")[0] in doors}


def test_vietnamese_sentences_stand_only_in_text() -> None:
    stray = []
    for path in MODULES:
        if floor_of(path) == "text":
            continue
        tree = tree_of(path)
        prose = set(map(id, docstrings_of(tree)))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                allowed = (name_of(path), node.value) in ALLOWED_WORDS
                if VIETNAMESE.search(node.value) and not allowed:
                    stray.append(f"{name_of(path)}:{node.lineno}: {node.value[:60]}")
    assert stray == []


def docstrings_of(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield docstrings, and strings that stand alone under an assignment to explain it."""
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


def test_no_module_or_function_has_a_name_that_says_nothing() -> None:
    named = [path.relative_to(PACKAGE).with_suffix("").as_posix() for path in MODULES]
    for path in MODULES:
        nodes = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
        named += [node.name for node in ast.walk(tree_of(path)) if isinstance(node, nodes)]
    empty = {name for name in named if any(word in name.casefold() for word in FORBIDDEN_NAMES)}
    assert empty == set()


def test_every_module_and_every_public_function_and_class_says_what_it_is_for() -> None:
    silent = []
    for path in MODULES:
        tree = tree_of(path)
        if not ast.get_docstring(tree):
            silent.append(name_of(path))
        silent += [
            f"{name_of(path)}:{node.lineno}: {node.name}" for node in public(tree) if not ast.get_docstring(node)
        ]
    assert silent == []


def test_functions_of_three_or_more_arguments_tell_of_each() -> None:
    silent = []
    for path in MODULES:
        if floor_of(path) not in TELLING:
            continue
        for node in public(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                given = [item.arg for item in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
                named = [name for name in given if name not in ("self", "cls")]
                told = (ast.get_docstring(node) or "").partition("Args:")[2]
                missing = [name for name in named if f"{name}: " not in told]
                if len(named) >= 3 and missing:
                    silent.append(f"{name_of(path)}:{node.lineno}: {node.name}: {', '.join(missing)}")
    assert silent == []


def public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_every_name_that_a_module_declares_is_used_by_the_program() -> None:
    used: Counter[str] = Counter()
    for path in (*MODULES, *PACKAGE.parent.joinpath("tools").rglob("*.py"), *EXAMPLE.rglob("*.py")):
        used.update(re.findall(r"\w+", path.read_text("utf-8")))
    dead = []
    for path in MODULES:
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names = [] if node.decorator_list else [node.name]  # a command is reached through its decorator
            else:
                targets = getattr(node, "targets", [getattr(node, "target", None)])
                names = [item.id for item in targets if isinstance(item, ast.Name)]
            dead += [f"{name_of(path)}:{node.lineno}: {name}" for name in names if used[name] < 2 and "__" not in name]
    assert dead == []


def test_functions_fit_a_screen() -> None:
    long = []
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 60:
                long.append(f"{name_of(path)}:{node.lineno}: {node.name}")
    assert long == []


def test_every_broad_except_says_what_it_hides() -> None:
    unexplained = []
    for path in MODULES:
        lines = path.read_text("utf-8").splitlines()
        for node in ast.walk(tree_of(path)):
            broad = isinstance(node, ast.ExceptHandler) and (
                node.type is None
                or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
            )
            if broad and "#" not in lines[node.lineno - 1]:  # type: ignore[attr-defined]
                unexplained.append(f"{name_of(path)}:{node.lineno}")  # type: ignore[attr-defined]
    assert unexplained == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_has_help_in_vietnamese(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command
    assert VIETNAMESE.search(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert VIETNAMESE.search(parameter.help or ""), parameter.name


def test_what_reads_forms_loads_nothing_that_writes() -> None:
    """A child comes up for every run: what it does not need costs each double-click a tenth of a second."""
    asked = "import dangvien_xlsx.intake.opening, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    unneeded = {"xlsxwriter", "pandas", "openpyxl", "docx", "click", "decimal", "fractions", "pkgutil"}
    assert not unneeded & set(done.stdout.split())


def test_what_is_put_off_is_there_when_it_is_asked_for() -> None:
    asked = """
import dangvien_xlsx.intake.spawning, sys
from urllib.parse import urlsplit
print("IPV4LENGTH" in vars(sys.modules["ipaddress"]))
print(urlsplit("http://[::1]/a").hostname)
import ipaddress
print(ipaddress.ip_address("10.0.0.1"), ipaddress is sys.modules["ipaddress"])
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.split() == ["False", "::1", "10.0.0.1", "True"]


def test_the_window_shows_a_period_without_what_its_jobs_load() -> None:
    """What the first look at a folder asks lies in light modules: the jobs' libraries cost half a second."""
    asked = "import dangvien_xlsx.window.frame, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    loaded = set(done.stdout.split())
    assert not {"xlsxwriter", "pandas", "openpyxl", "docx", "dangvien_xlsx.pipeline"} & loaded


def test_the_files_of_tests_that_are_begun_first_are_there() -> None:
    assert [name for name in LONGEST if not (PACKAGE.parent / "tests" / f"{name}.py").is_file()] == []
