"""Errors people see: each says where, what, and what to do.

EtlError
├── UsageError          the command was called wrongly (exit 2)
├── DocumentError       one document cannot be read; it is quarantined (exit 1)
├── CatalogError        a line of the catalogue cannot be used
├── CorrectionError     a declared correction no longer fits its document
├── ValidationError     the tables break their contract, or would lose every document; nothing is published (exit 3)
├── PublishError        the tables cannot be written, as on a full disk; nothing is published (exit 3)
├── SnapshotError       the data folder is missing, incomplete or of another version
└── LockedError         another refresh holds the lock (exit 75)
"""

from pathlib import Path


class EtlError(Exception):
    """Base of every error this package raises on purpose; `exit_code` is what a command returns for it."""

    exit_code = 2


class UsageError(EtlError):
    """The command or function was called in a way that cannot work."""


class DocumentError(EtlError):
    """A document cannot be read: `path`, why (`reason`) and what to do about it (`remedy`)."""

    exit_code = 1

    def __init__(self, path: Path | str, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}. {remedy}")
        self.path = str(path)
        self.reason = reason
        self.remedy = remedy


class CatalogError(EtlError):
    """A line of the catalogue cannot be used."""

    def __init__(self, path: Path | str, line: int, problem: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: {problem}. {remedy}")


class CorrectionError(EtlError):
    """A correction names a claim that is no longer there, or expects a value the document no longer has."""

    exit_code = 3


class ValidationError(EtlError):
    """The tables to publish break their own contract or would lose every document, so the last good data stays."""

    exit_code = 3


class PublishError(EtlError):
    """The tables cannot be written, so the last good data stays."""

    exit_code = 3


class SnapshotError(EtlError):
    """The data folder holds nothing that can be read: empty, half-written, or of another version."""


class LockedError(EtlError):
    """Another refresh holds the lock."""

    exit_code = 75
