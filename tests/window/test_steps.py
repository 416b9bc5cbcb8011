"""The steps of the day, without a screen: what comes next, what cannot be pressed and why."""

from dangvien_xlsx.text import window as words
from dangvien_xlsx.window.steps import BUTTONS, Action, Counts, Facts, Step, next_action, told, why_not

NEW = Facts(has_catalogue=True, units=57)
COUNTED = NEW._replace(forms=57, received=57, has_summary=True, is_current=True, counts=Counts(0, 0, 0))


def test_the_day_goes_from_step_to_step() -> None:
    day = [
        (Facts(), Action.CHECK_CATALOGUE),
        (NEW._replace(mistakes=3), Action.OPEN_CATALOGUE),
        (NEW, Action.FORMS),
        (NEW._replace(forms=57), Action.DRAFT_FORMS),
        (NEW._replace(forms=57, drafts=57), Action.ADD),
        (NEW._replace(forms=57, sent=57, can_fetch=True), Action.FETCH),
        (NEW._replace(forms=57, received=3), Action.CONSOLIDATE),
        (COUNTED._replace(is_current=False), Action.CONSOLIDATE),
        (COUNTED._replace(counts=Counts(2, 3, 5)), Action.RETURN),
        (COUNTED._replace(counts=Counts(2, 3, 5), returned=3), Action.REMIND),
        (COUNTED._replace(counts=Counts(2, 3, 5), returned=3, reminders=2), Action.ADD),
        (COUNTED, Action.LETTER),
        (COUNTED._replace(has_letter=True), Action.CLOSE),
        (COUNTED._replace(is_closed=True), Action.OPEN_RESULT),
    ]
    assert [next_action(facts) for facts, _ in day] == [wanted for _, wanted in day]
    assert next_action(None) is None


def test_what_comes_next_can_always_be_pressed() -> None:
    for facts in (NEW, NEW._replace(forms=57), COUNTED, COUNTED._replace(counts=Counts(1, 1, 2)), Facts()):
        following = next_action(facts)
        assert following
        assert why_not(following, facts) == ""


def test_what_cannot_be_pressed_says_why() -> None:
    assert why_not(Action.FORMS, None) == words.WHY_NO_PERIOD
    assert why_not(Action.CONSOLIDATE, NEW._replace(mistakes=1)) == words.WHY_NO_CATALOGUE
    assert why_not(Action.FETCH, NEW) == words.WHY_NO_MAIL_IN
    assert why_not(Action.SEND_FORMS, NEW) == words.WHY_NO_MAIL_OUT
    assert why_not(Action.VERIFY, NEW) == words.WHY_NO_SUMMARY
    assert why_not(Action.CLOSE, COUNTED._replace(is_closed=True)) == words.WHY_CLOSED
    assert why_not(Action.RETURN, COUNTED) == words.WHY_NOTHING_RETURNED
    assert why_not(Action.CONSOLIDATE, COUNTED) == ""


def test_every_step_has_a_name_buttons_and_a_state() -> None:
    assert set(words.STEP_NAMES) == {step.value for step in Step}
    assert {action for actions in BUTTONS.values() for action in actions} == set(Action)
    assert set(words.ACTIONS) == {action.value for action in Action}
    for step in Step:
        assert told(step, COUNTED)
    assert told(Step.REMIND, COUNTED._replace(counts=Counts(3, 0, 3))) == words.REMIND_TOLD.format(count=3)
