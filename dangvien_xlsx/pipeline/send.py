"""Sends the mails of a kind, each once: a log tells what has gone, and what nobody can know."""

import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from dangvien_xlsx.mail.compose import Draft, draft_bytes
from dangvien_xlsx.mail.smtp import open_sender
from dangvien_xlsx.model.errors import RejectedError, WorkspaceError
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.model.period import VIETNAM
from dangvien_xlsx.pipeline.asked import AS_IT_IS, Asked
from dangvien_xlsx.pipeline.drafts import make_drafts
from dangvien_xlsx.text import mail as words
from dangvien_xlsx.workspace.folder import Progress, Workspace
from dangvien_xlsx.workspace.journal import Journal
from dangvien_xlsx.workspace.locks import writes
from dangvien_xlsx.workspace.mails import BEGUN, REFUSED, SENT, SENT_LOG, DraftKind


class Plan(NamedTuple):
    """What will go through which server, what has gone before, and what nobody can tell."""

    server: Server
    oauth2: bool
    pace_seconds: int
    drafts: tuple[Draft, ...]
    already: int
    unclear: tuple[Draft, ...]
    notices: tuple[str, ...]
    states: Mapping[str, object] = MappingProxyType({})
    """What the log said of each mail by its Message-ID, when this was planned."""


class Delivery(NamedTuple):
    """How many mails have gone, and what the clerk has to be told of the others."""

    sent: int
    notices: tuple[str, ...]


@writes("send")
def plan(
    workspace: Workspace,
    kind: DraftKind,
    today: date | None = None,
    resend: tuple[str, ...] = (),
    asked: Asked = AS_IT_IS,
    progress: Progress | None = None,
) -> Plan:
    """Find out what is to be sent. Nothing is sent and nothing is written.

    Args:
        workspace: The folder of the period.
        kind: What to write about.
        today: See ``make_drafts``.
        resend: Codes of units whose mail nobody can tell of, and which the clerk wants sent again.
        asked: As of when, and how locked files are opened.
        progress: Told of files read; a ``Watch`` can stop the job as well.

    Raises:
        WorkspaceError: No server is declared, the log cannot be read, or as ``make_drafts``.
    """
    declared = workspace.declared()
    settings = declared.catalogue.mail
    server = settings.smtp
    if server is None:
        raise WorkspaceError(words.NO_SMTP)
    batch = make_drafts(workspace, kind, today, asked, progress, declared)
    states = _states(workspace)
    fresh, unclear, already = [], [], 0
    for draft in batch.drafts:
        state = states.get(draft.message_id)
        if state == SENT:
            already += 1
        elif state == BEGUN and draft.unit not in resend:
            unclear.append(draft)
        else:
            fresh.append(draft)
    oauth2, pace = settings.oauth2, settings.pace_seconds
    return Plan(server, oauth2, pace, tuple(fresh), already, tuple(unclear), batch.notices, states)


def _states(workspace: Workspace) -> dict[str, object]:
    return {str(entry.get("id")): entry.get("state") for entry in Journal(workspace.folder / SENT_LOG).entries()}


@writes("send")
def deliver(
    workspace: Workspace, planned: Plan, secret: str, progress: Callable[[int, int, Draft], None] | None = None
) -> Delivery:
    """Send what was planned and agreed to, at the set pace.

    Args:
        workspace: The folder of the period.
        planned: What the clerk saw and said yes to; nothing else is sent.
        secret: The password, or the OAuth2 access token.
        progress: Told of each mail that has gone.

    Raises:
        MailServerError: The server cannot be reached or goes away; what has gone is in the log.
        WorkspaceError: The log cannot be written; the mail in hand has not gone.
    """
    journal = Journal(workspace.folder / SENT_LOG)
    sent, notices = 0, []
    with open_sender(planned.server, secret, planned.oauth2) as sender:
        for number, draft in enumerate(planned.drafts, 1):
            if number > 1:
                time.sleep(planned.pace_seconds)
            # Read anew before each mail: what another run did since the clerk said yes is not done again.
            if (state := _states(workspace).get(draft.message_id)) != planned.states.get(draft.message_id):
                told = words.SENT_MEANWHILE if state == SENT else words.TRIED_MEANWHILE
                notices.append(told.format(unit=draft.unit_name))
                continue
            entry: dict[str, object] = {
                "id": draft.message_id,
                "unit": draft.unit,
                "to": list(draft.to),
                "subject": draft.subject,
            }
            content = draft_bytes(draft, datetime.now(VIETNAM).replace(microsecond=0))
            try:
                sender.send(draft.sender, draft.to, content, lambda entry=entry: journal.add(**_now(entry, BEGUN)))  # type: ignore[misc]
            except RejectedError as error:
                journal.add(**_now(entry, REFUSED), why=error.why)
                about = {"unit": draft.unit_name, "to": ", ".join(draft.to), "why": error.why}
                notices.append(words.SEND_REJECTED.format(**about))
                continue
            journal.add(**_now(entry, SENT))
            sent += 1
            if progress:
                progress(number, len(planned.drafts), draft)
    return Delivery(sent, tuple(notices))


def _now(entry: dict[str, object], state: str) -> dict[str, object]:
    return entry | {"state": state, "at": datetime.now(VIETNAM).isoformat(timespec="seconds")}
