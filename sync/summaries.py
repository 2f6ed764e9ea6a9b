"""A week as a page that a browser shows and a printer prints: one for a teacher's link and for a parent's paper."""

from __future__ import annotations

from html import escape

from sync.families import Share, WeekSummary

_STYLE = """
body{font:16px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
color:#16241b;background:#f5f8f5;margin:0;padding:24px}
main{max-width:680px;margin:0 auto;background:#fff;border:1px solid #dfe8e1;border-radius:20px;padding:28px}
h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:26px 0 8px}p{margin:4px 0}.quiet{color:#55655b;font-size:14px}
table{border-collapse:collapse;width:100%}td{padding:4px 8px 4px 0;vertical-align:middle}
td.n{white-space:nowrap;width:5.5em}
.bar{height:12px;border-radius:6px;background:#15743c;min-width:2px}ul{margin:4px 0;padding-left:1.3em}
@media print{body{background:#fff;padding:0}main{border:0;padding:0}}
"""


def page_of(summary: WeekSummary, note: str = "") -> str:
    """The page; `note` stands at its end."""
    total = sum(day.seconds for day in summary.days)
    active = sum(day.seconds >= 60 for day in summary.days)
    facts = [f"一共学了 {total // 60} 分钟，{active} 天有学习"]
    if summary.answered:
        facts.append(f"答了 {summary.answered} 题，对 {summary.correct} 题")
    if summary.reviewed:
        facts.append(f"复习了 {summary.reviewed} 次错题")
    if summary.streak:
        facts.append(f"连续学习 {summary.streak} 天")
    parts = [
        f"<h1>{escape(summary.child)}的一周</h1><p class=quiet>{escape(summary.title)}</p>",
        f"<p>{'；'.join(facts)}。</p>",
        _bars("每天", [Share(name=day.name, seconds=day.seconds) for day in summary.days]),
        _bars("按科目", summary.subjects),
        _bars("按活动", summary.activities),
        _list("学完的课", summary.learned),
        _list("还不牢的知识点", summary.weak),
        "<p class=quiet>只有时间、题数和课名；孩子写的笔记和答案不在里面。</p>",
        f"<p class=quiet>{escape(note)}</p>" if note else "",
    ]
    return _page(f"{summary.child}的一周", "".join(parts))


def plain_page(title: str, text: str, link: str = "", word: str = "") -> str:
    """A page with a heading and a sentence, and below them a link called `word`, when there is one."""
    way = f"<p><a href='{escape(link)}'>{escape(word)}</a></p>" if link else ""
    return _page(title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>{way}")


def _bars(title: str, shares: list[Share]) -> str:
    if not shares:
        return ""
    most = max(share.seconds for share in shares) or 1
    rows = "".join(
        f"<tr><td class=n>{escape(share.name)}</td>"
        f"<td><div class=bar style='width:{round(100 * share.seconds / most)}%'></div></td>"
        f"<td class=n>{share.seconds // 60} 分钟</td></tr>"
        for share in shares
    )
    return f"<h2>{escape(title)}</h2><table>{rows}</table>"


def _list(title: str, lines: list[str]) -> str:
    return f"<h2>{escape(title)}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _page(title: str, body: str) -> str:
    return (
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<meta name=robots content=noindex><title>{escape(title)} · 学伴</title><style>{_STYLE}</style>"
        f"<main>{body}</main></html>"
    )
