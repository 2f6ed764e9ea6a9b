"""Tests of `server.limits`."""
