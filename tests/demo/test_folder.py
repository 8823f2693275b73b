import stat

import pytest

from engine.demo.folder import DemoFolder, FolderInUse
from tests.demo.conftest import BEGAN


def test_the_keys_are_for_the_owner_alone_and_stay_the_same(tmp_path):
    folder = DemoFolder(tmp_path / "demo")

    with folder.held():
        folder.make_keys(BEGAN)
        before = {one.name: one.read_bytes() for one in folder.path.iterdir()}
        folder.make_keys(BEGAN.replace(year=2030))

    assert {one.name: one.read_bytes() for one in folder.path.iterdir()} == before
    assert folder.began == BEGAN
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    keys = [folder.path / name for name in ("master.key", "secret.key")]
    assert [stat.S_IMODE(key.stat().st_mode) for key in keys] == [0o600, 0o600]


def test_a_folder_is_used_by_one_at_a_time(tmp_path):
    folder = DemoFolder(tmp_path)

    with folder.held(), pytest.raises(FolderInUse, match="stop that one first"), folder.held():
        pass
    with folder.held():
        pass


def test_to_clear_a_folder_removes_only_what_a_demonstration_made(tmp_path):
    folder = DemoFolder(tmp_path)
    (tmp_path / "letter.txt").write_text("mine")
    folder.make_keys(BEGAN)

    folder.clear()

    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_no_setting_of_a_real_installation_comes_into_a_demonstration(tmp_path):
    folder = DemoFolder(tmp_path)

    told = folder.environment({"PASSERELLE_DATABASE": "postgresql://real", "HOME": "/home/mira",
                               "PASSERELLE_MASTER_KEY": "real"})  # fmt: skip

    assert not {"real", "postgresql://real"} & set(told.values())
    assert "PASSERELLE_MASTER_KEY" not in told
    assert told["HOME"] == "/home/mira"
    assert told["PASSERELLE_DATABASE"] == f"sqlite:///{tmp_path / 'passerelle.db'}"
