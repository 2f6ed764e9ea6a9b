"""Models are built when they are first used, each once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from client.courses.questions import ChoiceQuestion
from client.late import LateModel, late_models
from client.store import Row
from client.timer.tables import Study


def test_importing_a_model_does_not_build_it() -> None:
    class Fresh(LateModel):
        x: int

    assert not Fresh.__pydantic_complete__
    assert Fresh.model_validate({"x": "3"}) == Fresh(x=3)
    assert Fresh.__pydantic_complete__
    assert issubclass(ChoiceQuestion, LateModel)


def test_no_table_of_the_device_has_validators() -> None:
    """Rows are not validated; building what would cost a fifth of the imports of a start."""
    tables = [Row]
    for table in tables:
        tables += table.__subclasses__()
    assert Study in tables
    assert [table.__name__ for table in tables if not table.model_config.get("defer_build")] == []


def test_models_of_others_wait_only_within() -> None:
    with late_models():

        class Theirs(BaseModel):
            x: int

    class After(BaseModel):
        x: int

    assert not Theirs.__pydantic_complete__
    assert After.__pydantic_complete__
    assert Theirs(x=3).model_dump() == After(x=3).model_dump()


def test_two_threads_that_use_a_model_at_once_build_it_once() -> None:
    meeting, begin, built = threading.Barrier(2), threading.Barrier(2), []

    class Slow:
        @classmethod
        def __get_pydantic_core_schema__(cls, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
            built.append(threading.get_ident())
            with suppress(threading.BrokenBarrierError):
                meeting.wait(0.3)  # the other thread comes here, too, if nothing holds it
            return handler.generate_schema(int)

    class Both(LateModel):
        x: Slow

    def use() -> Both:
        begin.wait()
        return Both.model_validate({"x": 3})

    with ThreadPoolExecutor(2) as pool:
        first, second = [task.result() for task in (pool.submit(use), pool.submit(use))]
    assert first == second
    assert len(built) == 1
