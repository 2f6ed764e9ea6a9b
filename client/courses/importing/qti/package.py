"""A package of QTI 2.x or 3.0 as one of the formats."""

from __future__ import annotations

from client.courses.importing.qti.files import claims_tree, read_tree
from client.courses.importing.report import Imported
from client.courses.importing.source import Source


def claims(source: Source) -> bool:
    """Whether this is the tree of such a package."""
    return source.tree is not None and claims_tree(source.tree)


def read(source: Source) -> Imported:
    """All items of the package."""
    return read_tree(source)
