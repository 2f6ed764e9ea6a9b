"""What a person tells those who make the app: kept here first, sent with everything else, answered by the server.

tables.py    the rows
feedback.py  `FeedbackBox`, the facade: tell, list, take back
"""

from client.feedback.feedback import Feedback, FeedbackBox, FeedbackError, Stage

__all__ = ["Feedback", "FeedbackBox", "FeedbackError", "Stage"]
