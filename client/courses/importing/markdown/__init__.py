"""Markdown: single files and folders of them, with front matter and the navigation of MkDocs.

yaml      the little of YAML that front matter and `nav:` are written in
dialect   MkDocs' and GitHub's additions as plain Markdown
folder    files as lessons, in the order of the navigation
"""

from client.courses.importing.markdown.folder import claims, gather, read

__all__ = ["claims", "gather", "read"]
