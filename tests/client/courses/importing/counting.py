"""How many questions a real file holds, counted without our readers: by patterns and plain XML, JSON, SQL."""

import json
import re
import sqlite3
import tarfile
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.client.courses.importing.samples import SAMPLES

MOODLE = {"multichoice", "truefalse", "shortanswer", "numerical", "matching", "match", "essay", "gapselect", "ddwtos",
          "ordering", "cloze", "multianswer"}  # fmt: skip
WIDGETS = {"radio", "numeric-input", "input-number", "dropdown", "expression", "matcher", "sorter", "orderer",
           "categorizer", "table"}  # fmt: skip
RESPONSES = {"multiplechoiceresponse", "choiceresponse", "optionresponse", "numericalresponse", "stringresponse"}
INTERACTIONS = {"choiceInteraction", "textEntryInteraction", "inlineChoiceInteraction", "orderInteraction",
                "matchInteraction", "gapMatchInteraction", "associateInteraction", "hottextInteraction",
                "extendedTextInteraction", "sliderInteraction"}  # fmt: skip
H5P = {"H5P.TrueFalse", "H5P.MultiChoice", "H5P.Blanks", "H5P.Essay", "H5P.GuessTheAnswer", "H5P.DragText"}


@dataclass(frozen=True)
class Count:
    """`usable` questions of kinds that we support, `others` that must be named as left out."""

    usable: int
    others: int = 0


@dataclass(frozen=True)
class Sample:
    """What is imported at once, and how its questions are counted."""

    format: str
    path: Path
    count: Callable[[Path], Count]


def samples() -> Iterator[Sample]:
    """All real files that hold questions, and the folders that are one course."""
    for pattern, form, count in (
        ("gift_fuhrmanator/**/*.gift", "gift", gift),
        ("moodle_fixtures/gift*", "gift", gift),
        ("moodle_fixtures/*aiken*", "aiken", aiken),
        ("moodle_fixtures/*.xml", "moodlexml", moodle),
        ("moodlexml_stack/**/*.xml", "moodlexml", moodle),
        ("moodlexml_stack/**/*.mbz", "mbz", backup),
        ("olx_demo/*/course/problem/*.xml", "olx", problem),
        ("olx_demo/*/library/problem/*.xml", "olx", problem),
        ("olx_demo/demo-course/course", "olx", olx_course),
        ("anki_*/**/*.apkg", "anki", cards),
        ("qti21_qtiworks/**/*.xml", "qti21", qti21),
        ("commoncartridge_instructure/**/*.imscc", "imscc", cartridge),
        ("commoncartridge_instructure/public/test-cartridges/all-question-types", "imscc", cartridge_folder),
        ("h5p_*/**/*.h5p", "h5p", h5p),
        ("perseus_khan", "perseus", khan),
        ("perseus_ricecooker/**/*.json", "perseus", perseus_file),
        ("gaokao_bench/**/*.json", "gaokao", gaokao),
        ("openstax_cnxml/modules/**/*.cnxml", "cnxml", cnxml),
        ("openstax_cnxml/collections/precalculus-2e.collection.xml", "cnxml", cnxml_book),
    ):
        for path in sorted(SAMPLES.glob(pattern)):
            yield Sample(form, path, count)


def gift(path: Path) -> Count:
    text = re.sub(r"^\s*//.*$", "", path.read_text("utf-8-sig"), flags=re.MULTILINE)
    text = re.sub(r"\\.", "", text)
    return Count(len(re.findall(r"\{[^{}]*\}", text)))


def aiken(path: Path) -> Count:
    return Count(len(re.findall(r"^ANSWER:", path.read_text(), re.MULTILINE)))


def moodle(path: Path) -> Count:
    kinds = Counter(re.findall(r"<question\s+type=[\"'](\w+)", path.read_text("utf-8")))
    usable = sum(n for kind, n in kinds.items() if kind in MOODLE)
    return Count(usable, sum(n for kind, n in kinds.items() if kind not in MOODLE | {"category", "description"}))


def backup(path: Path) -> Count:
    with tarfile.open(path) as archive:
        name = next(name for name in archive.getnames() if name.endswith("questions.xml"))
        file = archive.extractfile(name)
        assert file is not None
        kinds = Counter(re.findall(r"<qtype>(\w+)</qtype>", file.read().decode()))
    usable = sum(n for kind, n in kinds.items() if kind in MOODLE)
    return Count(usable, sum(n for kind, n in kinds.items() if kind not in MOODLE | {"description"}))


