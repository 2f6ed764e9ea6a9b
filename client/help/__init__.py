"""Help: one short page a task, in each language and, for some tasks, in the words of a region.

pages.py     the pages on the disk, `assets/help/<variant>/<slug>.md`, and finding one
"""

from client.help.pages import REGION, REGIONS, HelpPage, find, read_page, read_pages

__all__ = ["REGION", "REGIONS", "HelpPage", "find", "read_page", "read_pages"]
