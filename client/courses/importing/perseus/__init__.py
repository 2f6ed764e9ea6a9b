"""Khan Academy's Perseus: Markdown with widgets in it.

reader     items, exercises and articles
widgets    what each widget asks for
"""
