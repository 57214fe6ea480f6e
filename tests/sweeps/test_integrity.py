"""Nothing that was altered, cut short or only half written is ever taken for a result."""

import json
import os
import random
from pathlib import Path

import pytest
from sweep_toys import Serial, expected, kept, statuses, stored, swept, toy

from experiments.sweeps import manifest
from experiments.sweeps.folder import Folder
from experiments.sweeps.ledger import Ledger, Receipt, receipt_of, receipts
from experiments.sweeps.part import Part
from scenarios.problems import InputError

PLAN = toy(draws=3, raises=[2])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    swept(PLAN, tmp_path)
    return tmp_path


def files(folder: Path, kind: str) -> list[Path]:
    return sorted(Folder(folder).parts.glob(f"{kind}-*"))


@pytest.mark.parametrize("kind", ["results", "runs"])
def test_a_part_altered_in_any_byte_is_not_trusted(folder: Path, kind: str) -> None:
    whole = kept(folder)
    path = files(folder, kind)[0]
    content = path.read_bytes()
    lost = next(set(receipt.rows) for receipt in whole.receipts if path.name in [part.file for part in receipt.parts])
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :])
        found = kept(folder)
        assert found.damaged == (path.name,)
        assert found.rows.keys() == whole.rows.keys() - lost
    path.write_bytes(content)
    assert kept(folder) == whole


@pytest.mark.parametrize("kind", ["results", "runs"])
def test_a_part_cut_at_any_byte_is_not_trusted(folder: Path, kind: str) -> None:
    path = files(folder, kind)[-1]
    for size in reversed(range(path.stat().st_size)):
        os.truncate(path, size)
        assert kept(folder).damaged == (path.name,)


def test_a_ledger_altered_in_any_byte_acknowledges_nothing_wrong(folder: Path) -> None:
    whole = list(receipts(Folder(folder).ledger))
    (path,) = Folder(folder).ledger.iterdir()
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :])
        found = list(receipts(Folder(folder).ledger))
        assert len(found) in {len(whole) - 1, len(whole) - 2}  # two lines are one where the line end between them goes
        assert all(receipt in whole for receipt in found)


def test_a_ledger_cut_at_any_byte_keeps_all_whole_lines(folder: Path) -> None:
    whole = list(receipts(Folder(folder).ledger))
    (path,) = Folder(folder).ledger.iterdir()
    content = path.read_bytes()
    for size in range(len(content)):
        path.write_bytes(content[:size])
        assert list(receipts(Folder(folder).ledger)) == whole[: content[:size].count(b"\n")]


def test_a_manifest_altered_in_any_byte_is_refused_or_means_the_same(folder: Path) -> None:
    whole = manifest.read(folder)
    path = folder / "manifest.json"
    content = path.read_bytes()
    refused = 0
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :])
        try:
            assert manifest.read(folder) == whole
        except InputError as error:
            assert "damaged" in str(error)
            refused += 1
    assert refused > len(content) / 2


def test_damaged_and_missing_parts_are_set_aside_and_their_rows_run_again(folder: Path) -> None:
    before = stored(folder, PLAN)
    results, runs = files(folder, "results"), files(folder, "runs")
    results[0].write_bytes(results[0].read_bytes()[:-1] + b"!")
    runs[-1].unlink()
    assert len(kept(folder).rows) < PLAN.rows
    ended = swept(PLAN, folder, resume=True)
    assert (ended.damaged, ended.pending, ended.failed) == (2, 0, 2)
    assert results[0].with_name(results[0].name + ".damaged").exists()
    assert stored(folder, PLAN) == before == expected(PLAN, without=(2,))


def test_parts_without_a_receipt_are_never_read_and_go_when_the_sweep_goes_on(folder: Path) -> None:
    stray = Folder(folder).parts / "results-1of1-dead-000001.parquet"
    stray.write_bytes(files(folder, "results")[0].read_bytes())
    half = stray.with_suffix(".parquet.tmp")
    half.touch()
    assert stored(folder, PLAN) == expected(PLAN, without=(2,))
    assert swept(PLAN, folder, resume=True).orphans == 1
    assert not stray.exists()
    assert not half.exists()


def test_a_part_that_the_disk_does_not_take_leaves_nothing_and_is_no_row(tmp_path: Path, monkeypatch) -> None:
    written = 0
    rename = os.replace

    def full(source: str, target: str) -> None:
        nonlocal written
        written += 1
        if written == 3:
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        swept(PLAN, tmp_path)
    monkeypatch.undo()
    assert len(kept(tmp_path).rows) == 2
    assert not list(Folder(tmp_path).parts.glob("*.tmp"))
    assert swept(PLAN, tmp_path, resume=True).pending == 0
    assert stored(tmp_path, PLAN) == expected(PLAN, without=(2,))


def test_a_receipt_that_the_disk_takes_in_pieces_is_whole(tmp_path: Path, monkeypatch) -> None:
    receipt = Receipt((Part("results-a.parquet", 3, 100, "00"),), ("a", "b"), ("c",), 1.5, 2.5, "1@here")
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    with Ledger(tmp_path, "one") as ledger:
        ledger.add([receipt, receipt])
    assert list(receipts(tmp_path)) == [receipt, receipt]
    assert receipt_of(receipt.line()) == receipt


@pytest.mark.parametrize("line", [b"", b"\n", b" \n", b"0123456789abcdef {}\n", b"\xff" * 40 + b"\n", b"null\n"])
def test_a_line_that_is_no_receipt_is_none(line: bytes) -> None:
    assert receipt_of(line) is None


def test_any_bytes_in_place_of_ledger_and_parts_are_only_absent(folder: Path) -> None:
    luck = random.Random(1)
    (ledger,) = Folder(folder).ledger.iterdir()
    for _ in range(200):
        ledger.write_bytes(luck.randbytes(luck.randrange(300)))
        assert kept(folder).rows == {}


def test_rows_that_failed_can_be_tried_again_and_count_once(tmp_path: Path) -> None:
    mended = tmp_path / "mended"
    plan = toy(draws=4, raises=[2, 3], mended=str(mended))
    path = tmp_path / "sweep"
    assert swept(plan, path).failed == 4
    assert swept(plan, path, resume=True).failed == 4
    assert swept(plan, path, retry_failed=True).failed == 4
    assert len(statuses(path, plan)) == 8
    mended.touch()
    ended = swept(plan, path, retry_failed=True)
    assert (ended.ok, ended.failed, ended.before) == (8, 0, 4)
    assert stored(path, plan) == expected(plan)
    assert {status for status, *_ in statuses(path, plan).values()} == {"ok"}


def test_a_sweep_goes_on_only_with_its_own_plan_and_says_which_field_differs(tmp_path: Path) -> None:
    swept(toy(draws=3), tmp_path, engine=Serial(toy(draws=3), tmp_path, most=1))
    with pytest.raises(InputError, match=r"manifest.json: plan.draws: .*begun with \[1, 2, 3\].*this is \[1, 2\]"):
        swept(toy(draws=2), tmp_path, resume=True)
    with pytest.raises(InputError, match="add --resume"):
        swept(toy(draws=3), tmp_path)
    said = json.loads(json.dumps(manifest.of(toy(draws=3), "", {})))
    for key, value in (("libraries", {"numpy": "0"}), ("seed_policy", "another")):
        assert any(field.startswith(key) for field, *_ in manifest.differences(said, said | {key: value}))
    other = {"begun": "later", "commit": "abc", "plan_text": "# a comment"}
    assert list(manifest.differences(said, said | other)) == []
