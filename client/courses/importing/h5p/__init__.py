"""H5P: one content type in another, each named by its library; what asks a question and what tells something.

package    the files; which content type is read how
params     what is written in the parameters of a content type
told       content types that tell something, or hold others: texts, pictures, films, columns, presentations
asked      those that ask: choices, pairs, orders, open answers
gaps       those that have words filled in: blanks, words to drag or mark, crosswords, dictations
"""
