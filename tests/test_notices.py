"""What Passerelle stands on is named, and may be stood on."""

import json
import subprocess
import sys

from tools import notices

# Licences under which a package may be needed at run time by a work under Apache-2.0.
PERMISSIVE = {
    "Apache-2.0", "Apache Software License; BSD License", "BSD License", "BSD-3-Clause",
    "CNRI-Python", "MIT", "MIT License", "MIT-0", "PSF-2.0",
}  # fmt: skip

# The Lesser GPL lets a work under any licence use a library that its users can replace: this one
# is installed as a package of its own and never changed.
LESSER = {"SpiffWorkflow": ["GNU Library or Lesser General Public License (LGPL)"]}


def test_the_committed_notices_are_those_of_the_installed_packages():
    committed = notices.FILE.read_text("utf-8")

    assert committed == notices.notices(), "write them anew with `./run notices`"


def test_the_notices_name_every_package_needed_at_run_time_with_a_licence_text():
    needed = notices.needed_by("passerelle")
    sections = notices.notices().split(f"{notices.RULE}\n")

    assert {one.name for one in needed} >= {"lxml", "regex", "tzdata"}
    heads, texts = sections[1::2], sections[2::2]
    assert [head.splitlines()[0] for head in heads] == [f"{d.name} {d.version}" for d in needed]
    assert all(len(text) > 500 for text in texts)


def test_every_package_needed_at_run_time_has_a_permissive_licence():
    names = [one.name for one in notices.needed_by("passerelle")]
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--packages", *names]

    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    licences = {one["Name"]: one["License"].split(" AND ") for one in json.loads(said)}
    assert set(licences) == set(names)
    assert not {
        name: found
        for name, found in licences.items()
        for licence in found
        if not PERMISSIVE.intersection(licence.split(" OR ")) and found != LESSER.get(name)
    }
