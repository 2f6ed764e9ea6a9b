"""Tests of `server.oplog`."""
