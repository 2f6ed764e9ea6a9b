"""Tests of `server.db`."""
