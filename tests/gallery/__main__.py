"""Takes the pictures: every screen on phone, tablet and desktop, light and dark, and once in text twice as large."""

import argparse
import multiprocessing
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from client.texts import LANGUAGES
from tests.gallery.life import live_now
from tests.gallery.sheet import chosen, make_sheet
from tests.gallery.taking import CHINESE, Job, jobs_called, take
from tests.gallery.tour import make_tour


def take_all(out: Path, only: str, sets: list[Job], workers: int, names: list[str]) -> list[Path]:
    """Take the pictures whose name contains `only` (and is one of `names`), some sets side by side; where they are."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "week"
        lived = live_now(data)
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
            running = [pool.submit(take, job, lived, data, out, only, names) for job in sets]
            return [path for done in running for path in done.result()]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, help="the folder for the pictures")
    parser.add_argument("--tour", type=Path, metavar="FILE", help="an animated picture of a walk (WebP), and no others")
    parser.add_argument("--only", default="", help="only screens whose name contains this")
    parser.add_argument(
        "--set", default="", help="only sets whose name contains this, such as week-phone-dark or locked"
    )
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default=CHINESE, help="in Chinese, or in English")
    parser.add_argument("--chosen", action="store_true", help="only what stands on the sheet")
    parser.add_argument("--jobs", type=int, default=2, help="sets that are taken side by side")
    parser.add_argument("--sheet", type=Path, help="a contact sheet of them (JPEG)")
    options = parser.parse_args()
    if options.tour:
        make_tour(options.tour)
        return
    if not options.out:
        parser.error("--out or --tour")
    sets = jobs_called(options.set, options.lang)
    pictures = take_all(options.out, options.only, sets, options.jobs, chosen() if options.chosen else [])
    for path in pictures:
        print(path)
    if options.sheet:
        make_sheet(pictures, options.sheet)


if __name__ == "__main__":
    main()
