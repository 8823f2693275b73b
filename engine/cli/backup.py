"""`passerelle backup` and `restore`: everything in one file, and back."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.store.backup import Label
    from engine.store.chain import Break

_KEY = "The master key is not in it: keep that elsewhere. Without it no backup can be restored."


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `backup` and `restore` to the commands of the command line."""
    backup = commands.add_parser(
        "backup", help="write the database to one file, while it is in use", epilog=_KEY
    )
    backup.add_argument("file", type=Path, help="that does not exist yet")
    backup.add_argument("--force", action="store_true", help="replace it when it does")
    backup.set_defaults(command=_backup)

    restore = commands.add_parser(
        "restore", help="put a backup into a database that has no cases", epilog=_KEY
    )
    restore.add_argument("file", type=Path, help="that `passerelle backup` wrote")
    restore.set_defaults(command=_restore)


# Loading what a database needs takes most of a second, which an expression should not cost.


def _backup(options: argparse.Namespace) -> int:
    from engine.installation import installation
    from engine.store.backup import Wanted, write_backup
    from engine.store.keyring import Keyring, master_key

    wanted = Wanted(path=options.file, now=_now(), force=options.force)
    with installation(renew=None) as executor, _Progress() as say:
        done = write_backup(executor.engine, Keyring(master_key()), wanted, say)
    size = options.file.stat().st_size / 1_000_000
    print(f"{options.file}: {_what_is_in(done.label)}, {size:,.1f} MB, read again and found whole")
    print(_KEY)
    return _tell(done.breaks)


def _restore(options: argparse.Namespace) -> int:
    from engine.installation import installation
    from engine.store.backup import Source, restore_backup
    from engine.store.keyring import Keyring, master_key

    source = Source(options.file, now=_now())
    with installation(renew=None) as executor, _Progress() as say:
        done = restore_backup(executor.engine, Keyring(master_key()), source, say)
    print(f"{options.file}: {_what_is_in(done.label)} are in the database, which was read again")
    print("All sessions are ended: everybody signs in again.")
    return _tell(done.breaks)


class _Progress:
    """Says on a terminal, in one line, how far it is; anywhere else nothing."""

    _CLEAR = "\r\x1b[K"

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, table: str, rows: int) -> None:
        self._show(f"{self._CLEAR}{table}: {rows:,} rows")

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._show(self._CLEAR)

    def _show(self, text: str) -> None:
        if self._shown:
            print(text, end="", file=sys.stderr, flush=True)


def _what_is_in(label: Label) -> str:
    cases = label.tables["case"].rows
    at = label.made_at.strftime("%Y-%m-%d %H:%M:%S UTC")
    word = "case" if cases == 1 else "cases"
    return f"{cases:,} {word} in {label.rows:,} rows as of {at}"


def _tell(breaks: Sequence[Break]) -> int:
    """Name where histories were changed before the backup was made; the exit status."""
    for one in breaks:
        print(f"{one.number}: {one.reason}", file=sys.stderr)
    if breaks:
        print(
            "These histories were changed in the database before the backup was made, which is "
            "a true copy of it.",
            file=sys.stderr,
        )
    return 1 if breaks else 0


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
