"""Tests of live lessons."""
