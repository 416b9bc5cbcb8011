"""Finds and fills the texts of drafts: the clerk's own where there is one, else those that come with the program."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dangvien_xlsx.model.errors import WorkspaceError
from dangvien_xlsx.model.patterns import pattern
from dangvien_xlsx.text import commands
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.text.mail_templates import PLACES, TEMPLATES
from dangvien_xlsx.workspace.folder import Workspace, why

FOLDER = "templates"
_LEVELS = 3
"""The workspace's own ``templates/``, its parent's and its grandparent's: ``workbooks/2023-6T/`` lies two deep."""
_PLACE = pattern(r"\{(\w*)\}")


class LetterText(NamedTuple):
    """A template: subject and body, with places in braces."""

    subject: str
    body: str

    def fill(self, values: Mapping[str, str]) -> "LetterText":
        """Return it with every place filled. What is filled in is not looked at again."""
        return LetterText(*(_PLACE.sub(lambda match: values[match[1]], part) for part in self))


def letter_text(workspace: Workspace, name: str) -> LetterText:
    """Return a template.

    It is looked for in ``templates/`` of the workspace, of the folder above and of the one above that, then beside the
    program (a checkout has it there); a program installed elsewhere falls back on the text that it carries.

    Raises:
        WorkspaceError: The clerk's text cannot be read, has no subject, or names a place that does not exist.
    """
    path = template_path(workspace, name)
    return _parse(_text_of(path), str(path)) if path else _parse(TEMPLATES[name], name)


def template_path(workspace: Workspace, name: str) -> Path | None:
    """Return where a template lies, looked for as ``letter_text`` says; none where only the program carries one."""
    here = workspace.folder.resolve()
    homes = [*[here, *here.parents][:_LEVELS], Path(__file__).resolve().parents[2]]
    return next((path for home in homes if (path := home / FOLDER / name).is_file()), None)


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(commands.CANNOT_READ.format(path=path, why=why(error))) from error
    # Notepad saves UTF-8 with or without a mark, or UTF-16 with one.
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise WorkspaceError(words.BAD_TEMPLATE.format(file=path, why=words.TEMPLATE_ENCODING)) from error


def _parse(text: str, file: str) -> LetterText:
    first, _, rest = text.replace("\r\n", "\n").partition("\n")
    if not first.startswith(words.SUBJECT_LABEL):
        raise WorkspaceError(words.BAD_TEMPLATE.format(file=file, why=words.TEMPLATE_NO_SUBJECT))
    for name in _PLACE.findall(text):
        if name not in PLACES:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            reason = words.TEMPLATE_UNKNOWN.format(name=name, known=known)
            raise WorkspaceError(words.BAD_TEMPLATE.format(file=file, why=reason))
    return LetterText(first.removeprefix(words.SUBJECT_LABEL).strip(), rest.strip() + "\n")
