"""Tests of `server.hints`."""
