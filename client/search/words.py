"""What a text is found by, for the index: Chinese characters and pairs of them, words, a title's pinyin first letters.

SQLite's own tokenizers do not part Chinese into words. Overlapping pairs find every word of two or more characters,
single ones every word of one; what is found for three and more is looked at once more.
"""

from __future__ import annotations

import re

from client.search.names import fold, initials

RUN = re.compile(r"(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|(?P<word>[a-z0-9]+)")
_MARKS = re.compile(r"\*\*|~~|`")
TITLE, LETTERS = "=", "~"
"""What a word of a title, and a title's letters, begin with in the index."""
LONGEST_LETTERS = 8
TITLE_CHARS = 40


def words_of(text: str) -> set[str]:
    """The words of a text, with those marks of Markdown left out that may stand within a word."""
    found: set[str] = set()
    for match in RUN.finditer(_MARKS.sub("", fold(text))):
        run = match[0]
        if match["word"]:
            found.add(run)
        else:
            found.update(run)
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


def indexed(title: str, text: str) -> str:
    """All that a thing is found by, as the index takes it."""
    letters = initials(fold(title[:TITLE_CHARS]))
    ends = {LETTERS + letters[i : i + LONGEST_LETTERS] for i in range(len(letters))}
    named = words_of(title)
    return " ".join([*(named | words_of(text)), *(TITLE + word for word in named), *ends])


def asked(words: tuple[str, ...], *, title: bool = False) -> str:
    """The query that finds all of these folded words, letters also as the first letters of a title; "" for none.

    `title`: in titles alone.
    """
    before = TITLE if title else ""
    terms: list[str] = []
    for word in words:
        if is_letters(word):
            terms.append(f'("{before}{word}"* OR "{LETTERS}{word[:LONGEST_LETTERS]}"*)')
            continue
        for match in RUN.finditer(word):
            run = match[0]
            if match["word"]:
                terms.append(f'"{before}{run}"*')
            elif len(run) == 1:
                terms.append(f'"{before}{run}"')
            else:
                terms += [f'"{before}{run[i : i + 2]}"' for i in range(len(run) - 1)]
    return " AND ".join(terms)


def is_letters(word: str) -> bool:
    """Whether it may stand for Chinese by the first letters of its pinyin."""
    return word.isascii() and word.isalpha()


def is_exact(words: tuple[str, ...]) -> bool:
    """Whether the index alone knows all that has these words: those of Chinese characters and nothing else."""
    return all((match := RUN.fullmatch(word)) is not None and match["han"] is not None for word in words)
