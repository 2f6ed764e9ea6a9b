"""Whole walks, as a person takes them: the real app and backend as processes, Chromium in front."""
