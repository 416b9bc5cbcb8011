"""What the tests of the pipeline share."""

import pytest

from dangvien_xlsx.model.catalogue import Catalogue
from tests.conftest import EXAMPLE
from tests.pipeline.received import Inbox


@pytest.fixture(scope="session")
def inbox(example: Catalogue) -> Inbox:
    """The example's received files."""
    return Inbox(example, EXAMPLE / "nhan-ve")
