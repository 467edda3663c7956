"""Reads cocolist files with nothing but Python's standard library.

Independent of the Swift code: one reader for JSON, one for portable binary, both from a description
of the types of a hagen calibration. Prints one line an entry: container, place, numbers.

Usage: python3 cocolist_reader.py FILE
"""

import gzip
import json
import struct
import sys

U1, U4, U8, S8, ENUM, BOOL = "B", "I", "Q", "q", "i", "?"


def ranged(width):
    return ("ranged", width)


ANALOG = ("analog",)
COORDINATES = {
    "AtomicNeuronOnDLS": "grid",
    "CADCConfigOnDLS": "ranged",
    "CommonNeuronBackendConfigOnDLS": "ranged",
    "CommonCorrelationConfigOnDLS": "ranged",
    "TimerOnDLS": "ranged",
}
SYNAPTIC_INPUT = [BOOL] + [ANALOG] * 5 + [BOOL] * 3
LEAK = [ANALOG] * 2 + [BOOL] * 3
CONTAINERS = {
    "CADCConfig": [BOOL, ranged(U8), ranged(U8)],
    "CADCChannelConfig": [ranged(S8)],
    "CapMemCell": [ANALOG],
    "SynapseDriverConfig": [BOOL, ranged(U1), BOOL, ranged(U1), ranged(U1), BOOL, ranged(U1),
                            ENUM, ENUM, ranged(U1), ranged(U1)] + [BOOL] * 6,
    "ColumnCurrentQuad": [("groups", 4, [BOOL] * 4)],
    "ColumnCorrelationQuad": [("groups", 4, [BOOL] * 6)],
    "CommonNeuronBackendConfig": [BOOL] * 3 + [ranged(U1)] * 2 + [("array", 4, BOOL)]
                                 + [ranged(U1)] * 2 + [ranged(U8)] * 4,
    "CommonCorrelationConfig": [ranged(U8)] * 3 + [U1, ("array", 2, ranged(U8))],
    "Timer": [U4],
    "AtomicNeuron": [("group", "in", SYNAPTIC_INPUT), ("group", "in", SYNAPTIC_INPUT),
                     ("group", "leak", LEAK), ("group", "reset", LEAK),
                     ("group", "threshold", [BOOL, ANALOG]),
                     ("group", "multi", [BOOL] * 7 + [ANALOG]),
                     ("group", "current", [BOOL, ANALOG, ENUM]),
                     ("group", "capacitance", [ranged(U1)]),
                     ("group", "adaptation", [BOOL] * 4 + [ANALOG] * 5),
                     ("group", "exponential", [BOOL] + [ANALOG] * 2),
                     ("group", "events", [ENUM] + [BOOL] * 3 + [ranged(U8), BOOL]),
                     ("group", "readout", [BOOL] * 3 + [U1]),
                     ("group", "refractory", [ranged(U1), ranged(U1), ranged(U8), BOOL]),
                     ("group", "bayesian", [BOOL, ENUM] + [BOOL] * 5)],
}


def short(name):
    return name.split("::")[-1]


class Binary:
    def __init__(self, data):
        assert data[0] == 1, "not little-endian"
        self.data, self.at = data, 1
        self.names, self.seen = {}, set()

    def take(self, form):
        value = struct.unpack_from("<" + form, self.data, self.at)[0]
        self.at += struct.calcsize("<" + form)
        return int(value)

    def version(self, type_name):
        if type_name not in self.seen:
            self.seen.add(type_name)
            assert self.take("I") == 0

    def pointer(self):
        number = self.take("I")
        if number & 0x80000000:
            length = self.take("Q")
            name = self.data[self.at:self.at + length].decode()
            self.at += length
            self.names[number & 0x7FFFFFFF] = name
        assert self.take("B") == 1
        return short(self.names[number & 0x7FFFFFFF])

    def values(self, fields, owner):
        result = []
        for index, field in enumerate(fields):
            if isinstance(field, str):
                result.append(self.take(field))
            elif field[0] == "ranged":
                result.append(self.take(field[1]))
            elif field[0] == "analog":
                assert self.take("i") in (0, 1)
                result.append(self.take("Q"))
            elif field[0] == "array":
                for _ in range(field[1]):
                    result += self.values([field[2]], owner)
            elif field[0] == "groups":
                for _ in range(field[1]):
                    self.version(owner + ".switch")
                    result += self.values(field[2], owner)
            else:
                self.version(owner + "." + field[1])
                result += self.values(field[2], owner)
        return result

    def entries(self):
        assert self.take("I") == 0
        for _ in range(self.take("Q")):
            form = COORDINATES.get(self.pointer(), "mixin")
            if form == "grid":
                x, y, place = self.take("Q"), self.take("Q"), self.take("Q")
                assert place == 256 * y + x
            else:
                place = self.take("Q")
            name = self.pointer()
            self.version(name)
            yield name, place, self.values(CONTAINERS[name], name)
        assert self.at == len(self.data), "bytes left"


def numbers(node):
    """All numbers below a node, in order; versions and variants' indices left out."""
    result = []
    for key, value in node:
        if key in ("cereal_class_version", "index"):
            continue
        result += numbers(value) if isinstance(value, list) else [int(value)]
    return result


def json_entries(text):
    root = dict(json.loads(text, object_pairs_hook=list))
    names = {}
    for pair in dict(root["value0"])["values"]:
        entry = []
        for _, pointer in pair:
            pointer = dict(pointer)
            number = pointer["polymorphic_id"]
            if number & 0x80000000:
                names[number & 0x7FFFFFFF] = pointer["polymorphic_name"]
            wrapper = dict(pointer["ptr_wrapper"])
            assert wrapper["valid"] == 1
            entry.append((short(names[number & 0x7FFFFFFF]), numbers(wrapper["data"])))
        yield entry[1][0], entry[0][1][-1], entry[1][1]


def main():
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        entries = json_entries(gzip.decompress(data))
    elif data[:1] == b"{":
        entries = json_entries(data)
    else:
        entries = Binary(data).entries()
    for name, place, values in entries:
        print(name, place, *values)


if __name__ == "__main__":
    main()
