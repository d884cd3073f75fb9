"""Lets CPython perform generated programs, then collect: who died before, who is found, how many it says.

Reads a JSON list of programs (lists of operations), writes one result for each. Finalizers only
note the order; what is alive at the end stays so.
"""
import gc
import json
import os
import sys

gc.disable()
deaths = []


class Node:
    __slots__ = ("f0", "f1", "f2", "f3", "ordinal")

    def __init__(self, ordinal, fields):
        self.ordinal = ordinal
        for field in range(fields):
            setattr(self, "f%d" % field, None)

    def __del__(self):
        deaths.append(self.ordinal)


def perform(operations):
    world = {}
    frames = [{}]
    born = 0

    def scope(name):
        return world if name.startswith("@") else frames[-1]

    def held(name):
        return None if name is None else scope(name)[name]

    for operation in operations:
        kind = operation["kind"]
        if kind == "alloc":
            born += 1
            scope(operation["slot"])[operation["slot"]] = Node(born, operation["fields"])
        elif kind == "root":
            scope(operation["slot"])[operation["slot"]] = held(operation["from"])
        elif kind == "write" and held(operation["slot"]) is not None:
            setattr(held(operation["slot"]), "f%d" % operation["field"], held(operation["from"]))
        elif kind == "read" and held(operation["from"]) is not None:
            scope(operation["slot"])[operation["slot"]] = getattr(
                held(operation["from"]), "f%d" % operation["field"]
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
    gc.collect()
    deaths = []
    kept.append(perform(program))
    before, deaths = deaths, []
    count = gc.collect()
    results.append({"before": before, "count": count, "found": sorted(deaths)})
    deaths = []
print(json.dumps({"by": "CPython %s" % sys.version.split()[0], "results": results}))
sys.stdout.flush()
os._exit(0)
