"""`python -m archive` is `pressmark`."""

from archive.cli import main

if __name__ == "__main__":
    main()
