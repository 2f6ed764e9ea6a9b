"""What is photographed: every screen of somebody who has used the app for a week, and a new device's first ones."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.browser import AppPage
from tests.gallery.catalogue import LIVE
from tests.gallery.classmates import SLEEPING, TEAM
from tests.gallery.contest import BATTLE
from tests.gallery.life import COURSE, Lived
from tests.gallery.listening import LISTENING, LISTENING_LESSON, TIMED_LESSON
from tests.gallery.paths import path_of
from tests.gallery.relatives import CHILD_ACCOUNT, PIN
from views.routes import SCREENS

TALL = {"width": 1280, "height": 5600}
"""The page of parts from its beginning to its end."""


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the path, words that must be there first, and what to do before it is taken.

    `sizes` are those that it is taken in, all when empty. A shot that is not `large` is left out in large text.
    """

    name: str
    path: str
    words: str
    act: Callable[[AppPage], None] = lambda _: None
    sizes: tuple[str, ...] = ()
    large: bool = True


def week(lived: Lived) -> list[Shot]:
    """The app of somebody who has used it for a week; a screen that is not named here is taken as it opens."""
    lesson = f"/courses/{COURSE}/lessons/{lived.next_lesson}"
    named = [
        Shot("today", "/", "现在最值得做"),
        Shot("courses", "/courses", "压强与浮力"),
        Shot("catalogue", "/courses/catalogue", "204 KB"),
        Shot("live", "/courses/live", "判别式的三种用法"),
        Shot("live-lesson", f"/courses/live/{LIVE}", "问老师"),
        Shot("writing", "/courses/writing", "一节课讲明白"),
        Shot("manuscript", f"/courses/writing/{lived.manuscript}", "没有读懂"),
        Shot("rehearsal", f"/courses/writing/{lived.manuscript}", "没有读懂", _rehearse, sizes=("phone",), large=False),
        Shot("course", f"/courses/{COURSE}", "目录"),
        Shot("ladder", f"/courses/{COURSE}/ladder", "过了 2"),
        Shot("level", f"/courses/{COURSE}/ladder/{lived.next_lesson}", "提交", large=False),
        Shot("lesson", lesson, "做小测"),
        Shot("lesson-noting", lesson, "做小测", _note_down, large=False),
        Shot("lesson-listening", f"/courses/{LISTENING}/lessons/{LISTENING_LESSON}", "在车站", large=False),
        Shot("quiz", lesson, "做小测", _start_quiz),
        Shot("quiz-timed", f"/courses/{LISTENING}/lessons/{TIMED_LESSON}", "限时小测", _start_quiz, large=False),
        Shot("quiz-answered", f"/courses/{COURSE}/lessons/{lived.lesson}", "做一遍", _answer),
        Shot("mistakes", "/mistakes", "全部 "),
        Shot("mistake", f"/mistakes/item/{lived.mistake}", "下次复习"),
        Shot("mistakes-filters", "/mistakes", "全部 ", lambda app: app.press("filters")),
        Shot("mistakes-select", "/mistakes", "全部 ", _select),
        Shot("mistake-edit", f"/mistakes/item/{lived.mistake}/edit", "知识点"),
        Shot("capture", "/mistakes/new", "知识点", _write_down),
        Shot("print", "/mistakes/print", "怎么印"),
        Shot("mistakes-trash", "/mistakes/trash", "回收站"),
        Shot("mistakes-progress", "/mistakes/progress", "未来 30 天的复习"),
        Shot("mistakes-map", "/mistakes/map?at=math", "已掌握"),
        Shot("mistakes-map-module", "/mistakes/map?at=math.quadratic-equation", "已掌握"),
        Shot("mistakes-map-point", "/mistakes/map?at=math.quadratic-equation.formula-method", "已掌握"),
        Shot("mistakes-rhythm", "/mistakes/rhythm", "每天最多复习"),
        Shot("mistakes-practice", f"/mistakes/item/{lived.mistake}/practice", "第 1 题，共"),
        Shot("review", "/mistakes/review", "显示答案"),
        Shot("review-pad", "/mistakes/review", "显示答案", lambda app: app.press("draw")),
        Shot("review-answer", "/mistakes/review", "显示答案", lambda app: app.press("show-answer")),
        Shot("notes", "/notes", "判别式怎么用"),
        Shot("note", f"/notes/{lived.note}", "已保存"),
        Shot("note-contents", f"/notes/{lived.note}", "已保存", _contents, large=False),
        Shot("note-draw", f"/notes/{lived.note}/draw", ""),
        Shot("note-focus", f"/notes/{lived.note}/focus", "已保存"),
        Shot("notes-trash", "/notes/trash", "回收站"),
        Shot("teams", "/teams", "我的小组"),
        Shot("partner", "/teams/partner", "先登录"),
        Shot("team", f"/teams/{TEAM}", "队友"),
        Shot("team-sleeping", f"/teams/{SLEEPING}", "找到一个合适的小组"),
        Shot("team-quest", f"/teams/{TEAM}/quest", "第 1 题"),
        Shot("battle-make", f"/teams/{TEAM}/battle", "只有三条规则"),
        Shot("battle-result", f"/teams/battles/{BATTLE}", "名次"),
        Shot("battle-looked", f"/teams/battles/{BATTLE}", "名次", lambda app: app.scroll(900), large=False),
        Shot("team-focus", f"/teams/{TEAM}/focus", "一起安静地学一会儿"),
        Shot("team-focus-on", f"/teams/{TEAM}/focus", "一起安静地学一会儿", _focus, large=False),
        Shot("team-chat", f"/teams/{TEAM}/chat", "谢谢"),
        Shot("team-more", f"/teams/{TEAM}/more", "学习包"),
        Shot("team-certificate", f"/teams/{TEAM}/more", "学习包", lambda app: app.press("certificate"), large=False),
        Shot("teams-joining", "/teams", "我的小组", _join),
        Shot("recap", "/recap", "保存图片"),
        Shot("me", "/me", "外观与语言"),
        Shot("account", "/me/account", "用户名"),
        Shot("account-consent", "/me/account", "用户名", lambda app: app.press("age-young"), large=False),
        Shot("time", "/me/time", "时间是这样算的"),
        Shot("family", "/me/family", "先登录"),
        Shot("child", f"/me/family/{CHILD_ACCOUNT}", "在等你回答"),
        Shot(
            "child-limits",
            f"/me/family/{CHILD_ACCOUNT}",
            "在等你回答",
            lambda app: app.press("limits-edit"),
            large=False,
        ),
        Shot("child-week", f"/me/family/{CHILD_ACCOUNT}/week", "给老师一个链接"),
        Shot("sync", "/me/sync", "被覆盖的内容"),
        Shot("data", "/me/data", ""),
        Shot("import", "/me/import", "其他方式"),
        Shot("profile", "/me/profile", "几年级"),
        Shot("design", "/design", "配对", _stretch, sizes=("desktop",), large=False),
        Shot("design-all", "/design?theme=all", "颜色", sizes=("desktop",), large=False),
        Shot("palette", "/", "现在最值得做", _palette, large=False),
        Shot("shortcuts", "/courses", "压强与浮力", _shortcuts, sizes=("desktop",), large=False),
    ]
    taken = {shot.path.partition("?")[0] for shot in named} | {"/welcome"}
    rest = [screen for screen in SCREENS if path_of(screen, lived) not in taken]
    return [
        *named,
        *(Shot(screen.path.strip("/").replace("/", "-"), path_of(screen, lived), "") for screen in rest),
    ]


