"""The tree that errors.py draws is the tree that there is."""

import inspect
import re

from archive import errors


def drawn():
    """Parents by name, from the drawing."""
    parents, stack = {}, []
    for line in errors.__doc__.splitlines():
        match = re.match(r"    ((?:│   |    )*)(?:├── |└── )?(\w+Error)\b", line)
        if match:
            depth = len(match[1]) // 4 + ("──" in line)
            stack[depth:] = [match[2]]
            parents[match[2]] = stack[depth - 1] if depth else "Exception"
    return parents


def test_the_drawing_is_true():
    classes = {
        name: one for name, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == errors.__name__
    }
    assert drawn() == {name: one.__base__.__name__ for name, one in classes.items()}


def test_each_says_what_it_means():
    assert all(one.__doc__ for _, one in inspect.getmembers(errors, inspect.isclass))
