"""What members report is kept for whoever answers for the server: `python -m server.teams reports` lists it."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from server.accounts.signed_in import SignedIn
from server.db.engine import Database
from server.db.tables import account, membership, report
from server.errors import NoSuchMember, NoSuchSpace, TooMany
from server.services import Services
from sync.clock import to_text
from sync.teams import Report
from sync.texts import _

REPORTS_LIMIT = 200
"""So many of one account are kept: nobody fills the server with them."""


def report_person(services: Services, who: SignedIn, said: Report) -> None:
    """Keep a report; repeated it is one. Raises NoSuchSpace for who is not in the space, NoSuchMember, TooMany."""
    with services.database.write() as connection:
        mine = report.c.account_id == who.account_id
        if connection.execute(select(report.c.about).where(mine, report.c.request_id == said.request_id)).first():
            return
        in_it = select(membership.c.role).where(
            membership.c.space_id == said.space, membership.c.account_id == who.account_id
        )
        if connection.execute(in_it).first() is None:
            raise NoSuchSpace
        if connection.execute(select(account.c.id).where(account.c.id == said.account_id)).first() is None:
            raise NoSuchMember
        if connection.execute(select(func.count()).select_from(report).where(mine)).scalar_one() >= REPORTS_LIMIT:
            raise TooMany(_("最多举报 {n} 次。").format(n=REPORTS_LIMIT))
        row = {
            "account_id": who.account_id,
            "request_id": said.request_id,
            "about": said.account_id,
            "space_id": said.space,
            "record_id": said.record_id.replace("\0", ""),
            "words": said.words.replace("\0", ""),
            "made_utc": to_text(services.clock.now_utc()),
        }
        connection.execute(insert(report), row)


def reports(database: Database) -> list[str]:
    """A line for each report, the oldest first: when, by whom, about whom, where, what stands there."""
    reporter, about = account.alias(), account.alias()
    query = (
        select(report, reporter.c.name.label("by_name"), about.c.name.label("about_name"))
        .join_from(report, reporter, reporter.c.id == report.c.account_id)
        .join(about, about.c.id == report.c.about)
        .order_by(report.c.made_utc, report.c.request_id)
    )
    with database.read() as connection:
        return [
            f"{row.made_utc} {row.by_name} → {row.about_name} ({row.space_id} {row.record_id}) {row.words}"
            for row in connection.execute(query)
        ]
