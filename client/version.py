"""Which version of Xueban this is; a test holds it equal to pyproject.toml, which phones do not carry."""

VERSION = "0.1.0"
