"""A job with a look at the folders before and after it: all that the worker thread does for one press of a button."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangvien_xlsx.window.errands import Job, Outcome
from dangvien_xlsx.window.jobs import Failed, outcome_of
from dangvien_xlsx.window.survey import Seen, see
from dangvien_xlsx.workspace.folder import Workspace
from dangvien_xlsx.workspace.watch import Watch

if TYPE_CHECKING:
    from dangvien_xlsx.pipeline.standing import Standing


class Ended(NamedTuple):
    """What came of a job, ``outcome`` or ``failed``, and how the folders looked before and after it."""

    name: str
    outcome: Outcome | None
    failed: Failed | None
    before: Seen
    after: Seen


class Place(NamedTuple):
    """Where a job is begun: the open period, the folders that the list shows, how the period stood."""

    workspace: Workspace | None
    places: Sequence[Path]
    standing: "Standing | None"


def surveyed(name: str, job: Job, place: Place, notice: Callable[[object], None]) -> Callable[[Watch], Ended]:
    """Return a job that also looks at the folders.

    Args:
        name: Of the job.
        job: What it does.
        place: Where.
        notice: Told what the first look has shown, before the job begins.
    """

    def errand(watch: Watch) -> Ended:
        before = see(*place)
        notice(before)
        ended = outcome_of(name, job, watch)
        if isinstance(ended, Failed):
            return Ended(name, None, ended, before, see(*place))
        outcome = ended.result if isinstance(ended.result, Outcome) else Outcome()
        after = see(outcome.workspace or place.workspace, place.places, outcome.standing or place.standing)
        return Ended(name, outcome, None, before, after)

    return errand
