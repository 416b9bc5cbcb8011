"""Real servers on loopback: a private Dovecot, an SMTP receiver, a test authority, and a proxy that cuts."""

import asyncio
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "localhost"
ACCOUNT, PASSWORD, TOKEN = "btc@vuban.example", "mật khẩu Đúng-1", "token-dung"

_CONFIG = """
base_dir = {run}
log_path = {root}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{cert}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_username_chars =
mail_location = maildir:{mail}
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {root}/users
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={root}/home
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
service stats {{
  client_limit = 100
}}
"""


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Certificates:
    """A test authority, a certificate of it for ``localhost`` and one that has expired."""

    authority: Path
    good: Path
    expired: Path
    key: Path


def make_certificates(folder: Path) -> Certificates:
    """Make them anew."""
    now = datetime.now(UTC)
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])

    def sign(name: x509.Name, public: ec.EllipticCurvePublicKey, until: datetime, is_authority: bool) -> bytes:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        )
        return builder.sign(authority_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    made = Certificates(*(folder / name for name in ("ca.pem", "good.pem", "expired.pem", "key.pem")))
    made.authority.write_bytes(sign(issuer, authority_key.public_key(), now + timedelta(days=30), True))
    made.good.write_bytes(sign(subject, key.public_key(), now + timedelta(days=30), False))
    made.expired.write_bytes(sign(subject, key.public_key(), now - timedelta(days=1), False))
    made.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return made


class Dovecot:
    """A private IMAP server with one account; mails are put into its Maildir as a delivery would."""

    def __init__(self, certificates: Certificates, certificate: Path) -> None:
        # A socket's path must be short, and the server's workers, who are not root, must be able to enter.
        self.root = Path(tempfile.mkdtemp(prefix="dvc", dir="/tmp"))
        self.root.chmod(0o755)
        self.mail = self.root / "home" / "Maildir"
        self.port = free_port()
        (self.root / "users").write_text(f"{ACCOUNT}:{{PLAIN}}{PASSWORD}\n", "utf-8")
        for name in ("new", "cur", "tmp"):
            (self.mail / name).mkdir(parents=True)
        for path in (self.root / "home", self.mail, *self.mail.iterdir()):
            shutil.chown(path, "mail", "mail")
        config = self.root / "dovecot.conf"
        values = {"run": self.root / "r", "root": self.root, "mail": self.mail, "port": self.port}
        config.write_text(_CONFIG.format(cert=certificate, key=certificates.key, **values), "utf-8")
        self._process = subprocess.Popen(["dovecot", "-F", "-c", str(config)], stderr=subprocess.DEVNULL)
        self._await()

    def _await(self) -> None:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError((self.root / "dovecot.log").read_text("utf-8"))

    def deliver(self, mails: Iterable[bytes], arrived: datetime = datetime(2023, 7, 3, tzinfo=UTC)) -> None:
        """Put mails into the inbox; Dovecot takes a file's time as its arrival."""
        start = len(list((self.mail / "new").iterdir())) + len(list((self.mail / "cur").iterdir()))
        for number, content in enumerate(mails, start + 1):
            path = self.mail / "new" / f"{int(arrived.timestamp())}.M{number:06d}P1.test"
            path.write_bytes(content)
            shutil.chown(path, "mail", "mail")
            os.utime(path, (arrived.timestamp() + number, arrived.timestamp() + number))

    def flags(self) -> dict[str, str]:
        """Return each mail's flags, read from the Maildir itself: they stand in the file's name."""
        found = {}
        for folder in ("new", "cur"):
            for path in (self.mail / folder).iterdir():
                name, _, flags = path.name.partition(":2,")
                found[name.split(",")[0]] = flags
        return found

    def renumber(self) -> None:
        """Forget all numbers, so that UIDVALIDITY changes, as after a move to another server."""
        for path in self.mail.glob("dovecot*"):
            path.unlink()
        # UIDVALIDITY is the time in seconds; it must not be the same again.
        (self.mail / "dovecot-uidlist").write_text(f"3 V{int(time.time()) + 100} N1\n", "utf-8")
        shutil.chown(self.mail / "dovecot-uidlist", "mail", "mail")

    def stop(self) -> None:
        """Stop the server and take all away."""
        self._process.terminate()
        self._process.wait(20)
        shutil.rmtree(self.root, ignore_errors=True)


class Listener:
    """Takes connections on a free port of loopback, each in a thread of its own, until it is stopped."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def attend(self, connection: socket.socket) -> None:
        """Talk to one client."""
        raise NotImplementedError

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self.attend, args=(connection,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening."""
        self._listener.close()


class CuttingProxy(Listener):
    """Passes bytes on to a port and cuts the connection after so many bytes from the server; 0 never cuts."""

    def __init__(self, port: int, cut_after: int = 0, cut_after_sent: int = 0) -> None:
        self.cut_after, self.cut_after_sent = cut_after, cut_after_sent
        self._target = port
        super().__init__()

    def attend(self, connection: socket.socket) -> None:
        """Pass on what either side says."""
        server = socket.create_connection(("127.0.0.1", self._target))
        for end in (server, connection):  # what comes in small parts goes on at once, as it came
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pairs = ((server, connection, self.cut_after), (connection, server, self.cut_after_sent))
        for source, sink, limit in pairs:
            threading.Thread(target=self._pass, args=(source, sink, limit), daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, sink: socket.socket, limit: int) -> None:
        passed = 0
        try:
            while data := source.recv(4096):
                passed += len(data)
                if limit and passed > limit:
                    break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@dataclass
class Receiver:
    """An SMTP server that keeps what it takes, refuses some addresses, and can fall silent after taking a mail."""

    certificates: Certificates
    refuses: set[str] = field(default_factory=set)
    taken: list[tuple[list[str], bytes]] = field(default_factory=list)
    silent_after: int = 0

    def __post_init__(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificates.good, self.certificates.key)
        self.port = free_port()
        self._controller = Controller(
            self,
            "127.0.0.1",
            self.port,
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=self._authenticate,
        )
        self._controller.start()

    @staticmethod
    def _authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        good = (data.login, data.password) == (ACCOUNT.encode(), SMTP_PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802  aiosmtpd's name
        """Take one token."""
        import base64

        told = base64.b64decode(args[1]).decode() if len(args) > 1 else ""
        return AuthResult(success=told == f"user={ACCOUNT}\x01auth=Bearer {TOKEN}\x01\x01", handled=False)

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address or refuse it."""
        if address in self.refuses:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail."""
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append((list(envelope.rcpt_tos), content))
        if self.silent_after and len(self.taken) >= self.silent_after:
            # The mail is taken, its answer never arrives: what the sender can never know.
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"

    def stop(self) -> None:
        """Stop the server."""
        self._controller.stop()


SMTP_PASSWORD = "mat khau 1"  # noqa: S105  of a server that lives as long as a test
"""aiosmtpd and smtplib speak ASCII passwords only."""
