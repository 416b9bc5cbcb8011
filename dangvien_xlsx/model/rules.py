"""The rules for each indicator, declared once: they give the form's live check and our own check."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dangvien_xlsx.model.expression import (
    NO,
    YES,
    Condition,
    Values,
    are_summable,
    differs,
    either,
    every,
    is_blank,
    is_choice,
    is_error,
    is_length,
    is_more,
    is_number,
    is_whole,
    is_within,
    negate,
)
from dangvien_xlsx.model.indicator import (
    ADMITTED,
    EXHAUSTED,
    Indicator,
    Kind,
    Relation,
    by_code,
    part_blocks,
    parts_by_parent,
)


class Rule(NamedTuple):
    """When ``when`` holds, the indicator has the finding ``code``; ``about`` fills the finding's sentences."""

    code: str
    indicator: Indicator
    when: Condition
    about: Mapping[str, object] = MappingProxyType({})


Parts = Mapping[str, Sequence[Indicator]]
"""The *Chia ra* parts of each parent, found once: a form may declare thousands of indicators."""
Rules = Mapping[str, tuple[Rule, ...]]
"""For each indicator its rules, in the order in which they are asked; the first that holds is the verdict."""


def rules_for(indicators: Sequence[Indicator]) -> Rules:
    """Return the rules of each indicator that a form asks for."""
    known, parts = by_code(indicators), parts_by_parent(indicators)
    make = {Kind.INTEGER: _number_rules, Kind.YES_NO: _choice_rules, Kind.TEXT: _text_rules}
    return {
        indicator.code: (
            Rule("error-value", indicator, is_error(indicator.code)),
            *make[indicator.kind](indicator, parts, known),
        )
        for indicator in known.values()
    }


def verdict(rules: Sequence[Rule], values: Values) -> Rule | None:
    """Return the first rule that is broken, or nothing."""
    return next((rule for rule in rules if rule.when.holds(values)), None)


def verdicts(rules: Sequence[Rule], values: Values) -> list[Rule]:
    """Return the first rule that is broken; of blocks of parts all that do not sum, for each is mended by itself."""
    first = verdict(rules, values)
    if first is None or "block" not in first.about:
        return [first] if first else []
    broken: dict[object, Rule] = {}
    for rule in rules:
        if "block" in rule.about and rule.about["block"] not in broken and rule.when.holds(values):
            broken[rule.about["block"]] = rule
    return list(broken.values())


def _sound(indicator: Indicator) -> Condition:
    """Return the condition that a number is right by itself, whatever the others say."""
    low, high = indicator.bounds
    return every(is_number(indicator.code), is_whole(indicator.code), is_within(indicator.code, low, high))


def _exhausted() -> Condition:
    return is_choice(EXHAUSTED, YES)


def _number_rules(indicator: Indicator, declared: Parts, known: Mapping[str, Indicator]) -> tuple[Rule, ...]:
    code, (low, high) = indicator.code, indicator.bounds
    filled = negate(is_blank(code))
    parent = known.get(indicator.parent or "")
    rules = [
        Rule("not-a-number", indicator, every(filled, negate(is_number(code)))),
        Rule("not-integer", indicator, every(filled, negate(is_whole(code)))),
        Rule("out-of-range", indicator, every(filled, negate(is_within(code, low, high))), {"low": low, "high": high}),
    ]
    if indicator.required or code == ADMITTED:  # the appendix cannot do without it
        rules.insert(0, Rule("value-missing", indicator, every(is_blank(code), *_needed(code, parent, known))))
    if parent and indicator.relation is Relation.WITHIN:
        exceeds = every(_usable(parent, known), is_more((code,), (parent.code,)))
        rules.append(Rule("exceeds-parent", indicator, exceeds, {"parent": parent}))
    for block, parts in part_blocks(code, declared.get(code, ())):
        rules += _partition_rules(indicator, block, parts, known)
    return tuple(rules)


def _needed(code: str, parent: Indicator | None, known: Mapping[str, Indicator]) -> tuple[Condition, ...]:
    """Say when a required number may not be blank: nothing need be typed under a parent that is zero or blank."""
    if parent:
        return (is_number(parent.code), is_more((parent.code,)))
    if code == ADMITTED and EXHAUSTED in known:
        return (negate(_exhausted()),)
    return ()


def _usable(parent: Indicator, known: Mapping[str, Indicator]) -> Condition:
    """Say when a parent can be compared with: a mistake in the parent must not show again at each child."""
    if parent.code == ADMITTED and EXHAUSTED in known:
        return either(_sound(parent), every(is_blank(parent.code), _exhausted()))
    return _sound(parent)


def _partition_rules(
    parent: Indicator, block: str, parts: tuple[Indicator, ...], known: Mapping[str, Indicator]
) -> tuple[Rule, Rule]:
    """Say when the parts of a block do not sum: asked only where parent and parts are right by themselves.

    A block that does not reach its parent while a part of it is blank does not sum either, but nothing that was typed
    is wrong: the form's live check then says that something is not filled, not that something must be mended.
    """
    codes = tuple(part.code for part in parts)
    is_open = either(*(is_blank(code) for code in codes))
    usable = [either(is_blank(part.code), _sound(part)) for part in parts]
    # A required part left blank is reported by itself, and only under a parent above zero.
    missing = [every(is_blank(part.code), is_more((parent.code,))) for part in parts if part.required]
    asked = (_usable(parent, known), *map(negate, missing))
    about = {"parts": parts, "block": block}
    # Asked of sound parts alone it would be true to the letter, and longer than Excel's formulas may be.
    short = every(*asked, are_summable(codes), is_open, is_more((parent.code,), codes))
    wrong = every(*asked, *usable, differs(codes, parent.code))
    return (
        Rule("parts-do-not-sum", parent, short, about | {"is_blank": True}),
        Rule("parts-do-not-sum", parent, wrong, about),
    )


def _choice_rules(indicator: Indicator, declared: Parts, known: Mapping[str, Indicator]) -> tuple[Rule, ...]:
    code = indicator.code
    rules = [Rule("not-a-choice", indicator, every(negate(is_blank(code)), negate(is_choice(code, YES, NO))))]
    if indicator.required:
        rules.insert(0, Rule("value-missing", indicator, is_blank(code)))
    if code == EXHAUSTED and ADMITTED in known:
        admitted = known[ADMITTED]
        about = {"other": admitted}
        some = every(_exhausted(), _sound(admitted), is_more((ADMITTED,)))
        none = every(_exhausted(), _sound(admitted), negate(is_more((ADMITTED,))))
        rules += [
            Rule("exhausted-but-admitted", indicator, some, about),
            Rule("exhausted-unclear", indicator, none, about),
        ]
    return tuple(rules)


def _text_rules(indicator: Indicator, declared: Parts, known: Mapping[str, Indicator]) -> tuple[Rule, ...]:
    code, (low, high) = indicator.code, indicator.bounds
    wrong_length = every(negate(is_blank(code)), negate(is_length(code, low, high)))
    rules = [Rule("out-of-range", indicator, wrong_length, {"low": low, "high": high})]
    if indicator.required:
        rules.insert(0, Rule("value-missing", indicator, is_blank(code)))
    return tuple(rules)
