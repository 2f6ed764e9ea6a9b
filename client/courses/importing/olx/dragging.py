"""Open edX's drag and drop: things to be put into named zones of a picture, as pairs of thing and zone."""

from __future__ import annotations

import html as entities
import json
from typing import Any
from xml.etree import ElementTree as ET

from client.courses.content import Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.making import Told
from client.texts import _


def question_of(draft: Draft, element: ET.Element) -> Question:
    """The pairs. Raises `Unfit` when zones have no names to tell them by."""
    try:
        data = json.loads(element.get("data") or "")
    except (ValueError, RecursionError) as error:
        raise Unfit(_("拖放题的数据读不出来")) from error
    data = data if isinstance(data, dict) else {}
    zones = {str(zone.get("uid") or zone.get("title")): str(zone.get("title") or "") for zone in _listed(data, "zones")}
    if not all(zones.values()) or len(set(zones.values())) < 2:
        raise Unfit(_("要在图上拖放，这里做不了"))
    pairs: list[tuple[str, str]] = []
    for item in _listed(data, "items"):
        named = item.get("zones")
        wanted = [str(key) for key in named] if isinstance(named, list) else [str(item.get("zone") or "none")]
        shown = draft.html(_picture(item.get("imageURL"), "") + str(item.get("displayName") or ""))
        if places := [zones[key] for key in wanted if key in zones]:
            if len(places) > 1:
                draft.note(_("“{words}”可以放进几个区，这里只算第一个").format(words=draft.plain(shown)[:20]))
            pairs.append((shown, draft.html(places[0])))
        else:
            draft.note(_("“{words}”哪个区都不该放，没有带进来").format(words=draft.plain(shown)[:20]))
    text = element.get("question_text") or str(data.get("question_text") or "") or element.get("display_name", "")
    target = _picture(data.get("targetImg"), str(data.get("targetImgDescription") or ""))
    told = Told(draft.html(f"<div>{text}</div>{target}") or _("把每一项放到合适的地方。"))
    return making.matching(draft, told, pairs, zones.values())


def _listed(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = data.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _picture(address: Any, alt: str) -> str:
    return (
        f'<img src="{entities.escape(address)}" alt="{entities.escape(alt)}">'
        if isinstance(address, str) and address
        else ""
    )
