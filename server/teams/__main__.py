"""`python -m server.teams reports`: what members of teams have reported, for whoever answers for the server."""

from __future__ import annotations

import argparse
import sys

from server.commands import data_arguments, open_database, settings_for
from server.db.engine import DatabaseUnavailable
from server.db.migrations.running import migrate
from server.settings import WrongSetting
from server.teams.reports import reports
from sync.clock import SystemClock


def main(arguments: list[str] | None = None) -> int:
    """List the reports. Returns the exit code: 1 when the database could not be opened."""
    parser = argparse.ArgumentParser(prog="python -m server.teams", description="小组：成员举报的内容。")
    data_arguments(parser)
    parser.add_subparsers(required=True, metavar="命令").add_parser("reports", help="列出举报，旧的在前")
    try:
        database = open_database(settings_for(parser.parse_args(arguments)))
    except (DatabaseUnavailable, WrongSetting) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    try:
        migrate(database, SystemClock())
        sys.stdout.writelines(f"{line}\n" for line in reports(database) or ["没有举报。"])
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
