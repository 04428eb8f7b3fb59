#!/usr/bin/env python3
"""Writes App/Assets.xcassets from the drawings of the Android side: one set of drawings for both phones.

Run it after a drawing has changed: python3 ios/tools/assets.py
"""

import json
import math
import re
import struct
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree

IOS = Path(__file__).resolve().parent.parent
DRAWINGS = IOS.parent / "android/app/src/main/res/drawable"
ASSETS = IOS / "App/Assets.xcassets"
ANDROID = "{http://schemas.android.com/apk/res/android}"

SMALL = [
    "back", "card", "check", "chevron", "globe", "leave", "lock", "message", "page", "pencil", "phone", "search",
    "speaker", "warning",
]
ICONS = {
    "AppIcon": "icon_front", "Reader": "icon_reader_front", "Pages": "icon_pages_front",
    "FieldNotes": "icon_field_notes_front",
}
PAPER, INK = (0xF3, 0xEF, 0xE6), (0x1B, 0x64, 0x62)
SIZE = 1024
# What a launcher shows of Android's 108 units: the 72 in the middle.
FROM, UNITS = 18, 72


def paths(name):
    root = ElementTree.parse(DRAWINGS / f"{name}.xml").getroot()
    lines = [(p.get(ANDROID + "pathData"), float(p.get(ANDROID + "strokeWidth"))) for p in root.iter("path")]
    return lines, root.get(ANDROID + "autoMirrored") == "true"


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def contents(folder, images, **properties):
    all = {"images": images, "info": {"author": "xcode", "version": 1}}
    if properties:
        all["properties"] = {name.replace("_", "-"): value for name, value in properties.items()}
    write(folder / "Contents.json", (json.dumps(all, indent=2, sort_keys=True) + "\n").encode())


def small(name):
    lines, mirrored = paths(name)
    strokes = "".join(f'<path d="{d}" stroke-width="{width:g}"/>' for d, width in lines)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
        f'stroke="#000" stroke-linecap="round" stroke-linejoin="round">{strokes}</svg>\n'
    )
    folder = ASSETS / f"{name}.imageset"
    write(folder / f"{name}.svg", svg.encode())
    image = {"filename": f"{name}.svg", "idiom": "universal"}
    if mirrored:
        image["language-direction"] = "left-to-right"
    contents(folder, [image], preserves_vector_representation=True, template_rendering_intent="template")


def flatten(d):
    """The path as lists of points."""
    tokens = re.findall(r"[a-zA-Z]|-?\d*\.?\d+", d)
    lines, line, here, start, command, at = [], [], (0.0, 0.0), (0.0, 0.0), "", 0

    def take(count):
        nonlocal at
        at += count
        return [float(token) for token in tokens[at - count : at]]

    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        kind, relative = command.lower(), command.islower()
        base = here if relative else (0.0, 0.0)
        if kind == "z":
            line.append(start)
            here = start
        elif kind == "m":
            x, y = take(2)
            here = start = (base[0] + x, base[1] + y)
            line = [here]
            lines.append(line)
            command = "l" if relative else "L"
        elif kind == "l":
            x, y = take(2)
            here = (base[0] + x, base[1] + y)
            line.append(here)
        elif kind == "h":
            here = (base[0] + take(1)[0], here[1])
            line.append(here)
        elif kind == "v":
            here = (here[0], base[1] + take(1)[0])
            line.append(here)
        elif kind == "c":
            n = take(6)
            p = [here] + [(base[0] + n[i], base[1] + n[i + 1]) for i in (0, 2, 4)]
            for step in range(1, 17):
                t = step / 16
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                line.append(tuple(sum(w * q[axis] for w, q in zip(weights, p)) for axis in (0, 1)))
            here = p[3]
        elif kind == "a":
            radius, _, _, large, sweep, x, y = take(7)
            end = (base[0] + x, base[1] + y)
            line.extend(arc(here, end, radius, large, sweep))
            here = end
        else:
            sys.exit(f"a path command that is not known: {command}")
    return lines


def arc(a, b, radius, large, sweep):
    """Points of a circle's arc from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    chord = math.hypot(dx, dy)
    radius = max(radius, chord / 2)
    off = math.sqrt(radius**2 - chord**2 / 4) * (1 if large != sweep else -1)
    centre = ((a[0] + b[0]) / 2 - off * dy / chord, (a[1] + b[1]) / 2 + off * dx / chord)
    first, last = (math.atan2(p[1] - centre[1], p[0] - centre[0]) for p in (a, b))
    turn = (last - first) % (2 * math.pi)
    if not sweep:
        turn -= 2 * math.pi
    turns = [first + turn * step / 64 for step in range(1, 65)]
    return [(centre[0] + radius * math.cos(t), centre[1] + radius * math.sin(t)) for t in turns]


def icon(asset, name):
    scale = SIZE / UNITS
    cover = [bytearray(SIZE) for _ in range(SIZE)]
    for d, width in paths(name)[0]:
        half = width * scale / 2
        for line in flatten(d):
            points = [((x - FROM) * scale, (y - FROM) * scale) for x, y in line]
            for a, b in zip(points, points[1:]):
                stroke(cover, a, b, half)
    rows = bytearray()
    for row in cover:
        rows.append(0)
        for c in row:
            rows.extend((p * (255 - c) + i * c + 127) // 255 for p, i in zip(PAPER, INK))
    folder = ASSETS / f"{asset}.appiconset"
    write(folder / f"{asset}.png", png(bytes(rows)))
    contents(folder, [{"filename": f"{asset}.png", "idiom": "universal", "platform": "ios", "size": f"{SIZE}x{SIZE}"}])


def stroke(cover, a, b, half):
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy or 1e-9
    for y in range(max(0, int(min(a[1], b[1]) - half - 1)), min(SIZE, int(max(a[1], b[1]) + half + 2))):
        for x in range(max(0, int(min(a[0], b[0]) - half - 1)), min(SIZE, int(max(a[0], b[0]) + half + 2))):
            px, py = x + 0.5 - a[0], y + 0.5 - a[1]
            t = min(1.0, max(0.0, (px * dx + py * dy) / length))
            inside = half + 0.5 - math.hypot(px - t * dx, py - t * dy)
            if inside > 0:
                cover[y][x] = max(cover[y][x], int(min(1.0, inside) * 255))


def png(rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


if __name__ == "__main__":
    write(ASSETS / "Contents.json", (json.dumps({"info": {"author": "xcode", "version": 1}}, indent=2) + "\n").encode())
    for each in SMALL:
        small(each)
    for each, drawing in ICONS.items():
        icon(each, drawing)
