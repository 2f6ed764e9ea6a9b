"""Tests of `client.files`."""