FIRST_DAY = [
    Shot("welcome", "/welcome", "欢迎来到学伴"),
    Shot("welcome-parent", "/welcome", "欢迎来到学伴", lambda app: app.press("role-parent")),
    Shot("first-today", "/welcome", "欢迎来到学伴", lambda app: _skip(app)),
    Shot("first-mistakes", "/mistakes", "还没有错题"),
    Shot("first-teams", "/teams", "更容易坚持"),
    Shot("first-notes", "/notes", "还没有笔记"),
    Shot("first-sync", "/me/sync", "登录后才会同步"),
]


LIMITED = [
    Shot("limited-today", "/", "每一分钟去哪了"),
    Shot("limited-time", "/me/time", "我们的约定"),
    Shot("parent-door", "/me/parent", "请家长输入密码"),
    Shot("parent-open", "/me/parent", "请家长输入密码", lambda app: _open_parents(app)),
    Shot("locked-one", "/notes/new", "这一项今天够了"),
]
"""A child's day of which something is left; the parents' page opens by a PIN."""

LOCKED = [
    Shot("locked", "/courses", "今天约定的时间用完了"),
    Shot("locked-asking", "/courses", "今天约定的时间用完了", lambda app: app.press("ask-more")),
    Shot("locked-time", "/me/time", "我们的约定"),
    Shot("parent-by-code", "/me/parent", "用家长设备上的码打开"),
]
"""A day of which nothing is left, in a family."""


