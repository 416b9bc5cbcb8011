"""What the window remembers in the user's own folder: its size, the last period, other folders that were opened."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dangvien_xlsx.workspace.folder import write_file
from dangvien_xlsx.workspace.log import own_folder
from dangvien_xlsx.workspace.notes import read_note

_NAME = "cua-so.json"
_MOST_REMEMBERED = 12


@dataclass
class Settings:
    """What is remembered; whatever cannot be read is as on the first day."""

    geometry: str = ""
    last: str = ""
    others: list[str] = field(default_factory=list)

    def remember(self, folder: Path) -> None:
        """Note the period that is open."""
        self.last = str(folder)
        self.others = [self.last, *(other for other in self.others if other != self.last)][:_MOST_REMEMBERED]

    def save(self) -> None:
        """Write it; where that fails, the next window is as on the first day."""
        with suppress(OSError):
            write_file(own_folder() / _NAME, json.dumps(asdict(self), ensure_ascii=False, indent=1).encode())


def load() -> Settings:
    """Read what was remembered."""
    try:
        read = read_note(own_folder() / _NAME)
        settings = Settings(str(read["geometry"]), str(read["last"]), [str(other) for other in read["others"]])
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()
    return settings
