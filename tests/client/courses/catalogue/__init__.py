"""Tests of courses that can be had."""
