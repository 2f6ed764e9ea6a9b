"""Everything at once: all of a person's data as one zip, and back from it on another device.

archive.py   the facade: write one, bring one in
writing.py   what is put in, a portion at a time
reading.py   what is taken out; nothing that is here is overwritten
layout.py    where what stands in the zip

`notes/` has the notes as Markdown with their files, for people and other programs. `data/TYPE.jsonl` has every record
of a type, a JSON object a line, as `sync.catalogue` declares it: mistakes, reviews, answers, study time, goals, profile
and all others of the personal space, the trash too. `files/` has what they name, by SHA-256; `courses/` the imported
courses as packs. `xueban.json` says what it is, and how many there are of each.
"""

from client.archive.archive import Archive, BroughtIn, Made

__all__ = ["Archive", "BroughtIn", "Made"]
