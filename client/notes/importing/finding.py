"""Which note or file an address means, in a folder of notes: by its path, or by its name alone wherever it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from client.courses.importing.trees import Tree, joined
from client.notes.importing.found import Page

ENDINGS = (".md", ".markdown")
_ENDING = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)


class Places:
    """Where notes and files are. Of a tree that is not read `whole`, a file is looked for where it was named."""

    def __init__(self, tree: Tree | None, *, whole: bool) -> None:
        self._tree, self._whole = tree, whole
        self._by_path: dict[str, Page] = {}
        self._by_name: dict[str, list[Page]] = {}
        self._files: dict[str, list[str]] = {}
        self._paths: set[str] = set()

    def add(self, page: Page, names: Iterable[str] = ()) -> None:
        """A note at `page.place`, known by its file's name, by its title and by these `names`."""
        self._by_path[_key(_ENDING.sub("", page.place))] = page
        stem = PurePosixPath(page.place).stem
        for name in {_key(each): None for each in (stem, *names, page.title) if each}:
            self._by_name.setdefault(name, []).append(page)

    def add_files(self, paths: Iterable[str]) -> None:
        """Files that are no notes."""
        for path in paths:
            self._paths.add(path)
            self._files.setdefault(path.rpartition("/")[2].lower(), []).append(path)

    def named(self, name: str) -> list[Page]:
        """All notes of that name."""
        return self._by_name.get(_key(name), [])

    def at(self, path: str) -> Page | None:
        """The note whose file is at `path`."""
        return self._by_path.get(_key(_ENDING.sub("", path))) if path.lower().endswith(ENDINGS) else None

    def note(self, page: Page, address: str) -> Page | None:
        """The note that an address in `page` means."""
        address = _ENDING.sub("", address)
        folder = _folder(page)
        for path in (joined("", address), joined(folder, address)):
            if path and (found := self._by_path.get(_key(path))):
                return found
        named = self.named(address.rpartition("/")[2])
        if "/" in address:
            named = [each for each in named if f"/{_key(_ENDING.sub('', each.place))}".endswith(f"/{_key(address)}")]
        near = [each for each in named if _folder(each) == folder]
        return next(iter(near or sorted(named, key=lambda each: (each.place.count("/"), each.place))), None)

    def file(self, page: Page, address: str) -> str | None:
        """The path of the file that an address in `page` means."""
        for path in (joined(_folder(page), address), joined("", address)):
            if path and self.is_there(path):
                return path
        wanted = f"/{address.lower().removeprefix('./')}"
        named = self._files.get(address.rpartition("/")[2].lower(), [])
        return next((name for name in named if f"/{name.lower()}".endswith(wanted)), None)

    def is_there(self, path: str) -> bool:
        """Whether there is a file at `path` that is no note."""
        if self._whole or self._tree is None:
            return path in self._paths
        return not path.lower().endswith(ENDINGS) and self._tree.changed(path) is not None


def _folder(page: Page) -> str:
    folder = PurePosixPath(page.place).parent.as_posix()
    return "" if folder == "." else folder


def _key(path: str) -> str:
    return path.strip().lower()
