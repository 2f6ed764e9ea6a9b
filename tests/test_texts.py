"""Every text speaks English, too: reads the code's `_("…")` and the compiled catalogue, and holds them together."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.syncing import reason_of
from client.texts import LANGUAGES, _, told, use_language
from server.errors import FileTooLarge, NoSuchInvite, TooManyAttempts
from server.field_sentences import sentence_for
from server.oplog.weighing import TOO_YOUNG
from server.teams.matching.answering import TEAM_NAME
from sync.errors import Unreachable
from sync.status import Status
from tests.gathered import CHINESE, compiled, computed, disagreeing, frozen, naked, texts, written

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "assets" / "locales" / "en" / "LC_MESSAGES" / "xueban.mo"
SOURCES = sorted(
    path for pattern in ("main.py", "client/**/*.py", "views/**/*.py", "sync/errors.py") for path in ROOT.glob(pattern)
)
SERVER = sorted(ROOT.glob("server/**/*.py"))
"""It marks what devices say in their own language; what it says to whoever runs it is Chinese."""
REFUSING = re.compile(r"^from sync\.texts import _$|raise NotValid\(", re.MULTILINE)
REFUSALS = [path for path in SERVER if REFUSING.search(path.read_text("utf-8"))]
DATA = {
    "client/courses/authoring/": "how people write a course in Chinese: fields, kinds, judgements",
    "client/courses/quantity.py": "units and signs that may be typed after a number",
    "client/courses/typed.py": "punctuation that may be typed in an answer",
    "client/courses/importing/anki/": "the deck that everybody has, and readings above characters",
    "client/courses/importing/build.py": "the signs that a Chinese text is told by",
    "client/courses/importing/h5p/package.py": "titles that nobody gave",
    "client/courses/importing/h5p/gaps.py": "signs between words",
    "client/courses/importing/mathml.py": "brackets in formulas",
    "client/courses/importing/moodle/aiken.py": "how Chinese teachers write Aiken",
    "client/courses/importing/qti/old.py": "what the two answers of a judgement are called",
    "client/courses/importing/gaokao/": "how Chinese question banks are written, and what their courses are called",
    "client/teams/wordlist.py": "what nobody says to a team",
    "client/courses/importing/gift/blocks.py": "category names that Moodle writes",
    "client/courses/importing/gift/reader.py": "file names that Moodle writes",
    "client/mistakes/alike.py": "how questions are numbered, and what they are written with",
    "client/mistakes/capture/draft.py": "how options are lettered and statements judged in what is typed or pasted",
    "client/mistakes/capture/pasting.py": "headings of question, answers and solution in pasted text",
    "client/mistakes/capture/reading.py": "how a new line begins in a printed question",
    "client/mistakes/causes.py": "words that are easily overlooked in a question, and ways to leave it unanswered",
    "client/notes/writing/links.py": "how an answer may be marked in a note",
    "client/notes/writing/cards.py": "how a question and its answer may be marked in a note",
    "client/mistakes/printing/docx.py": "a blank as wide as a sign",
    "client/mistakes/printing/prose.py": "a blank as wide as a sign between the cells of a table",
    "client/mistakes/printing/setting.py": "signs that do not begin or end a line",
    "client/mistakes/printing/sheet.py": "brackets to write into",
    "client/mistakes/features.py": "punctuation of questions",
    "client/mistakes/names.py": "words that say nothing about the topic of a question",
    "client/mistakes/training/questions.py": "how routes of a public set end",
    "client/profile/grades.py": "how courses name their grades",
    "client/plain.py": "a formula's lines in one line",
    "client/texts.py": "a language's own name",
    "views/design/": "samples on the page of parts",
    "views/hosting/browser.py": "the app's name before it knows a language",
    "views/account/rows.py": "other words that a setting is found by",
    "views/palette/entries.py": "other words that a command is found by",
    "views/shortcuts/names.py": "a key as Chinese keyboards name it",
    "views/widgets/drawing.py": "a sample to wait for the font with",
    "views/widgets/formulas.py": "punctuation around formulas in the text of courses",
    "views/widgets/speech.py": "signs in formulas, and a pause between the lines that are read aloud",
}
"""Where Chinese is matter, not wording: files (or folders) and what it is there."""


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("zh_CN")


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_text_has_an_english_translation_and_none_is_stale() -> None:
    wanted = {text for path in [*SOURCES, *SERVER] for text in texts(parse(path))}
    known = compiled(CATALOGUE.read_bytes())
    assert len(wanted) > 400
    assert sorted(wanted - {text for text, forms in known.items() if all(forms)}) == [], "write these in xueban.po"
    assert sorted(set(known) - wanted) == [], "run assets/locales/renew.py: these are gone from the code"


def test_translations_fill_the_same_gaps() -> None:
    wrong = {text: forms for text, forms in compiled(CATALOGUE.read_bytes()).items() if disagreeing(text, forms)}
    assert not wrong


def test_translations_are_english() -> None:
    said = compiled(CATALOGUE.read_bytes()).items()
    assert [text for text, forms in said if any(map(CHINESE.search, forms))] == ["输入几个字，例如：判别式。"]


def test_translations_use_signs_that_are_narrow_in_a_chinese_font() -> None:
    said = compiled(CATALOGUE.read_bytes()).items()
    assert [text for text, forms in said if any(re.search("[‘’“”…—]", form) for form in forms)] == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert compiled(CATALOGUE.read_bytes()) == written(CATALOGUE.with_suffix(".po").read_text("utf-8"))


@pytest.mark.parametrize("path", REFUSALS, ids=name)
def test_what_the_server_refuses_with_is_marked(path: Path) -> None:
    tree = parse(path)
    assert computed(tree) == []
    assert [text for _line, text in naked(tree) if text != TEAM_NAME] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_texts_can_be_gathered_and_follow_the_language(path: Path) -> None:
    tree = parse(path)
    if path.name == "errors.py" and path.parent.name == "sync":
        assert not computed(tree)  # its `_` only marks; whoever shows a template translates it
        return
    assert (computed(tree), frozen(tree)) == ([], [])
    if not name(path).startswith(tuple(DATA)):
        assert naked(tree) == []


def test_each_exception_still_has_its_reason() -> None:
    for place in DATA:
        assert any(naked(parse(path)) for path in SOURCES if name(path).startswith(place)), place


def test_the_checks_can_fail() -> None:
    assert texts(ast.parse('_("今天")')) == {"今天"}
    assert computed(ast.parse("_(words)\n_('a' + b)\n_(f'{a}题')\n_('a', 'b')\n_('a')")) == [1, 2, 3, 4]
    assert frozen(ast.parse("A = _('一')\nclass B:\n    c = {'d': _('二')}\ndef e(f=_('三')): return _('四')")) == [
        1,
        3,
        4,
    ]
    assert frozen(ast.parse("A = lambda: _('一')\ndef b():\n    return _('二')")) == []
    assert naked(ast.parse('"""说明"""\nA = "今天"\nB = f"{n} 题，"\nC = _("明天")\n# 注释')) == [
        (2, "今天"),
        (3, " 题，"),
    ]
    assert disagreeing("共 {n} 题", ["{m} questions"])
    assert disagreeing("共 {n} 题", ["{n question"])
    assert not disagreeing("{n} 题，对 {m}", ["{m} of {n}", "{m} of {n}"])
    assert not disagreeing("多了一个 }", ["a } too many"])
    assert written('msgid ""\nmsgstr "head"\n\nmsgid "一"\nmsgid_plural "一"\nmsgstr[0] "a"\nmsgstr[1] ""') == {
        "一": ["a", ""]
    }


def test_one_is_not_many(english: None) -> None:
    assert _("复习 {n} 道题").format(n=1) == "Review 1 question"
    assert _("复习 {n} 道题").format(n=2) == "Review 2 questions"
    assert _("{n} 年").format(n="1.5") == "1.5 years"
    assert _("") == ""


def test_an_error_of_sync_is_told_in_the_current_language(english: None) -> None:
    error = Unreachable("example.org")
    status = Status("attention", reason=error.template, values=error.values)
    assert reason_of(status).startswith("The server example.org cannot be reached")
    assert reason_of(Status()) == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (NoSuchInvite.message, "The invitation code is wrong or has expired. Ask for a new one."),
        (str(FileTooLarge(20 << 20)), "The file is too large. 20 MB is the most."),
        (str(TooManyAttempts(1)), "Too many attempts. Please try again in 1 second."),
        (TOO_YOUNG, "Free chat is for people of 14 and over. This was not sent; you can use the prepared phrases."),
        (
            sentence_for([("name",), ("password",)]),
            "A name has 2 to 40 characters: Chinese characters, letters, digits and",
        ),
        ("等 3 天，再来 2 次。", "等 3 天，再来 2 次。"),
        ("以后的版本才说的话。", "以后的版本才说的话。"),
        ("example.org", "example.org"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("english")
def test_what_the_server_says_is_told_in_the_current_language(words: str, said: str) -> None:
    assert told(words).startswith(said)
    assert CHINESE.search(told(words)) is None or told(words) == words


def test_each_language_offered_is_there() -> None:
    assert set(LANGUAGES) == {"zh_CN", "en"}
