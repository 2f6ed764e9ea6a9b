"""Tests of `server.files`."""
