"""JSON banks of exam questions as GAOKAO-Bench has them, step by step.

records      the file as records; of a damaged file, those that are whole
exam         what scanners and PDFs did to a paper put right: numbering, line ends, formulas, blanks
options      options told apart from the question that they stand in
questions    a record as one question of ours, or as a passage with several
titles       subject, course title and lessons
reader       the whole bank
"""

from client.courses.importing.gaokao.reader import claims, read

__all__ = ["claims", "read"]
