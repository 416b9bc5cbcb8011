"""Mail and locked workbooks through the window: real servers, passwords typed into the window's own dialog."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dangvien_xlsx.model.submission import State
from dangvien_xlsx.pipeline.forms import write_forms
from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.dialogs import SecretDialog
from dangvien_xlsx.window.steps import Action, Step
from tests.forms import fill
from tests.intake.build import locked
from tests.mail import conftest as mail
from tests.mail.servers import HOST, PASSWORD, SMTP_PASSWORD, Dovecot, Receiver
from tests.mail.shapes import SHAPES
from tests.window.conftest import Driven

pytestmark = pytest.mark.xdist_group("window")
Drive = Callable[[Path | None], Driven]
certificates, authority = mail.certificates, mail.authority
dovecot, receiver, office = mail.dovecot, mail.receiver, mail.office


def press_and_type(driven: Driven, action: Action, secret: str) -> str:
    """Press a button, and type a password into the dialog that asks for it."""
    seen: list[str] = []

    def type_it() -> None:
        dialogs = [child for child in driven.root.winfo_children() if isinstance(child, SecretDialog)]
        if not dialogs or not dialogs[0].winfo_viewable():
            driven.root.after(50, type_it)
            return
        seen.append(dialogs[0].secret.cget("show"))
        dialogs[0].secret.insert(0, secret)
        dialogs[0].yes.invoke()

    driven.root.after(50, type_it)
    said = driven.press(action)
    assert seen == ["•"], "what is typed is not shown"
    return said


def test_forms_are_sent_after_a_yes_and_answers_fetched(
    office: mail.Office, dovecot: Dovecot, receiver: Receiver, drive: Drive
) -> None:
    office.declare(imap_host=f"{HOST}:{dovecot.port}", smtp_host=f"{HOST}:{receiver.port}")
    driven = drive(office.workspace.folder)
    window, answers = driven.window, driven.answers
    answers.says_yes = False
    driven.press(Action.SEND_FORMS)
    assert "57" in answers.asked[-1]
    assert "thanh-loi@vuban.example" in answers.asked[-1] or "…" in answers.asked[-1]
    assert receiver.taken == [], "no is no"
    answers.says_yes = True
    assert HOST in press_and_type(driven, Action.SEND_FORMS, "sai")
    assert receiver.taken == []
    assert words.SENT.format(count=57) in press_and_type(driven, Action.SEND_FORMS, SMTP_PASSWORD)
    assert len(receiver.taken) == 57
    assert "57" in window.layout.steps.states[Step.SEND].cget("text")
    assert words.SEND_NOTHING in driven.press(Action.SEND_FORMS)
    assert len(receiver.taken) == 57
    write_forms(office.workspace)
    forms = sorted(office.workspace.forms.glob("*.xlsx"))[:3]
    filled = [fill(form.read_bytes(), {"ket_nap": 2, "nu": 1, "doan_vien": 1, "dai_hoc": 1}) for form in forms]
    dovecot.deliver(
        SHAPES[0](form.name, content, index) for index, (form, content) in enumerate(zip(forms, filled, strict=True))
    )
    assert HOST in press_and_type(driven, Action.FETCH, "sai")
    assert words.FETCHED.format(count=3, known=0) in press_and_type(driven, Action.FETCH, PASSWORD)
    assert window.layout.steps.next is Action.CONSOLIDATE
    driven.press(Action.CONSOLIDATE)
    assert window.standing
    assert sum(unit.state is State.REPORTED for unit in window.standing.account.units) == 3


def test_the_password_of_a_locked_workbook_is_asked_for_and_kept_nowhere(
    workspace: Path, drive: Drive, tmp_path: Path
) -> None:
    form = workspace / "nhan-ve" / "16-thanh-loi.xlsx"
    form.write_bytes(locked(form.read_bytes(), "khoá-Vụ-Bản-77"))
    driven = drive(workspace)
    answers = driven.answers
    answers.typed = "sai"
    driven.press(Action.CONSOLIDATE)
    assert answers.asked.count("password") == 1
    assert driven.window.standing
    assert driven.window.standing.has_locked_files
    answers.typed = "khoá-Vụ-Bản-77"
    said = driven.press(Action.CONSOLIDATE)
    assert "53" in said
    before = len(answers.asked)
    driven.press(Action.LETTER)
    assert len(answers.asked) == before + 1, "the letter is of the same figures, so it wants the same password"
    assert words.LETTER_DRAFT not in driven.said
    driven.close()
    for path in (*workspace.rglob("*"), *(tmp_path / "state").rglob("*")):
        if path.is_file():
            assert "khoá-Vụ-Bản-77".encode() not in path.read_bytes(), path
