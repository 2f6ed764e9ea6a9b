"""The mistake book's part of the server: text read from pictures, for devices that cannot do it (`sync.reading`).

routes.py    the endpoint
reading.py   rapidocr, where it is installed
"""
