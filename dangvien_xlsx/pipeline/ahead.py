"""What a job starts before it loads what it needs itself: processes take as long to come up as libraries to load."""

from pathlib import Path

from dangvien_xlsx.pipeline.counting import count_ahead


def begin(catalogue: Path) -> None:
    """Start the process that counts, and the one that reads, with the catalogue as its first work.

    Args:
        catalogue: The period's ``danh-muc.xlsx``; whether it is there is told to whoever asks for it.
    """
    count_ahead()
    # Not at the top: what starts the reader takes as long to load as the other process to be started.
    from dangvien_xlsx.intake.own import look_ahead

    look_ahead(catalogue)
