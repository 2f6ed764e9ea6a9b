"""Who may import whom (README, "The rooms"): reads the imports of every file and holds the table."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {
    "main": {"views", "client", "sync"},
    "views": {"client"},
    "client": {"sync"},
    "server": {"sync"},
    "sync": set(),
}
ONLY_IN = {
    "flet": ("main.py", "views/"),
    "flet_web": ("main.py", "views/"),
    "flet_desktop": ("main.py", "views/"),
    "flet_audio": ("views/widgets/deck.py",),
    "flet_camera": ("views/mistakes/camera.py",),
    "flet_secure_storage": ("views/hosting/keystore.py",),
    "flet_video": ("views/widgets/deck.py",),
    "httpx": ("client/api/",),
    "fsrs": ("client/mistakes/",),
    "numpy": ("client/mistakes/training/", "client/mistakes/capture/", "server/mistakes/"),
    "scipy": ("client/mistakes/training/",),
    "apscheduler": ("client/reminders.py",),
    "fpdf": ("client/mistakes/printing/",),
    "ziamath": ("client/mistakes/printing/",),
    "latex2mathml": ("client/mistakes/printing/",),
    "PIL": ("client/mistakes/", "server/mistakes/"),
    "rapidocr": ("client/mistakes/capture/", "server/mistakes/"),
    "sqlalchemy": ("client/", "server/"),
    "sqlmodel": ("client/", "server/"),
    "sqlite3": ("client/store/", "client/courses/importing/anki/", "client/courses/exporting/", "server/"),
    "fastapi": ("server/",),
    "starlette": ("server/", "views/hosting/"),  # it serves files, and comes with flet_web
    "uvicorn": ("server/", "main.py", "views/"),
    "psycopg": ("server/",),
    "argon2": ("server/", "client/timer/"),
    "cryptography": ("server/",),
}


def sources() -> list[Path]:
    return [ROOT / "main.py", *(p for room in ROOMS if room != "main" for p in sorted((ROOT / room).rglob("*.py")))]


def imports(path: Path) -> set[str]:
    """All modules that a file imports, absolute, also inside functions and under TYPE_CHECKING."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; say the whole name"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "import_module"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            found.add(str(node.args[0].value))
    return found


def forbidden(path: str, modules: set[str]) -> list[str]:
    """What a file at `path` (from the root) imports and may not."""
    room = path.split("/")[0].removesuffix(".py")
    wrong = []
    for module in modules:
        top = module.split(".")[0]
        if top in ROOMS and top != room and top not in ROOMS[room]:
            wrong.append(module)
        if top in ONLY_IN and not path.startswith(ONLY_IN[top]):
            wrong.append(module)
    return wrong


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    assert forbidden(name, imports(path)) == []


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("sync/merge.py", "client.store"),
        ("client/notes/notes.py", "views.app"),
        ("client/notes/notes.py", "flet"),
        ("client/notes/notes.py", "httpx"),
        ("server/app.py", "client.texts"),
        ("views/today/today.py", "server.app"),
        ("views/today/today.py", "sync.merge"),
        ("client/notes/notes.py", "fastapi"),
    ],
)
def test_a_forbidden_import_is_found(path: str, module: str) -> None:
    assert forbidden(path, {module}) == [module]
