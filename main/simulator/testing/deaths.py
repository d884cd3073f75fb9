"""Performs operations on real objects under CPython's reference counting; prints who dies, in order.

Reads programs as JSON from standard input: a list of lists of operations, as the simulator writes
them. Prints a list of lists of object ordinals. The cycle collector is off.
"""

import gc
import json
import os
import sys

gc.disable()
deaths = []


class Node:
    # CPython clears slots in the order of their names.
    __slots__ = ("f0", "f1", "f2", "f3", "ordinal")

    def __init__(self, ordinal, fields):
        self.ordinal = ordinal
        for field in range(fields):
            setattr(self, "f%d" % field, None)

    def __del__(self):
        deaths.append(self.ordinal)


def perform(operations):
    world = {"@": {}}
    frames = [{}]
    born = 0

    def scope(name):
        return world["@"] if name.startswith("@") else frames[-1]

    for operation in operations:
        kind = operation["kind"]
        if kind == "alloc":
            born += 1
            scope(operation["slot"])[operation["slot"]] = Node(born, operation["fields"])
        elif kind == "root":
            source = operation["from"]
            scope(operation["slot"])[operation["slot"]] = None if source is None else scope(source)[source]
        elif kind == "write":
            if scope(operation["slot"])[operation["slot"]] is None:
                continue
            source = operation["from"]
            setattr(
                scope(operation["slot"])[operation["slot"]],
                "f%d" % operation["field"],
                None if source is None else scope(source)[source],
            )
        elif kind == "read":
            if scope(operation["from"])[operation["from"]] is None:
                continue
            scope(operation["slot"])[operation["slot"]] = getattr(
                scope(operation["from"])[operation["from"]], "f%d" % operation["field"]
            )
        elif kind == "push":
            frames.append({})
        elif kind == "pop":
            for name in reversed(list(frames[-1])):
                frames[-1][name] = None
            frames.pop()
    return frames, world


results = []
kept = []
for program in json.load(sys.stdin):
    deaths = []
    # What is left at the end stays alive: only deaths during the run count.
    kept.append(perform(program))
    results.append(deaths)
    deaths = []
print(json.dumps(results))
sys.stdout.flush()
os._exit(0)
