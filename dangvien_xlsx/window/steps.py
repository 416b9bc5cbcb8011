"""The steps of the day: the state of each, what can be pressed and why not, and what comes next. No screen here."""

from datetime import date
from enum import Enum
from typing import NamedTuple

from dangvien_xlsx.text import window as words


class Step(Enum):
    """A step, in the order of the day."""

    CATALOGUE = "catalogue"
    FORMS = "forms"
    SEND = "send"
    RECEIVE = "receive"
    CONSOLIDATE = "consolidate"
    RETURN = "return"
    REMIND = "remind"
    BY_HAND = "by_hand"
    LETTER = "letter"
    CLOSE = "close"
    FILL = "fill"
    HISTORY = "history"


class Action(Enum):
    """A button beside a step."""

    OPEN_CATALOGUE = "open_catalogue"
    CHECK_CATALOGUE = "check_catalogue"
    FORMS = "forms"
    DRAFT_FORMS = "draft_forms"
    SEND_FORMS = "send_forms"
    FETCH = "fetch"
    ADD = "add"
    CONSOLIDATE = "consolidate"
    OPEN_RESULT = "open_result"
    RETURN = "return"
    REMIND = "remind"
    BY_HAND = "by_hand"
    LETTER = "letter"
    SIGN = "sign"
    VERIFY = "verify"
    CLOSE = "close"
    FILL = "fill"
    IMPORT = "import"
    EXPORT = "export"


BUTTONS = {
    Step.CATALOGUE: (Action.OPEN_CATALOGUE, Action.CHECK_CATALOGUE),
    Step.FORMS: (Action.FORMS,),
    Step.SEND: (Action.DRAFT_FORMS, Action.SEND_FORMS),
    Step.RECEIVE: (Action.FETCH, Action.ADD),
    Step.CONSOLIDATE: (Action.CONSOLIDATE, Action.OPEN_RESULT),
    Step.RETURN: (Action.RETURN,),
    Step.REMIND: (Action.REMIND,),
    Step.BY_HAND: (Action.BY_HAND,),
    Step.LETTER: (Action.LETTER, Action.SIGN),
    Step.CLOSE: (Action.VERIFY, Action.CLOSE),
    Step.FILL: (Action.FILL,),
    Step.HISTORY: (Action.IMPORT, Action.EXPORT),
}


class Counts(NamedTuple):
    """What reading the forms has shown: units missing, units to whom something goes back, points that are open.

    ``is_due``: the deadline is over, so that who is missing is late.
    """

    missing: int
    returned: int
    open_points: int
    is_due: bool = True


