"""Tests of `server.accounts`."""
