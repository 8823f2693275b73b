"""The fictional people whose cases are told: names, days and places are invented."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from engine.store.persons import PersonData


def _person(name: str, born: str, reference: str) -> PersonData:
    return PersonData(name=name, born=datetime.date.fromisoformat(born), reference=reference)


PARTICIPANTS: Final[Mapping[str, PersonData]] = {
    "long way": _person("Tavin Orrelbek", "1996-02-17", "LH-4471"),
    "outside": _person("Selka Marrowden", "1999-11-03", "PR-0812"),
    "told soon": _person("Ilan Destreval", "1994-06-28", "LH-4502"),
    "other offer": _person("Corwin Haslach", "1988-01-09", "VM-1190"),
    "another way": _person("Jorrit Quandel", "2001-08-21", "LH-4519"),
    "not enough": _person("Amadou Ferrisol", "1997-04-12", "LH-4523"),
    "category": _person("Nadim Olverhart", "1993-12-05", "LH-4530"),
    "waits for signing": _person("Luc Ambervale", "1990-09-14", "VM-1204"),
    "two views": _person("Renske Thornbury-Vael", "1998-07-30", "LH-4541"),
    "late tool": _person("Bashir Kolvenaar", "1995-03-22", "LH-4544"),
    "sources": _person("Emric Stallholm", "2000-10-11", "LH-4556"),
    "closed circle": _person("Davit Noorlander", "1992-05-19", "LH-4560"),
    "unknown status": _person("Ysolde Parvaneh-Roux", "2002-01-27", "VM-1211"),
    "interpreter": _person("Zoran Mikkelbrink", "1991-02-02", "LH-4571"),
    "to decide": _person("Hugo Castelvane", "1996-11-16", "VM-1215"),
    "first talk": _person("Kerem Aldwyn", "1999-06-08", "LH-4577"),
    "papers": _person("Maris Ottervang", "1987-08-03", "LH-4580"),
    "just registered": _person("Odile Brancourt-Zeh", "2003-03-13", "VM-1222"),
    "urgent": _person("Falko Winterseel", "1997-09-25", "LH-4588"),
    "fresh": _person("Idris Vanterpole", "2000-04-04", "LH-4590"),
}
"""By the key of their story."""
