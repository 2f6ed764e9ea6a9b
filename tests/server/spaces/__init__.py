"""Tests of `server.spaces`."""
