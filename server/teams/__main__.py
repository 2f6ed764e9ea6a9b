"""`python -m server.teams reports`: what members of teams have reported, for whoever answers for the server."""

from __future__ import annotations

import argparse
import sys

from server.commands import data_arguments, in_database
from server.db.engine import Database
from server.settings import Settings
from server.teams.reports import reports


def main(arguments: list[str] | None = None) -> int:
    """List the reports. Returns the exit code: 1 when the database could not be opened."""
    parser = argparse.ArgumentParser(prog="python -m server.teams", description="小组：成员举报的内容。")
    data_arguments(parser)
    parser.add_subparsers(required=True, metavar="命令").add_parser("reports", help="列出举报，旧的在前")

    def work(database: Database, _settings: Settings) -> int:
        sys.stdout.writelines(f"{line}\n" for line in reports(database) or ["没有举报。"])
        return 0

    return in_database(parser.parse_args(arguments), work)


if __name__ == "__main__":
    raise SystemExit(main())
