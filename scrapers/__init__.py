"""One file an outlet, and nothing else: being in this folder is being registered.

See `archive.scraper` for the form of a file and `docs/extraction.md` for when one is worth writing.
"""
