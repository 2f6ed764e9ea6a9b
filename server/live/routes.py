"""The endpoints of live lessons."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query

from server.accounts.signed_in import WhoIsSignedIn
from server.live import questions, timetable, transcripts
from server.openapi import answers
from server.services import UsesServices
from sync.clock import to_text
from sync.live import Asked, AskedList, LiveId, LiveLesson, Moment, NewQuestion, Timetable, Transcript

router = APIRouter(prefix="/v1/live", tags=["直播"])

KEPT_DAYS = 30
"""So long after its end a lesson is in the timetable, unless an earlier moment is asked for."""

Lesson = Annotated[LiveId, Path()]


@router.get("", responses=answers(422), summary="直播课表")
def list_lessons(services: UsesServices, since: Annotated[Moment | None, Query()] = None) -> Timetable:
    """在某个时刻之后才结束的直播课，早的在前；不写就从 30 天前开始。不用登录。"""
    usual = to_text(services.clock.now_utc() - timedelta(days=KEPT_DAYS))
    return timetable.since(services.database, since or usual)


@router.get("/{lesson_id}", responses=answers(404, 422), summary="一节直播课")
def get_lesson(services: UsesServices, lesson_id: Lesson) -> LiveLesson:
    """一节直播课。"""
    return timetable.find(services.database, lesson_id)


@router.get("/{lesson_id}/transcript", responses=answers(404, 422), summary="直播的文字稿")
def get_transcript(
    services: UsesServices, lesson_id: Lesson, after: Annotated[int, Query(ge=0, le=(1 << 63) - 1)] = 0
) -> Transcript:
    """从第几行之后的文字稿；直播时会不断变长。"""
    return transcripts.read(services.database, lesson_id, after)


@router.post(
    "/{lesson_id}/questions", status_code=201, responses=answers(401, 404, 409, 413, 422), summary="向老师提问"
)
def ask(who: WhoIsSignedIn, services: UsesServices, lesson_id: Lesson, asked: NewQuestion) -> Asked:
    """提一个问题，只有老师看得到。同一个 request_id 不管来几次，都只有一个问题。"""
    return questions.ask(services, who, lesson_id, asked)


@router.get("/{lesson_id}/questions", responses=answers(401, 404, 422), summary="我的提问")
def own_questions(who: WhoIsSignedIn, services: UsesServices, lesson_id: Lesson) -> AskedList:
    """自己提过的问题和老师的回答。"""
    return questions.own(services, who, lesson_id)
