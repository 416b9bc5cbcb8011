"""Somebody who watches a job. Apart from the jobs themselves, which take half a second to load."""

from dataclasses import dataclass
from threading import Event

from dangvien_xlsx.model.errors import StoppedError
from dangvien_xlsx.text import commands as words
from dangvien_xlsx.workspace.folder import Progress


@dataclass(frozen=True)
class Watch:
    """Somebody who watches a job and may stop it; given wherever a ``Progress`` is wanted."""

    progress: Progress | None = None
    cancel: Event | None = None

    def __call__(self, done: int, total: int) -> None:
        """Pass on how far the job is.

        Raises:
            StoppedError: It is not wanted any more.
        """
        if self.cancel and self.cancel.is_set():
            raise StoppedError(words.INTERRUPTED)
        if self.progress:
            self.progress(done, total)
