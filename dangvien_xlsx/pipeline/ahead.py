"""What a job starts before it loads what it needs itself: processes take as long to come up as libraries to load."""

from typing import TYPE_CHECKING

from dangvien_xlsx.pipeline.counting import count_ahead

if TYPE_CHECKING:
    from pathlib import Path


def come_up() -> None:
    """Let the process that counts come up, and the one that reads; what they are to do is told later."""
    count_ahead()
    # Not at the top: what starts the reader takes as long to load as the other process to be started.
    from dangvien_xlsx.intake.pools import come_up as come_up_reading

    come_up_reading()


def begin(catalogue: "Path") -> None:
    """Start the process that counts, and the one that reads, with the catalogue as its first work.

    Args:
        catalogue: The period's ``danh-muc.xlsx``; whether it is there is told to whoever asks for it.
    """
    count_ahead()
    # Not at the top: what starts the reader takes as long to load as the other process to be started.
    from dangvien_xlsx.intake.own import look_ahead

    look_ahead(catalogue)
