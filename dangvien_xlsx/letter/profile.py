"""How a letter of a Party body is laid out: profiles are data, for the rules change.

HD 36-HD/VPTW of 2018, on the form of documents of the Party.
"""

from typing import NamedTuple

from dangvien_xlsx.result.shares import WHOLE_WITHIN


class Profile(NamedTuple):
    """Lengths in millimetres, type sizes in points.

    ``whole_share_within``: a share that lies closer than this to a whole per cent, in points, is printed without
    decimals, others with one.
    """

    name: str
    top: float
    bottom: float
    left: float
    right: float
    font: str
    body: float
    spacing: float
    first_line: float
    party_line: float
    superior: float
    issuer: float
    number: float
    subject: float
    place: float
    signature: float
    recipients_title: float
    recipients: float
    appendix_title: float
    appendix_note: float
    appendix_table: float
    whole_share_within: float


HD_36_2018 = Profile(
    name="HD 36-HD/VPTW",
    top=20,
    bottom=20,
    left=30,
    right=15,
    font="Times New Roman",
    body=14,
    spacing=18,
    first_line=10,
    party_line=15,
    superior=14,
    issuer=14,
    number=14,
    subject=12,
    place=14,
    signature=14,
    recipients_title=14,
    recipients=12,
    appendix_title=14,
    appendix_note=12,
    appendix_table=13,
    whole_share_within=WHOLE_WITHIN,
)
