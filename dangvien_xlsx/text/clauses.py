"""Where a clause of what people write ends: what is said in one is not said of the next."""

from dangvien_xlsx.model.patterns import pattern

_STOPS, _FULL_STOP = r";!?…", r"\.(?=\s|$)"
CLAUSE = pattern(rf"[\n\r{_STOPS}]+|{_FULL_STOP}")
"""Of a text of several lines, each of which ends one."""
CLAUSE_OR_ASIDE = pattern(rf"[\n\r{_STOPS}()]+|{_FULL_STOP}")
"""The same, what stands in brackets by itself."""
CLAUSE_OVER_LINES = pattern(rf"[{_STOPS}]+|{_FULL_STOP}")
"""Of what goes on from line to line, as mails do."""
