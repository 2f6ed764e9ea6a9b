"""Files broken on purpose, the same ones in every run: bytes flipped, cut, repeated, and pieces put in."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress

PIECES = [
    b"<", b">", b"&", b"&#0;", b"&nbsp;", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b'"', b"'",
    b"\0", b"\xff\xfe", b"{", b"}", b"[", b"]", b"null", b"-1", b"1e999", b"NaN", b"{1:MC:=a~b}", b"[[1]]", b"[[99]]",
    b"$$", b"\\(", b"{{c1::", b"}}", b"*", b"::", b"../", b"%", b"999999999999999999999", b"true", b"\n\n", b"---\n",
    b"```", b"<math><mfrac></mfrac></math>", b"<svg></svg>", b"<img src='data:image/png;base64,!!!'>", b"\xf0\x9f",
    "题".encode(), b"<answer>", b"</question>", b"<item>", b"identifier", b"[sound:x]", b"\x28\xb5\x2f\xfd",
]  # fmt: skip


ODD = [None, True, -1, 1e308, "", "a", [], {}, [None], ["a"], {"a": None}, [[]]]


def mutated(data: bytes, rng: random.Random) -> bytes:
    """`data` with one to six changes; an archive mostly in one of its files."""
    if data.startswith(b"PK\x03\x04") and rng.random() < 0.85:
        return _in_archive(data, rng)
    if data.startswith((b"{", b"[")) and rng.random() < 0.7:
        with suppress(ValueError, RecursionError):
            return _other_shape(data, rng)
    for _change in range(rng.randint(1, 6)):
        data = rng.choice(_CHANGES)(data, rng)
    return data


def _in_archive(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    if files:
        name = rng.choice(sorted(files))
        if rng.random() < 0.1:
            del files[name]
        else:
            files[name] = mutated(files[name], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _other_shape(data: bytes, rng: random.Random) -> bytes:
    """JSON that can be read, with parts of another kind than its format has them."""
    whole = json.loads(data)
    for _change in range(rng.randint(1, 3)):
        part = whole
        while isinstance(part, dict | list) and part:
            key = rng.choice(sorted(part)) if isinstance(part, dict) else rng.randrange(len(part))
            inner = part[key]
            if rng.random() < 0.25 or not isinstance(inner, dict | list) or not inner:
                part[key] = rng.choice(
                    [None, True, -1, 1e308, "", "a", [], {}, [None], ["a"], {"a": None}, [[]], inner]
                )
                break
            part = inner
    return json.dumps(whole).encode()


def _flip(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(PIECES) + data[at:]


def _cut(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + data[at + rng.randint(1, 60) :]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    until = at + rng.randint(1, 200)
    return data[:until] + data[at:until] * rng.randint(1, 3) + data[until:]


def _end(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))] if rng.random() < 0.3 else data


def _swap_words(data: bytes, rng: random.Random) -> bytes:
    words = data.split(b" ")
    if len(words) > 3:
        a, b = rng.randrange(len(words)), rng.randrange(len(words))
        words[a], words[b] = words[b], words[a]
    return b" ".join(words)


_CHANGES: list[Callable[[bytes, random.Random], bytes]] = [_flip, _insert, _insert, _cut, _repeat, _end, _swap_words]
