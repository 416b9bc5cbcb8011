"""Servers for the tests of mail, and a workspace whose catalogue points at them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dangvien_xlsx.excel.catalogue.writer import catalogue_bytes
from dangvien_xlsx.model.catalogue import Catalogue
from dangvien_xlsx.model.mailbox import MailSettings
from dangvien_xlsx.workspace.folder import Workspace
from tests.conftest import small_file_system
from tests.mail.servers import ACCOUNT, HOST, Certificates, Dovecot, Receiver, make_certificates


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(autouse=True)
def authority(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the test authority trusted the way an administrator would: OpenSSL reads this variable."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))


@pytest.fixture
def dovecot(certificates: Certificates) -> Iterator[Dovecot]:
    _needs_dovecot()
    server = Dovecot(certificates, certificates.good)
    yield server
    server.stop()


@pytest.fixture
def expired_dovecot(certificates: Certificates) -> Iterator[Dovecot]:
    _needs_dovecot()
    server = Dovecot(certificates, certificates.expired)
    yield server
    server.stop()


def _needs_dovecot() -> None:
    if shutil.which("dovecot") is None and os.environ.get("CI") != "true":
        pytest.skip("Dovecot is not installed")


@pytest.fixture
def receiver(certificates: Certificates) -> Iterator[Receiver]:
    server = Receiver(certificates)
    yield server
    server.stop()


class Office:
    """A workspace whose catalogue can be changed."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.workspace = Workspace(folder)
        self.catalogue = catalogue
        folder.mkdir()
        self.workspace.received.mkdir()
        self.declare()

    def declare(self, **settings: object) -> None:
        """Write the catalogue anew with other mail settings."""
        mail = MailSettings(imap_account=ACCOUNT, pace_seconds=0)._replace(**settings)  # type: ignore[arg-type]
        self.catalogue = replace(self.catalogue, mail=mail)
        self.workspace.catalogue_path.write_bytes(catalogue_bytes(self.catalogue))

    def imap(self, port: int, **settings: object) -> None:
        """Point at an IMAP server."""
        self.declare(imap_host=f"{HOST}:{port}", **settings)

    def smtp(self, port: int, **settings: object) -> None:
        """Point at an SMTP server."""
        self.declare(smtp_host=f"{HOST}:{port}", **settings)


@pytest.fixture
def office(tmp_path: Path, example: Catalogue) -> Office:
    return Office(tmp_path / "Kỳ 2023-6T", example)


class SmallDisk:
    """A file system in memory that is soon full."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def grow(self) -> None:
        """Make room."""
        subprocess.run(["mount", "-o", "remount,size=16m", str(self.folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_file_system(tmp_path / "disk", "200k") as folder:
        yield SmallDisk(folder)
