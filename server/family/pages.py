"""Pages for a browser: plain HTML without a script, so there is nothing to load and nothing to run."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from sync.families import WeekSummary
from sync.summaries import page_of, plain_page

APP = "xueban://open"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def week_page(summary: WeekSummary, until: str) -> HTMLResponse:
    """The week."""
    return HTMLResponse(page_of(summary, f"家长分享给老师的一周小结，{until[:10]} 之后不能再打开。"), headers=HEADERS)


def gone_page() -> HTMLResponse:
    """The link is no longer good, or never was: the two look alike."""
    text = "这个链接已经过期，或者家长收回了它。需要的话，请家长再发一个。"
    return HTMLResponse(plain_page("打不开了", text), status_code=404, headers=HEADERS)


def join_page(code: str) -> HTMLResponse:
    """How to join with a code."""
    text = f"打开学伴，登录后进入“我的 → 家庭”，点“我有邀请码”，输入：{_letters(code)}"
    return HTMLResponse(plain_page("加入家庭", text, *_opens("j", code)), headers=HEADERS)


def team_page(code: str) -> HTMLResponse:
    """How to join a team with a code."""
    text = f"打开学伴，进入“组队”，点“我有邀请码”，输入：{_letters(code)}。没有账号也可以先输入，登录后自动加入。"
    return HTMLResponse(plain_page("加入学习小组", text, *_opens("t", code)), headers=HEADERS)


def _opens(kind: str, code: str) -> tuple[str, str]:
    """The address that a phone with the app opens in it (`views/links.py`), and the word for it."""
    return f"{APP}/{kind}/{_letters(code)}", "手机上装了学伴？点这里直接打开"


def _letters(code: str) -> str:
    return "".join(sign for sign in code.upper() if "A" <= sign <= "Z")[:12]