class Facts(NamedTuple):
    """What is known of a period without reading what it received; ``counts`` is there once that was read.

    ``mistakes``: places of the catalogue to be mended. ``is_current``: the summary shows what lies there now.
    """

    has_catalogue: bool = False
    mistakes: int = 0
    period: str = ""
    units: int = 0
    deadline: date | None = None
    forms: int = 0
    drafts: int = 0
    sent: int = 0
    received: int = 0
    has_summary: bool = False
    is_current: bool = False
    returned: int = 0
    reminders: int = 0
    has_by_hand: bool = False
    has_letter: bool = False
    is_closed: bool = False
    can_fetch: bool = False
    can_send: bool = False
    counts: Counts | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the catalogue can be worked with."""
        return self.has_catalogue and not self.mistakes


def why_not(action: Action, facts: Facts | None) -> str:
    """Return why an action cannot be pressed yet, in one sentence; blank where it can.

    Args:
        action: What would be pressed.
        facts: Of the period, none where none is open.
    """
    if facts is None:
        return words.WHY_NO_PERIOD
    if action is Action.OPEN_CATALOGUE:
        return "" if facts.has_catalogue else words.WHY_NO_CATALOGUE
    if action in (Action.CHECK_CATALOGUE, Action.ADD):
        return ""
    if action is Action.OPEN_RESULT:
        return "" if facts.has_summary else words.WHY_NO_SUMMARY
    if not facts.is_usable:
        return words.WHY_NO_CATALOGUE
    counts = facts.counts
    reasons = {
        Action.FETCH: (not facts.can_fetch, words.WHY_NO_MAIL_IN),
        Action.SEND_FORMS: (not facts.can_send, words.WHY_NO_MAIL_OUT),
        Action.VERIFY: (not facts.has_summary, words.WHY_NO_SUMMARY),
        Action.CLOSE: (facts.is_closed, words.WHY_CLOSED),
        Action.RETURN: (counts is not None and not counts.returned, words.WHY_NOTHING_RETURNED),
        Action.REMIND: (counts is not None and not counts.missing, words.WHY_NOBODY_MISSING),
    }
    stands, reason = reasons.get(action, (False, ""))
    return reason if stands else ""


def told(step: Step, facts: Facts) -> str:
    """Return the state of a step in a few words."""
    match step:
        case Step.CATALOGUE:
            return _catalogue(facts)
        case Step.RETURN | Step.REMIND | Step.CLOSE:
            return _as_read(step, facts, facts.counts)
        case _:
            return _as_lies_there(step, facts)


def _as_read(step: Step, facts: Facts, counts: Counts | None) -> str:
    if step is Step.RETURN:
        return _returns(facts, counts)
    return _reminders(facts, counts) if step is Step.REMIND else _closing(facts, counts)


def _as_lies_there(step: Step, facts: Facts) -> str:
    counted = {"drafts": facts.drafts, "sent": facts.sent}
    made = words.FORMS_TOLD.format(forms=facts.forms, units=facts.units)
    current = words.SUMMARY_CURRENT if facts.is_current else words.SUMMARY_OLD
    return {
        Step.FORMS: made if facts.forms else words.FORMS_NONE,
        Step.SEND: words.DRAFTS_TOLD.format(**counted) if any(counted.values()) else words.DRAFTS_NONE,
        Step.RECEIVE: words.RECEIVED_TOLD.format(files=facts.received),
        Step.CONSOLIDATE: current if facts.has_summary else words.NEVER,
        Step.BY_HAND: words.BY_HAND_THERE if facts.has_by_hand else words.BY_HAND_NONE,
        Step.LETTER: words.LETTER_THERE if facts.has_letter else words.LETTER_NONE,
        Step.FILL: words.FILL_TOLD,
        Step.HISTORY: words.HISTORY_TOLD,
    }[step]


def _catalogue(facts: Facts) -> str:
    if not facts.has_catalogue:
        return words.CATALOGUE_GONE
    if facts.mistakes:
        return words.CATALOGUE_MISTAKES.format(count=facts.mistakes)
    deadline = f"{facts.deadline:%d/%m/%Y}" if facts.deadline else words.NO_DEADLINE
    return words.CATALOGUE_GOOD.format(units=facts.units, deadline=deadline)


def _returns(facts: Facts, counts: Counts | None) -> str:
    if counts and not counts.returned:
        return words.RETURN_NONE
    if facts.returned:
        return words.RETURN_DONE.format(count=facts.returned)
    return words.RETURN_TOLD.format(count=counts.returned) if counts else ""


def _reminders(facts: Facts, counts: Counts | None) -> str:
    if counts is None:
        return ""
    if not counts.missing:
        return words.REMIND_NONE
    told_of = words.REMIND_DONE if facts.reminders else words.REMIND_TOLD if counts.is_due else words.REMIND_NOT_DUE
    return told_of.format(count=counts.missing, drafts=facts.reminders)


def _closing(facts: Facts, counts: Counts | None) -> str:
    if facts.is_closed:
        return words.CLOSED_TOLD
    if counts is None:
        return words.CLOSE_UNKNOWN
    return words.CLOSE_POINTS.format(count=counts.open_points) if counts.open_points else words.CLOSE_READY


def next_action(facts: Facts | None) -> Action | None:
    """Return what is sensible to press next; nothing where no period is open."""
    if facts is None:
        return None
    if not facts.is_usable:
        return Action.OPEN_CATALOGUE if facts.has_catalogue else Action.CHECK_CATALOGUE
    if facts.is_closed:
        return Action.OPEN_RESULT if facts.has_summary else None
    if not facts.forms and not facts.received:
        return Action.FORMS
    if not facts.received:
        return Action.FETCH if facts.sent and facts.can_fetch else Action.ADD if facts.drafts else Action.DRAFT_FORMS
    return _after_receiving(facts, facts.counts)


def _after_receiving(facts: Facts, counts: Counts | None) -> Action:
    if not facts.has_summary or not facts.is_current or counts is None:
        return Action.CONSOLIDATE
    if counts.returned > facts.returned:
        return Action.RETURN
    if counts.missing and not counts.is_due:
        return Action.FETCH if facts.sent and facts.can_fetch else Action.ADD
    if counts.missing:
        return Action.ADD if facts.reminders else Action.REMIND
    return Action.CLOSE if facts.has_letter else Action.LETTER
