"""The course that shows a new person around."""

TOUR, TOUR_LESSON = "welcome-tour", "tour"
"""Its id, and that of its only lesson."""
