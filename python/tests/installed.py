"""Entry points of the package, which only a wheel has."""

from importlib.metadata import entry_points


def has_entry_point(group):
    """Tells whether the installed package has an entry point in a group."""
    known = entry_points()
    rows = known.select(group=group) if hasattr(known, "select") else known.get(group, ())
    return any(row.name == "bss2emu" for row in rows)
