"""Tests of the backend, against the real one on a loopback port; XUEBAN_TEST_POSTGRES adds PostgreSQL."""