def problem(path: Path) -> Count:
    text = path.read_text("utf-8")
    found = [tag for tag in re.findall(r"<(\w+response)\b", text) if tag in RESPONSES]
    scripted = "<script" in text and re.search(r'answer="\$', text)
    return Count(1) if found and not scripted else Count(0, 1)


def olx_course(path: Path) -> Count:
    named = {
        name for file in path.rglob("*.xml") for name in re.findall(r'<problem url_name="(\w+)"', file.read_text())
    }
    counts = [
        problem(path / "problem" / f"{name}.xml") for name in named if (path / "problem" / f"{name}.xml").exists()
    ]
    return Count(sum(c.usable for c in counts), sum(c.others for c in counts))


def cards(path: Path) -> Count:
    with zipfile.ZipFile(path) as archive, tempfile.NamedTemporaryFile() as file:
        file.write(archive.read("collection.anki2"))
        file.flush()
        db = sqlite3.connect(file.name)
        try:
            return Count(db.execute("SELECT count(*) FROM cards").fetchone()[0])
        finally:
            db.close()


def qti21(path: Path) -> Count:
    root = ET.fromstring(path.read_bytes())
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    if not root.tag.endswith("assessmentItem"):
        return Count(0)  # a test: its items are counted where they are
    declared = "correctResponse" in tags or "mapping" in tags or "extendedTextInteraction" in tags
    supported = any(tag in INTERACTIONS for tag in tags)
    return Count(1) if supported and declared and "templateProcessing" not in tags else Count(0, 1)


def items12(text: str) -> Count:
    items = re.findall(r"<item\b.*?</item>", text, re.DOTALL)
    upload = sum("file_upload_question" in item for item in items)
    reading = sum("text_only_question" in item for item in items)
    return Count(len(items) - upload - reading, upload)


def cartridge(path: Path) -> Count:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.search(r"qti\.xml$|\.qti$", name)]
        return Count(sum(items12(archive.read(name).decode()).usable for name in names))


def cartridge_folder(path: Path) -> Count:
    return items12(next(path.rglob("*.qti")).read_text())


def h5p(path: Path) -> Count:
    with zipfile.ZipFile(path) as archive:
        content = json.loads(archive.read("content/content.json"))
        main = json.loads(archive.read("h5p.json"))["mainLibrary"]
    found: Counter[str] = Counter({main: 1})

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("library"), str) and "params" in node:
                found[node["library"].split(" ")[0]] += 1
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(content)
    return Count(sum(n for kind, n in found.items() if kind in H5P), found["H5P.DragQuestion"])


def perseus(item: dict[str, Any]) -> Count:
    question = item.get("question", item)
    used = set(re.findall("\\[\\[\u2603 ([^\\]]+)\\]\\]", question["content"]))
    kinds = {w["type"] for name, w in question["widgets"].items() if name in used and not w.get("static")}
    return Count(1) if kinds & WIDGETS else Count(0, 1)


def khan(path: Path) -> Count:
    with tarfile.open(next(path.glob("*.tar.gz"))) as archive:
        files = [archive.extractfile(m) for m in archive if m.isfile() and m.name.endswith(".json")]
        counts = [perseus(json.load(file)) for file in files if file is not None]
    return Count(sum(c.usable for c in counts), sum(c.others for c in counts))


def perseus_file(path: Path) -> Count:
    try:
        item = json.loads(path.read_text("utf-8"))
    except ValueError:
        return Count(0)
    return perseus(item) if isinstance(item, dict) and "widgets" in item.get("question", item) else Count(0)


def gaokao(path: Path) -> Count:
    return Count(len(json.loads(path.read_text("utf-8"))["example"]))


def cnxml(path: Path) -> Count:
    return Count(len(re.findall(r"<exercise\b", path.read_text("utf-8"))))


def cnxml_book(path: Path) -> Count:
    modules = re.findall(r'document="(\w+)"', path.read_text("utf-8"))
    files = [path.parent.parent / "modules" / name / "index.cnxml" for name in modules]
    return Count(sum(cnxml(file).usable for file in files if file.exists()), sum(not file.exists() for file in files))
