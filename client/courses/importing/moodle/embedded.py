"""The answers inside the text of a Moodle cloze, such as `{1:MULTICHOICE:=Paris#good~%50%Lyon~Rome}`.

The grammar is that of `question/type/multianswer/questiontype.php`.
"""

from __future__ import annotations

import html
import re

from client.courses.importing.moodle.asked import Answer, Asked, Said

_KINDS = {
    "shortanswer": ("SHORTANSWER", "SA", "MW"),
    "shortanswer_c": ("SHORTANSWER_C", "SAC", "MWC"),
    "numerical": ("NUMERICAL", "NM"),
    "multichoice": ("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S", "MCS",
                    "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"),
    "multiresponse": ("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS",
                      "MRHS", "MRVS"),
}  # fmt: skip
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names}
_PART = re.compile(
    r"\{\s*(?P<weight>[0-9]*)\s*:\s*(?P<kind>" + "|".join(sorted(_KIND_OF, key=len, reverse=True)) + r")\s*:"
    r"(?P<body>(?:\\.|[^\\}]|&(?:#\d+|\w+);)*?)\}",
    re.DOTALL,
)
_ANSWER = re.compile(
    r"^\s*(?:(?P<right>=)|%(?P<share>-?[0-9]+(?:[.,][0-9]*)?)%)?\s*(?P<text>(?:\\.|[^\\#])*)(?:\#(?P<feedback>.*))?$",
    re.DOTALL,
)


def parts_of(text: str) -> tuple[str, list[Asked]]:
    """The text with `{#1}`, `{#2}` … for its parts, and the parts."""
    parts: list[Asked] = []

    def take(found: re.Match[str]) -> str:
        part = _part(found)
        if not part.answers:
            return found[0]
        parts.append(part)
        return f"{{#{len(parts)}}}"

    return _PART.sub(take, text), parts


def _part(found: re.Match[str]) -> Asked:
    kind = _KIND_OF[found["kind"]]
    part = Asked(kind, "", Said(), weight=float(found["weight"] or 1) or 1.0)
    part.case_sensitive = kind == "shortanswer_c"
    part.single = kind != "multiresponse"
    for source in re.split(r"(?<!\\)~", found["body"]):
        answer = _ANSWER.match(source)
        if answer is None or not answer["text"].strip():
            continue
        share = 1.0 if answer["right"] else float((answer["share"] or "0").replace(",", ".")) / 100
        text = _unescaped(answer["text"]).strip()
        tolerance = 0.0
        if kind == "numerical":
            value, _colon, wide = html.unescape(text).partition(":")
            text, tolerance = value.strip(), _number(wide)
        feedback = Said(_unescaped(answer["feedback"] or "").strip())
        part.answers.append(Answer(Said(text), share, feedback, tolerance))
    return part


def _unescaped(text: str) -> str:
    return re.sub(r"\\([}#~/\"\\])", r"\1", text)


def _number(text: str) -> float:
    try:
        return abs(float(text.strip().replace(",", ".") or 0))
    except ValueError:
        return 0.0
