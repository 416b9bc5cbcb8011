"""When a file was received: what it and its mail claim, and beside that when it came into the folder.

What is read of a file says nothing of the folder's times. They are put in last, so that a reading that was kept is
stamped like one that was just made.
"""

from datetime import UTC, datetime

from dangvien_xlsx.model.moments import EARLIEST, Basis, Claims, believed, mailed
from dangvien_xlsx.model.submission import ReceivedFile
from dangvien_xlsx.received.contents import Inner

UNDATED = datetime.min.replace(tzinfo=UTC)
"""Stands where the folder's time belongs until a file is stamped; no workbook, zip or mail of ours can be so old."""


def told_by(item: Inner, entry: ReceivedFile) -> ReceivedFile:
    """Return the entry of a file with what its mail says: who sent it, about what, and the times that are claimed.

    Args:
        item: The file.
        entry: What was read of it, ``received`` where the workbook tells its own time of saving.
    """
    told = item.told
    claims = Claims(_known(entry.received), _known(item.changed), told.sent, told.taken)
    return entry._replace(sender=told.sender, subject=told.subject, said=told.said, claims=claims)


def _known(moment: datetime) -> datetime | None:
    return None if moment == UNDATED else moment


def stamped(entry: ReceivedFile, came: datetime, not_before: datetime, claimed: str) -> ReceivedFile:
    """Return an entry with the time that counts for it.

    Args:
        entry: As it was read.
        came: When the received file that it is or lies in came into the folder, aware.
        not_before: When the blank forms of the period were made, aware.
        claimed: What the folder says of that in words, where that cannot be.
    """
    saved, changed, sent, taken, answered, unread = entry.claims
    claims, belied = mailed(sent, taken)
    if not claims:
        changed = changed or came
        claims = [(Basis.SAVED, saved or changed), (Basis.SAVED, changed)]
    # No form of a period came before the period: a folder that says so was copied from a disk with a wrong clock.
    arrived = came if came >= not_before else EARLIEST
    now = datetime.now(UTC)
    stamp = believed(arrived, claims, now)
    claimed = unread or belied or stamp.claimed or claimed
    if answered:
        stamp = believed(arrived, [(Basis.ANSWERED, answered)], now)
        claimed = stamp.claimed or claimed
    return entry._replace(received=stamp.at, basis=stamp.basis, arrived=arrived, claimed=claimed)