def visit(app: AppPage, path: str) -> None:
    """Go to another screen of the app that is open, as the browser's own way back does."""
    app.page.evaluate(f"history.pushState({{}}, '', {json.dumps(path)}); dispatchEvent(new PopStateEvent('popstate'))")


def _open_parents(app: AppPage) -> None:
    app.write("pin-field", PIN)
    app.press("pin-enter")
    app.see("今天多给一点")


def _skip(app: AppPage) -> None:
    app.press("welcome-skip")
    app.see("现在最值得做")


def _focus(app: AppPage) -> None:
    app.press("focus-begin")
    app.see("离开这一页")


def _join(app: AppPage) -> None:
    app.press("team-join")
    app.write("team-typed", "ABCDEF")
    app.press("team-send")
    app.see("ABC DEF")


def _rehearse(app: AppPage) -> None:
    app.press("manuscript-preview")
    app.see("为什么铁船能浮起来")


def _start_quiz(app: AppPage) -> None:
    app.press("start-quiz")
    app.ident("submit-answer").first.wait_for(state="attached")


def _contents(app: AppPage) -> None:
    app.press("note-contents")
    app.see("历史")


def _note_down(app: AppPage) -> None:
    app.press("lesson-notes")
    app.press("note-at-0")
    app.write("margin-field", "开口方向看 a 的正负")


def _answer(app: AppPage) -> None:
    _start_quiz(app)
    if app.ident("option-0").count():
        app.press("option-0")
        app.press("submit-answer")
        app.ident("next").first.wait_for(state="attached")


def _select(app: AppPage) -> None:
    if app.ident("filters").count() and app.text("状态").count():
        app.press("filters")
    app.press("select")
    app.ident("select-all").wait_for(state="attached")
    rows = app.page.locator('[flt-semantics-identifier^="mistake-"]')
    names = [row.get_attribute("flt-semantics-identifier") for row in rows.all()[:2]]
    for name in filter(None, names):  # by name: the list is drawn anew with each press
        app.press(name)


def _write_down(app: AppPage) -> None:
    app.write("capture-text", "已知 $x^2-6x+5=0$，用配方法求较大的根。\nA. 1\nB. 5\nC. -5\nD. 6")
    app.write("capture-given", "A")
    app.write("capture-answer", "B")
    app.page.wait_for_timeout(900)


def _stretch(app: AppPage) -> None:
    app.page.set_viewport_size(TALL)  # pyright: ignore[reportArgumentType] # a typed dictionary
    app.page.wait_for_timeout(1500)


def _palette(app: AppPage) -> None:
    app.page.keyboard.press("Control+k")
    app.page.wait_for_timeout(600)


def _shortcuts(app: AppPage) -> None:
    app.page.keyboard.press("?")
    app.page.wait_for_timeout(600)
