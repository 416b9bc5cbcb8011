"""What a clerk concludes of a case: the vocabulary, of figures and of what was told, never of exact sentences."""

import re
from dataclasses import dataclass
from typing import Protocol

from tests.evidence.seen import CLOCK, FIVE, Figures, Seen, brief, loud, says, told, wrong_figures


class Judgement(Protocol):
    """What a clerk concludes; ``faults`` says in what the program concluded otherwise."""

    def faults(self, seen: Seen, role: str = "a") -> list[str]: ...


@dataclass(frozen=True)
class Taken:
    """The figures count and nothing is said: no error, no warning."""

    figures: Figures = FIVE

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        return [*wrong_figures(seen, role, self.figures), *(f"said {item}" for item in loud(seen, role))]


@dataclass(frozen=True)
class TakenTold:
    """The figures count, and one finding quotes every given text; no error.

    ``severity`` is given where the issue fixes it; ``only`` allows no louder finding than that.
    """

    figures: Figures = FIVE
    quoting: tuple[str, ...] = ()
    severity: str | None = None

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        found = [*wrong_figures(seen, role, self.figures), *(f"said {item}" for item in loud(seen, role, ("error",)))]
        allowed = (self.severity,) if self.severity else ("warning", "info")
        texts = [told(item) for item in seen.of(role) if item["severity"] in allowed and item["code"] not in CLOCK]
        if self.severity != "warning":
            texts += [str(file["reason"]) for file in seen.files]
        if not any(all(says(text, wanted) for wanted in self.quoting) for text in texts):
            found.append(f"nothing of {'/'.join(allowed)} quotes {self.quoting}")
        if self.severity == "info":
            found += [f"said {item}" for item in loud(seen, role, ("warning",))]
        return found


@dataclass(frozen=True)
class Counted:
    """The figures count, whatever is told beside; no error."""

    figures: Figures = FIVE

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        return [*wrong_figures(seen, role, self.figures), *(f"said {item}" for item in loud(seen, role, ("error",)))]


@dataclass(frozen=True)
class Holds:
    """The figures count; errors and warnings may stand against other files that name the unit."""

    figures: Figures = FIVE

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        return list(wrong_figures(seen, role, self.figures))


