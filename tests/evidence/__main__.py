"""``python -m tests.evidence [KIND…] [WORD]``: run the cases; how many pass by kind, a line for each that fails."""

import sys
import time
from collections import Counter

from tests.evidence.running import run_cases
from tests.evidence.seen import brief
from tests.evidence.table import all_cases


def main(arguments: list[str]) -> int:
    """Run the cases of the given kinds whose name holds the given words."""
    kinds = {int(argument) for argument in arguments if argument.isdigit()}
    words = [argument for argument in arguments if not argument.isdigit()]
    cases = [
        case
        for case in all_cases()
        if (not kinds or case.kind in kinds) and all(word.casefold() in case.name.casefold() for word in words)
    ]
    started = time.monotonic()
    answers = run_cases(cases)
    passed: Counter[int] = Counter()
    for case in cases:
        seen = answers[case.label]
        faults = [seen] if isinstance(seen, str) else case.judgement.faults(seen)
        passed[case.kind] += not faults
        if faults:
            got = "" if isinstance(seen, str) else " || ".join(brief(seen, role) for role in seen.units)
            print(f"FAIL {case.label}: {'; '.join(map(str, faults))} <<< {got}")
    total = Counter(case.kind for case in cases)
    print("\nkind  cases  pass  fail")
    for kind in sorted(total):
        print(f"{kind:4d}  {total[kind]:5d}  {passed[kind]:4d}  {total[kind] - passed[kind]:4d}")
    print(f" all  {total.total():5d}  {passed.total():4d}  {total.total() - passed.total():4d}")
    print(f"{time.monotonic() - started:.0f} s")
    return int(passed.total() != total.total())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
