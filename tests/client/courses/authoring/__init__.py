"""Tests of courses that a person writes."""
