"""The server's database: SQLite in a file, or PostgreSQL.

engine.py      connections, and transactions that read or write
tables.py      the tables
migrations/    numbered steps from an empty database to these tables
"""
