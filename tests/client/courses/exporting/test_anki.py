"""Anki's own package opens our decks, and we open what it writes in its newest format."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from client.courses.exporting import export_blocking
from client.courses.importing.reading import read_blocking
from tests.bench.peers.anki import PACKAGE
from tests.client.courses.exporting.courses import COURSE
from tests.fakes.courses import FILES

PATIENCE_S = 300
OPEN = """
import json, sys
from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions, ImportAnkiPackageOptions
from anki.collection import ImportAnkiPackageRequest

folder = sys.argv[1]
col = Collection(folder + "/collection.anki2")
done = col.import_anki_package(
    ImportAnkiPackageRequest(package_path=folder + "/ours.apkg", options=ImportAnkiPackageOptions())
)
cards = [col.get_card(card) for card in col.find_cards("")]
sides = [(card.question(), card.answer()) for card in cards]
media = [name for name in __import__("os").listdir(folder + "/collection.media")]
whole = col.fix_integrity()[1]
decks = [deck.name for deck in col.decks.all_names_and_ids()]
col.export_anki_package(
    out_path=folder + "/theirs.apkg", limit=None,
    options=ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False),
)
col.close()
print(json.dumps({
    "notes": len(done.log.new), "sides": sides, "media": media, "whole": whole, "decks": decks,
}))
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """Our deck, imported by Anki into a collection of its own."""
    folder = tmp_path_factory.mktemp("anki")
    (folder / "ours.apkg").write_bytes(export_blocking(COURSE, FILES, "apkg").data)
    script = folder / "open.py"
    script.write_text(OPEN)
    done = subprocess.run(
        ["uv", "run", "--isolated", "--no-project", "--with", PACKAGE, "python", "-P", str(script), str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    if done.returncode and "No solution found" not in done.stderr and "Traceback" in done.stderr:
        pytest.fail(done.stderr)
    if done.returncode and not os.environ.get("XUEBAN_TEST_ALL"):
        pytest.skip(f"{PACKAGE} cannot be had here")
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout.splitlines()[-1])


def test_anki_opens_our_deck_whole(opened: tuple[Path, dict[str, object]]) -> None:
    _folder, said = opened
    assert said["notes"] == len(COURSE.questions)
    assert said["whole"] is True
    assert said["media"] == ["drawings-curve.svg"]
    assert {"所有题型", "所有题型::01 一"} <= set(said["decks"])  # type: ignore[arg-type]
    sides = said["sides"]
    assert isinstance(sides, list)
    assert len(sides) == len(COURSE.questions) + 2
    assert all("invalid" not in question and question and answer for question, answer in sides)


def test_we_open_what_anki_writes_in_its_newest_format(opened: tuple[Path, dict[str, object]]) -> None:
    folder, _said = opened
    found = read_blocking(folder / "theirs.apkg")
    ours = read_blocking(folder / "ours.apkg")
    assert found.format == "anki"
    assert found.questions == ours.questions
    assert set(found.files) == set(ours.files)
    assert sorted(q.text for q in found.courses[0].questions) == sorted(q.text for q in ours.courses[0].questions)
