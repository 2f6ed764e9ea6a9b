"""Whatever bytes come: notes, or a sentence; never another error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.courses.importing import ImportRefusedError
from client.notes.importing.formats import read_blocking
from tests.client.notes.importing.jex import tarred
from tests.client.notes.importing.test_evernote import FILE
from tests.client.notes.importing.test_joplin import FILES
from tests.client.notes.importing.test_notion import PAGES
from tests.client.notes.importing.vault import VAULT, zipped

STARTS = {"a.enex": FILE, "a.jex": tarred(FILES), "Export-a.zip": zipped(PAGES), "库.zip": zipped(VAULT)}


@pytest.mark.parametrize("name", STARTS)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 40)), min_size=1, max_size=6))
def test_a_broken_file_is_notes_or_a_sentence(name: str, changes: list[tuple[float, bytes, int]]) -> None:
    data = STARTS[name]
    for share, put, removed in changes:
        at = int(share * len(data))
        data = data[:at] + put + data[at + removed :]
    said = "notes"
    try:
        found = read_blocking(data, name)
        for page in found.pages:
            for _path, load in page.files.values():
                load()
    except ImportRefusedError as error:
        said = str(error)
    assert said


@pytest.mark.parametrize("name", ["a.jex", "Export-a.zip", "库.zip"])
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_broken_files_in_a_sound_archive_are_notes_or_a_sentence(name: str, data: st.DataObject) -> None:
    files = dict({"a.jex": FILES, "Export-a.zip": PAGES, "库.zip": VAULT}[name])
    for _time in range(3):
        member = data.draw(st.sampled_from(sorted(files)))
        content = files[member]
        text = content if isinstance(content, bytes) else content.encode()
        at, removed = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 40))
        files[member] = text[:at] + data.draw(st.binary(max_size=6)) + text[at + removed :]
    packed = {member: text if isinstance(text, bytes) else text.encode() for member, text in files.items()}
    said = "notes"
    try:
        read_blocking(tarred(packed) if name == "a.jex" else zipped({**packed}), name)
    except ImportRefusedError as error:
        said = str(error)
    assert said
