"""A question on the screen, for quizzes and reviews alike; it stores nothing.

view.py       QuestionView: the question, then what its kind asks for
options.py    one or several of some options; right or wrong
pairs.py      matching: tap a prompt, tap what belongs to it
written.py    numbers, words and essays
feedback.py   Feedback: what is right, and why
marks.py      how right, wrong and chosen look
"""

from views.widgets.question.feedback import Feedback
from views.widgets.question.view import QuestionView

__all__ = ["Feedback", "QuestionView"]
