from argparse import Namespace
from pathlib import Path

import pytest

from server.commands import settings_for
from server.settings import Settings, WrongSetting, table

README = Path(__file__).resolve().parents[2] / "server" / "README.md"
NOTHING = Namespace(data=None, files=None, courses=None, key=None)


def test_without_variables_all_is_as_the_program_says() -> None:
    assert Settings.of({}) == Settings()


def test_each_kind_of_variable_is_read() -> None:
    said = Settings.of(
        {
            "XUEBAN_PORT": "9000",
            "XUEBAN_HINT_COMMENT_S": "2.5",
            "XUEBAN_FILES": "/srv/files",
            "DATABASE_URL": "sqlite:///x",
        }
    )
    assert (said.port, said.hint_comment_s, said.files, said.database_url) == (
        9000,
        2.5,
        Path("/srv/files"),
        "sqlite:///x",
    )


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [({"XUEBAN_PORT": "八千"}, "XUEBAN_PORT 要是一个数"), ({"XUEBAN_LOG": "loud"}, "XUEBAN_LOG 只能是 quiet 或 json")],
)
def test_what_cannot_be_is_said(variables: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongSetting, match=sentence):
        Settings.of(variables)


def test_what_is_not_named_is_beside_the_database() -> None:
    said = settings_for(NOTHING, {"XUEBAN_DATA": "/data/server.db", "XUEBAN_FILES": "/srv/files"})
    assert said.database_url == "sqlite:////data/server.db"
    assert (said.files, said.courses, said.key_file) == (
        Path("/srv/files"),
        Path("/data/server.courses"),
        Path("/data/server.key"),
    )
    named = settings_for(Namespace(data=Path("x.db"), files=Path("y"), courses=None, key=None), {"XUEBAN_FILES": "z"})
    assert named.files == Path("y"), "the command line goes first"


def test_the_page_for_whoever_runs_the_server_has_the_table() -> None:
    inside = README.read_text("utf-8").split("<!-- settings -->\n")[1].split("<!-- /settings -->")[0]
    assert inside == table(), "python -m server --settings writes it"
