"""Backups: one SQLite file with all tables of a database as they were at one moment.

Whatever kind of database they come from, they go back into either kind. What is encrypted in the
database is encrypted in them, and the master key is not in them.
"""

from engine.store.backup.file import BackupDamaged, BackupRefused, NoBackup
from engine.store.backup.label import Label
from engine.store.backup.restoring import Restored, Source, restore_backup
from engine.store.backup.writing import Wanted, Written, write_backup

__all__ = [
    "BackupDamaged",
    "BackupRefused",
    "Label",
    "NoBackup",
    "Restored",
    "Source",
    "Wanted",
    "Written",
    "restore_backup",
    "write_backup",
]