@dataclass(frozen=True)
class Stops:
    """Nothing is written: the command ends with an error that says every given text."""

    texts: tuple[str, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        del role
        spoken = str(seen.whole.get("stderr", ""))
        if seen.exit_code not in (2, 3):
            return [f"exit code {seen.exit_code}: it did not stop"]
        return [f"stops without {text}" for text in self.texts if not says(spoken, text)]


@dataclass(frozen=True)
class NoCode:
    """No finding of these codes stands against the unit."""

    codes: tuple[str, ...]

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        return [f"said {item['code']}: {item['message']}" for item in seen.of(role) if item["code"] in self.codes]


@dataclass(frozen=True)
class NotCounted:
    """The unit sent and is not counted: state invalid, and one error that names every given text."""

    naming: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        found = []
        if (state := seen.units[role]["state"]) != "invalid":
            found.append(f"state {state}, not invalid")
        errors = [item for item in seen.of(role) if item["severity"] == "error"]
        if self.codes:
            errors = [item for item in errors if item["code"] in self.codes]
        if not any(all(says(told(item), wanted) for wanted in self.naming) for item in errors):
            found.append(f"no error{' ' + '/'.join(self.codes) if self.codes else ''} names {self.naming}")
        return found


@dataclass(frozen=True)
class MissingUnit:
    """The unit has sent nothing that is its own: state missing; some finding or file's reason says every given text."""

    telling: tuple[str, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        state = seen.units[role]["state"]
        found = [] if state == "missing" else [f"state {state}, not missing"]
        texts = [told(item) for item in seen.findings] + [str(file["reason"]) for file in seen.files]
        if self.telling and not any(all(says(text, wanted) for wanted in self.telling) for text in texts):
            found.append(f"nothing says {self.telling}")
        return found


@dataclass(frozen=True)
class Charged:
    """The unit did send, but it could not be read: state invalid, and a finding of the unit is about the file."""

    file: str

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        unit = seen.units[role]
        found = [] if unit["state"] == "invalid" else [f"state {unit['state']}, not invalid"]
        if not any(
            self.file in f"{item['file']} {told(item)}" and item["unit"] == unit["code"] for item in seen.findings
        ):
            found.append(f"no finding of the unit is about {self.file}")
        return found


@dataclass(frozen=True)
class WrongFigureNever:
    """Whatever is said, no other figures than these may be counted."""

    allowed: tuple[Figures, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        if seen.units[role]["state"] in ("invalid", "missing", "not_applicable"):
            return []
        kept = [list(wrong_figures(seen, role, figures)) for figures in self.allowed]
        return [] if any(not found for found in kept) else [f"counted: {brief(seen, role)}"]


@dataclass(frozen=True)
class Told:
    """A finding of at least such a severity says every given text, with one of the codes if any are given."""

    texts: tuple[str, ...]
    severities: tuple[str, ...] = ("error", "warning", "info")
    codes: tuple[str, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        for item in seen.of(role):
            right = item["severity"] in self.severities and (not self.codes or item["code"] in self.codes)
            if right and all(says(f"{item['file']} {item['cell']} {told(item)}", text) for text in self.texts):
                return []
        return [f"no finding ({'/'.join(self.codes or self.severities)}) says {self.texts}"]


@dataclass(frozen=True)
class NamesRow:
    """An error names the unit's row in ``nhap-tay.xlsx``, where units stand in catalogue order from row 5."""

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        row = str(int(seen.units[role]["code"]) + 4)
        for item in seen.of(role):
            named = re.search(rf"\b(?:[A-Z]{{1,2}}|dòng ){row}\b", f"{item['cell']} {told(item)}")
            if item["severity"] == "error" and "nhap-tay.xlsx" in f"{item['file']} {told(item)}" and named:
                return []
        return [f"no error names row {row} of nhap-tay.xlsx"]


@dataclass(frozen=True)
class NeverSays:
    """No finding of the unit, and no file's reason, holds any of these texts."""

    texts: tuple[str, ...]
    severities: tuple[str, ...] = ("error", "warning", "info")

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        heard = [told(item) for item in seen.of(role) if item["severity"] in self.severities]
        return [f"says {text}" for text in self.texts if any(says(item, text) for item in heard)]


@dataclass(frozen=True)
class Outcome:
    """A file of the case, found by a part of its path, has one of the outcomes, and its reason says the texts."""

    path: str
    outcomes: tuple[str, ...]
    reason: tuple[str, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        del role
        files = [file for file in seen.files if self.path in file["path"]]
        right = [file for file in files if file["outcome"] in self.outcomes]
        if not right:
            return [
                f"{self.path}: {[(file['path'], file['outcome']) for file in files]}, not {'/'.join(self.outcomes)}"
            ]
        spoken = any(all(says(file["reason"], text) for text in self.reason) for file in right)
        return [] if spoken else [f"{self.path}: reason {right[0]['reason']!r} says not {self.reason}"]


@dataclass(frozen=True)
class ExitCode:
    """The command ends with one of these codes."""

    codes: tuple[int, ...]

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        del role
        return [] if seen.exit_code in self.codes else [f"exit code {seen.exit_code}, not {self.codes}"]


class OneOf:
    """Two answers, either of which a careful clerk accepts."""

    def __init__(self, *answers: Judgement) -> None:
        self.answers = answers

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        found = [answer.faults(seen, role) for answer in self.answers]
        return [] if any(not item for item in found) else [" | or ".join("; ".join(item) for item in found)]


class AllOf:
    """All of these hold."""

    def __init__(self, *answers: Judgement) -> None:
        self.answers = answers

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        return [fault for answer in self.answers for fault in answer.faults(seen, role)]


class ByUnit:
    """One judgement a unit, by its role in the case."""

    def __init__(self, **units: Judgement) -> None:
        self.units = units

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        del role
        return [f"{name}: {item}" for name, answer in self.units.items() for item in answer.faults(seen, name)]


@dataclass(frozen=True)
class Checked:
    """What ``check`` says of a file: valid, or not and why."""

    valid: bool
    texts: tuple[str, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        del role
        spoken = str(seen.whole["stdout"])
        called = "PHIẾU HỢP LỆ" in spoken
        found = [] if called is self.valid else [f"PHIẾU HỢP LỆ {'is' if called else 'is not'} said"]
        if not self.valid and any(file["valid"] for file in seen.files):
            found.append("--json says valid")
        return found + [f"does not say {text}" for text in self.texts if not says(spoken, text)]


@dataclass(frozen=True)
class Written:
    """What is written to units says these texts, and never those."""

    texts: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def faults(self, seen: Seen, role: str = "a") -> list[str]:
        letters = "".join(words for to, words in seen.whole["letters"].items() if seen.units[role]["email"] in to)
        found = [] if letters.strip() else ["nothing is written to the unit"]
        found += [f"the letter does not say {text}" for text in self.texts if not says(letters, text)]
        return found + [f"the letter says {text}" for text in self.never if says(letters, text)]
