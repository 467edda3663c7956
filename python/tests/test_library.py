"""The list of the library's functions against the header that documents them."""

import re

from bss2emu import _library

NUMBERS = {
    "int32_t": "c_int", "int64_t": "c_long", "uint32_t": "c_uint", "uint64_t": "c_ulong",
    "bss2_handle": "c_ulong", "ptrdiff_t": "c_long", "double": "c_double"}


def declared(repository):
    """Name, result and arguments of every function of the header."""
    header = (repository / "Sources" / "CAPI" / "bss2emu.h").read_text()
    header = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
    header = re.sub(r"^#.*$", "", header, flags=re.M)
    header = re.sub(r"\w+ \(\*\w+\)\([^()]*\)", "function", header)
    functions = re.findall(r"([\w ]+?[ *]+)(bss2_\w+)\(([^()]*)\);", header)
    return {
        name: (kind(result), [kind(a) for a in re.split(r",\s*", arguments) if a != "void"])
        for result, name, arguments in functions}


def kind(declaration):
    """A type as words: that of a number, "text", or "to ELEMENT"."""
    words = re.sub(r"\bconst\b", " ", declaration).strip()
    if words == "function":
        return "to function"
    match = re.fullmatch(r"(\w+)\s*(\*?)\s*(\*?)\s*\w*", words)
    base, first, second = match.groups()
    if second:
        return f"to {base} *"
    if first:
        is_text = base == "char" and "const" in declaration
        return "text" if is_text else f"to {base}"
    return NUMBERS[base]


def listed(argument):
    """Returns the name of a type, as the list of the library has it."""
    if hasattr(argument, "element"):
        return f"to {argument.element}"
    return "text" if argument.__name__ == "c_char_p" else argument.__name__


def test_every_function_has_the_types_of_the_header(repository):
    header = declared(repository)
    own = {
        name: (listed(result), [listed(argument) for argument in arguments])
        for name, (result, arguments) in _library._SIGNATURES.items()}
    assert len(header) > 60 and set(own) == set(header)
    for name in header:
        assert own[name] == header[name], name
