"""The rules for each indicator, declared once: they give the form's live check, its data validation and our own check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dangvien_xlsx.model.expression import (
    NO,
    YES,
    All,
    Any,
    Condition,
    IsBlank,
    IsChoice,
    IsError,
    IsLength,
    IsMore,
    IsNumber,
    IsWhole,
    IsWithin,
    Not,
    SumDiffers,
    Values,
)
from dangvien_xlsx.model.indicator import ADMITTED, EXHAUSTED, Indicator, Kind, Relation, by_code, part_blocks


@dataclass(frozen=True, slots=True)
class Rule:
    """When ``when`` holds, the indicator has the finding ``code``; ``about`` fills the finding's sentences."""

    code: str
    indicator: Indicator
    when: Condition
    about: Mapping[str, object] = field(default_factory=dict)


Rules = Mapping[str, tuple[Rule, ...]]
"""For each indicator its rules, in the order in which they are asked; the first that holds is the verdict."""


def rules_for(indicators: Sequence[Indicator]) -> Rules:
    """Return the rules of each indicator that a form asks for."""
    known = by_code(indicators)
    make = {Kind.INTEGER: _number_rules, Kind.YES_NO: _choice_rules, Kind.TEXT: _text_rules}
    return {
        indicator.code: (
            Rule("error-value", indicator, IsError(indicator.code)),
            *make[indicator.kind](indicator, indicators, known),
        )
        for indicator in indicators
    }


def verdict(rules: Sequence[Rule], values: Values) -> Rule | None:
    """Return the first rule that is broken, or nothing."""
    return next((rule for rule in rules if rule.when.holds(values)), None)


def _sound(indicator: Indicator) -> Condition:
    """Return the condition that a number is right by itself, whatever the others say."""
    low, high = indicator.bounds
    return All((IsNumber(indicator.code), IsWhole(indicator.code), IsWithin(indicator.code, low, high)))


def _exhausted() -> Condition:
    return IsChoice(EXHAUSTED, (YES,))


def _number_rules(
    indicator: Indicator, indicators: Sequence[Indicator], known: Mapping[str, Indicator]
) -> tuple[Rule, ...]:
    code, (low, high) = indicator.code, indicator.bounds
    filled = Not(IsBlank(code))
    parent = known.get(indicator.parent or "")
    rules = [
        Rule("not-a-number", indicator, All((filled, Not(IsNumber(code))))),
        Rule("not-integer", indicator, All((filled, Not(IsWhole(code))))),
        Rule("out-of-range", indicator, All((filled, Not(IsWithin(code, low, high)))), {"low": low, "high": high}),
    ]
    if indicator.required or code == ADMITTED:  # the appendix cannot do without it
        rules.insert(0, Rule("value-missing", indicator, All((IsBlank(code), *_needed(code, parent, known)))))
    if parent and indicator.relation is Relation.WITHIN:
        exceeds = All((_usable(parent, known), IsMore((code,), (parent.code,))))
        rules.append(Rule("exceeds-parent", indicator, exceeds, {"parent": parent}))
    for block, parts in part_blocks(code, indicators):
        rules.append(_partition_rule(indicator, block, parts, known))
    return tuple(rules)


def _needed(code: str, parent: Indicator | None, known: Mapping[str, Indicator]) -> tuple[Condition, ...]:
    """Say when a required number may not be blank: nothing need be typed under a parent that is zero or blank."""
    if parent:
        return (IsNumber(parent.code), IsMore((parent.code,)))
    if code == ADMITTED and EXHAUSTED in known:
        return (Not(_exhausted()),)
    return ()


def _usable(parent: Indicator, known: Mapping[str, Indicator]) -> Condition:
    """Say when a parent can be compared with: a mistake in the parent must not show again at each child."""
    if parent.code == ADMITTED and EXHAUSTED in known:
        return Any((_sound(parent), All((IsBlank(parent.code), _exhausted()))))
    return _sound(parent)


def _partition_rule(
    parent: Indicator, block: str, parts: tuple[Indicator, ...], known: Mapping[str, Indicator]
) -> Rule:
    codes = tuple(part.code for part in parts)
    complete: list[Condition] = [_usable(parent, known)]
    complete += [_sound(part) if part.required else Any((IsBlank(part.code), _sound(part))) for part in parts]
    if any(part.required for part in parts):
        # Under a zero or blank parent even required parts may stay blank.
        complete[1:] = [Any((IsBlank(part.code), _sound(part))) for part in parts]
        complete += [
            Any((Not(IsBlank(part.code)), Not(IsMore((parent.code,))))) for part in parts if part.required
        ]
    else:
        complete.append(Any(tuple(Not(IsBlank(code)) for code in codes)))
    when = All((*complete, SumDiffers(codes, parent.code)))
    return Rule("parts-do-not-sum", parent, when, {"parts": parts, "block": block})


def _choice_rules(
    indicator: Indicator, indicators: Sequence[Indicator], known: Mapping[str, Indicator]
) -> tuple[Rule, ...]:
    code = indicator.code
    rules = [Rule("not-a-choice", indicator, All((Not(IsBlank(code)), Not(IsChoice(code, (YES, NO))))))]
    if indicator.required:
        rules.insert(0, Rule("value-missing", indicator, IsBlank(code)))
    if code == EXHAUSTED and ADMITTED in known:
        admitted = known[ADMITTED]
        about = {"other": admitted}
        some = All((_exhausted(), _sound(admitted), IsMore((ADMITTED,))))
        none = All((_exhausted(), _sound(admitted), Not(IsMore((ADMITTED,)))))
        rules += [
            Rule("exhausted-but-admitted", indicator, some, about),
            Rule("exhausted-unclear", indicator, none, about),
        ]
    return tuple(rules)


def _text_rules(
    indicator: Indicator, indicators: Sequence[Indicator], known: Mapping[str, Indicator]
) -> tuple[Rule, ...]:
    code, (low, high) = indicator.code, indicator.bounds
    wrong_length = All((Not(IsBlank(code)), Not(IsLength(code, low, high))))
    rules = [Rule("out-of-range", indicator, wrong_length, {"low": low, "high": high})]
    if indicator.required:
        rules.insert(0, Rule("value-missing", indicator, IsBlank(code)))
    return tuple(rules)
