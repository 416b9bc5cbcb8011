"""What can go wrong with a mail server, and the plain sentence for it."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from dangvien_xlsx.model.errors import MailServerError
from dangvien_xlsx.model.mailbox import Server
from dangvien_xlsx.text import mail as words

TIMEOUT_SECONDS = 60.0
"""How long a server may be silent."""
ANSWER_SECONDS = 120.0
"""How long one whole answer may take, however it trickles in."""
SESSION_SECONDS = 3600.0
"""How long everything may take; the next run goes on from there."""
_EXPIRED = 10
"""OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED."""


def trusted() -> ssl.SSLContext:
    """Return the TLS settings: certificate and host name are checked, TLS 1.2 or later."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@contextmanager
def plain_failures(server: Server) -> Iterator[None]:
    """Turn what the network and TLS raise into a plain sentence.

    Raises:
        MailServerError: Instead of them.
    """
    try:
        yield
    except (MailServerError, smtplib.SMTPException):
        raise  # an answer of the server, which smtplib makes an OSError of
    except ssl.SSLCertVerificationError as error:
        if error.verify_code == _EXPIRED:
            raise MailServerError(words.CERTIFICATE_EXPIRED.format(host=server.host)) from error
        why = error.verify_message
        raise MailServerError(words.CERTIFICATE_WRONG.format(host=server.host, why=why)) from error
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionResetError, BrokenPipeError, EOFError) as error:
        raise MailServerError(words.CONNECTION_LOST.format(host=server.host)) from error
    except ssl.SSLError as error:
        raise MailServerError(words.NO_TLS.format(host=server.host)) from error
    except (socket.gaierror, UnicodeError) as error:
        raise MailServerError(words.UNKNOWN_HOST.format(host=server.host)) from error
    except (ConnectionError, TimeoutError, socket.herror) as error:
        why = error.strerror or type(error).__name__
        raise MailServerError(words.UNREACHABLE.format(host=server.host, why=why)) from error
    except OSError as error:
        # The network's own errors (no route, network down) carry a number; the disk's are caught where it is written.
        why = error.strerror or type(error).__name__
        raise MailServerError(words.UNREACHABLE.format(host=server.host, why=why)) from error
