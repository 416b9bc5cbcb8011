"""Passwords in the system's own keyring (Windows Credential Manager, macOS Keychain, Secret Service)."""

from contextlib import suppress

from dangvien_xlsx.model.mailbox import Server

SERVICE = "dangvien-xlsx"


def stored(server: Server) -> str:
    """Return the password stored for an account; blank where there is none, or no keyring."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError, RuntimeError):
        return keyring.get_password(SERVICE, _name(server)) or ""
    return ""


def can_store() -> bool:
    """Tell whether the system has a keyring at all."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError, RuntimeError):
        return keyring.get_keyring().priority >= 1
    return False


def store(server: Server, secret: str) -> None:
    """Store a password; where the keyring refuses, it is asked for again next time."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError, RuntimeError):
        keyring.set_password(SERVICE, _name(server), secret)


def forget(server: Server) -> None:
    """Forget a password that the server no longer takes, so that the next run asks for it."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError, RuntimeError):
        keyring.delete_password(SERVICE, _name(server))


def _name(server: Server) -> str:
    return f"{server.account}@{server.host}"
