"""Settings of the documentation site, which python/build-site makes."""

import re

import bss2emu

project = "bss2-emulator"
version = release = bss2emu.__version__
author = copyright = "the bss2-emulator contributors"
extensions = ["myst_nb"]
# Pages that are made for the site, and the documents of the project.
include_patterns = ["*.md", "tutorials/*.md"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_theme_options = {"fixed_sidebar": True, "page_width": "68em", "sidebar_width": "16em"}
html_title = f"bss2-emulator {release}"
# Tables of contents in Markdown files have headings of three levels.
myst_heading_anchors = 3
# Tutorials are executed at every build; an error in a cell ends it.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_merge_streams = True

_LINK = re.compile(r"\[([^\]\n]+)\]\(([^):#\s]+)(?:#[^)\s]*)?\)")


def _without_links_to_sources(app, document, source):
    """Turns links to files that are no pages of the site into their names."""
    def replaced(match):
        text, path = match.groups()
        is_page = not path.startswith("..") and path.endswith((".md", ".png"))
        return match.group(0) if is_page else text

    lines = source[0]
    if document == "index" or document.startswith("tutorials/"):
        return
    source[0] = _LINK.sub(replaced, lines)


def setup(app):
    """Registers the change of links."""
    app.connect("source-read", _without_links_to_sources)
