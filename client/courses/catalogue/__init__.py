"""Courses that can be had: those of the backend's catalogue, and those that members of one's spaces published.

catalogue.py   `Catalogue`, the facade: what there is, download, pause, go on, give up, update
offers.py      what there is beside what is here; search and filters
listing.py     the catalogue as it was read last, kept for when there is no line
downloads.py   the downloads of this device: two at a time, on after a kill
wanted.py      what is to be downloaded, on the disk
unpacking.py   a pack becomes a course on the shelf
errors.py      what can go wrong, in sentences

A pack comes in parts (`client.files`), is checked by its SHA-256, unpacked beside the old version, read as a whole, and
takes the old one's place in one move. Progress is kept by the ids of course, lessons and questions, so it stays.
"""

from client.courses.catalogue.catalogue import Catalogue
from client.courses.catalogue.downloads import Download
from client.courses.catalogue.offers import Offer

__all__ = ["Catalogue", "Download", "Offer"]
