"""Every task has a page in both languages, true to the words on the screens; a region falls back on the usual."""

import re
from pathlib import Path

import pytest

from client.help import REGIONS, find, read_page, read_pages
from client.help.pages import FOLDER, SLUGS
from tests.gathered import compiled

ROOT = Path(__file__).resolve().parent.parent.parent.parent
LABELS = set(compiled((ROOT / "assets/locales/en/LC_MESSAGES/xueban.mo").read_bytes()))
CHINESE = ["zh", *filter(None, REGIONS)]


def files(variant: str) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((FOLDER / variant).glob("*.md"))}


def test_each_page_is_there_in_both_languages() -> None:
    assert set(files("zh")) == set(files("en")) == set(SLUGS)
    assert [page.slug for page in read_pages("en")] == list(SLUGS)


@pytest.mark.parametrize("variant", [*CHINESE, "en"])
def test_each_page_says_what_how_and_what_if(variant: str) -> None:
    for slug, text in files(variant).items():
        page = read_page(slug, "en" if variant == "en" else "zh_CN", variant if variant in REGIONS else "")
        assert page is not None
        assert text.startswith(f"# {page.title}\n{page.about}\n")
        assert len(page.about) > 5
        assert page.body.count("## ") >= 2, (variant, slug)
        assert slug == "privacy" or "\n1. " in page.body
        assert len(text) < 2_600, "short"


@pytest.mark.parametrize("variant", CHINESE)
def test_what_stands_in_quotes_is_on_a_button_or_a_screen(variant: str) -> None:
    missing = [
        (slug, label)
        for slug, text in files(variant).items()
        for quoted in re.findall(r"“([^”]+)”", text)
        for label in quoted.split(" → ")
        if label not in LABELS
    ]
    assert missing == []


def test_english_pages_are_english() -> None:
    for slug, text in files("en").items():
        assert not re.search("[\u4e00-\u9fff‘’“”…—]", text), slug


def test_a_region_speaks_its_own_words_and_falls_back() -> None:
    standard, yue = read_page("mistake", "zh_CN"), read_page("mistake", "zh_CN", "yue")
    assert standard is not None
    assert yue is not None
    assert yue.title != standard.title
    assert read_page("privacy", "zh_CN", "yue") == read_page("privacy", "zh_CN")
    assert read_page("mistake", "en", "yue") == read_page("mistake", "en")
    assert read_page("mistake", "zh_CN", "somewhere") == standard
    assert read_page("../fonts/README", "zh_CN") is None


def test_pages_are_found_by_title_then_by_what_they_say() -> None:
    pages = read_pages("zh_CN")
    assert find(pages, "") == pages
    assert find(pages, "密码")[0].slug == "password"
    assert "limits" in [page.slug for page in find(pages, "恢复码")]
    assert find(pages, "没有这样的词组") == ()
    assert [page.slug for page in find(read_pages("en"), "ZIP")] == ["data", "password"]
