"""Moodle GIFT, step by step: a file in blocks, a block in tokens, tokens to a parsed question, that to one of ours.

    blocks    paragraphs with their line, category, id and tags; comments taken out
    tokens    escapes resolved, the signs that GIFT means something by told from text
    parse     title, text, answers, feedback
    kinds     which kind of question it is, and the question in our model
    reader    the whole file

The grammar is Moodle's `question/format/gift/format.php`; where real files break it in a way that can only mean one
thing (a formula with bare braces, a blank line inside an answer), they are read.
"""

from client.courses.importing.gift.reader import claims, read

__all__ = ["claims", "read"]
