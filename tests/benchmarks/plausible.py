"""Planted errors among honest forms: which of them the soft rules ask about, and how many honest ones with them.

Run with ``python -m tests.benchmarks.plausible``. Histories are made with the seed's shape: 57 units whose rates are
those of its appendix (19 with nobody, 17 without a source, one of 10), four half-years known, the fifth judged.
Nothing here knows the bounds: rates, histories and errors come from one seeded generator.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dangvien_xlsx.model.period import Period, add_months
from dangvien_xlsx.model.rules import verdict
from dangvien_xlsx.model.soft_rules import Past, soft_rules, takes_whole_share
from dangvien_xlsx.result.outlook import outlook
from dangvien_xlsx.text.catalogue import DEFAULT_INDICATORS

RATES = (10, 8, 5, 4, 4, *[2] * 3, *[1] * 13, *[0.3] * 19, *[0.1] * 17)
"""Persons a half-year: the counts of the seed's appendix; a unit that had nobody had somebody at some time."""
GROUPS = (18, 4, 26, 8, 1)
"""How many units each group has; the first, the communes, has the units that admit most."""
PERIODS = 4
OFFICE_TARGET = 110
ERRORS, HONEST = 300, 2_000
SEED = 205
KINDS = (
    "extra digit",
    "digits exchanged",
    "neighbour's figure",
    "last period's form",
    "times ten",
    "total in a part",
    "rows exchanged",
)
SHARES = {"nu": 0.6, "doan_vien": 0.42, "dai_hoc": 0.49}
Form = dict[str, int]


class Case(NamedTuple):
    """A unit's past and what it really has to report now."""

    past: Past
    true: Form


def poisson(rng: random.Random, rate: float) -> int:
    """Draw a count (Knuth)."""
    limit, count, product = math.exp(-rate), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def form_of(rng: random.Random, rate: float) -> Form:
    """Draw a period's form: the rate itself moves a little, as years do; parts are drawn from the total."""
    total = poisson(rng, rate * rng.lognormvariate(0, 0.25))
    return {"ket_nap": total} | {
        code: sum(rng.random() < share for _ in range(total)) for code, share in SHARES.items()
    }


def cases(rng: random.Random) -> list[Case]:
    """Draw one office: a case a unit; the target of a unit is what its rate gives in a year."""
    drawn = []
    for rate in RATES:
        forms = [form_of(rng, rate) for _ in range(PERIODS)]
        figures = {code: tuple(form[code] for form in forms) for code in forms[0]}
        target = max(1, round(2 * rate)) if rate >= 1 else None
        drawn.append(Case(Past(figures, target, OFFICE_TARGET), form_of(rng, rate)))
    return drawn


def with_error(rng: random.Random, kind: str, case: Case, office: Sequence[Case]) -> Form | None:
    """Return a form with an error of a kind; nothing where it would change nothing."""
    form, total = dict(case.true), case.true["ket_nap"]
    match kind:
        case "extra digit":
            form["ket_nap"] = total * 10 + rng.randrange(10)
        case "digits exchanged":
            form["ket_nap"] = int(str(total)[::-1])
        case "neighbour's figure":
            form = dict(rng.choice(office).true)
        case "last period's form":
            form = {code: numbers[-1] for code, numbers in case.past.figures.items()}
        case "times ten":
            form["ket_nap"] = total * 10
        case "total in a part":
            form[rng.choice(list(SHARES))] = total
        case _:
            one, other = rng.sample(list(SHARES), 2)
            form[one], form[other] = form[other], form[one]
    return form if form != case.true else None


def is_flagged(case: Case, form: Mapping[str, int]) -> bool:
    """Tell whether a soft rule asks about a form."""
    return any(verdict(rules, form) for rules in soft_rules(DEFAULT_INDICATORS, case.past, {}).values())


def is_large(true: int, said: int) -> bool:
    """Tell whether an error changes a total at least threefold, and by five or more."""
    low, high = sorted((true, said))
    return high - low >= 5 and high >= 3 * low


def takes_share(office: Sequence[Form], index: int) -> bool:
    """Tell whether the rule on a group's share asks about a unit's form, the others being what they are."""
    first = 0
    for size in GROUPS:
        if first <= index < first + size:
            break
        first += size
    others = [office[other] for other in range(first, first + size) if other != index]
    form = office[index]
    return any(
        not sum(other[code] for other in others)
        and takes_whole_share(form[code], form["ket_nap"], sum(other["ket_nap"] for other in others))
        for code in SHARES
    )


class Outcome(NamedTuple):
    """Errors by kind, those flagged, the large ones and those of them flagged; honest forms and those flagged."""

    planted: Counter[str]
    flagged: Counter[str]
    large: Counter[str]
    large_flagged: Counter[str]
    honest: int
    honest_flagged: int


def measure(seed: int = SEED) -> Outcome:
    """Plant the errors and judge them, and the honest forms."""
    rng = random.Random(seed)
    planted, flagged, large, large_flagged = (Counter[str]() for _ in range(4))
    while planted.total() < ERRORS:
        office = cases(rng)
        kind = KINDS[planted.total() % len(KINDS)]
        case = rng.choice(office)
        form = with_error(rng, kind, case, office)
        if form is None:
            continue
        index = next(index for index, each in enumerate(office) if each is case)
        said = [form if each is case else each.true for each in office]
        found = is_flagged(case, form) or takes_share(said, index)
        planted[kind] += 1
        flagged[kind] += found
        if is_large(case.true["ket_nap"], form["ket_nap"]):
            large[kind] += 1
            large_flagged[kind] += found
    honest = honest_flagged = 0
    while honest < HONEST:
        office = cases(rng)
        true = [case.true for case in office]
        for index, case in enumerate(office):
            if honest < HONEST:
                honest += 1
                honest_flagged += is_flagged(case, case.true) or takes_share(true, index)
    return Outcome(planted, flagged, large, large_flagged, honest, honest_flagged)


def covered(rng: random.Random, years: int = 2_000) -> float:
    """Return the part of made years whose end lay in the range that was told by some month of theirs.

    Args:
        rng: Draws the offices' rates, the month and what is admitted.
        years: How many are made.
    """
    inside = 0
    for _ in range(years):
        rate, month = rng.uniform(2, 15), rng.choice((3, 6, 9))
        by_now = sum(poisson(rng, rate) for _ in range(month))
        whole = by_now + sum(poisson(rng, rate) for _ in range(12 - month))
        start = date(2023, 1, 1)
        found = outlook(Period("", "", start, add_months(start, month) - timedelta(days=1)), by_now, None)
        inside += found is not None and found.low <= whole <= found.high
    return inside / years


def main() -> None:
    """Print the table, as the README has it."""
    found = measure()
    print("| error | planted | asked about | changes a total threefold and by 5 | of these asked about |")
    print("|---|---|---|---|---|")
    for kind in KINDS:
        print(
            f"| {kind} | {found.planted[kind]} | {found.flagged[kind]} | {found.large[kind]} |"
            f" {found.large_flagged[kind]} |"
        )
    share = found.large_flagged.total() / found.large.total()
    print(
        f"| all | {found.planted.total()} | {found.flagged.total()} | {found.large.total()} |"
        f" {found.large_flagged.total()} ({share:.1%}) |"
    )
    share = found.honest_flagged / found.honest
    print(f"\nHonest forms asked about: {found.honest_flagged} of {found.honest} ({share:.2%}).")
    print(f"Outlook: {covered(random.Random(SEED)):.1%} of 2,000 made years ended within the range of 80%.")


if __name__ == "__main__":
    main()
