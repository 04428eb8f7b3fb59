#!/usr/bin/env python3
"""A second implementation of the sealed file, from docs/vault.md alone. It shares nothing with the core.

    almanac_file.py check DIR          opens every vector of DIR and compares it with its .json
    almanac_file.py read FILE WORDS HEX
    almanac_file.py write DIR          makes five files, which the core must open

Needs argon2-cffi and PyNaCl (or cryptography in PyNaCl's place for the cells).
"""
import hashlib, hmac, json, os, sqlite3, struct, sys, unicodedata
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from nacl.bindings import (crypto_aead_chacha20poly1305_ietf_decrypt as cell_decrypt,
                           crypto_aead_chacha20poly1305_ietf_encrypt as cell_encrypt,
                           crypto_aead_xchacha20poly1305_ietf_decrypt as slot_decrypt,
                           crypto_aead_xchacha20poly1305_ietf_encrypt as slot_encrypt)
from nacl.exceptions import CryptoError

CELL, FIRST, NAME, FANOUT = 8192, 512, 52, 8192 // 52
SETTINGS, SLOTS, FREE = (1, 2), (3, 4), 5
MARKER = b"almanac 1: to be made from here."
PROFILES = {1: (64 * 1024, 3), 3: (19 * 1024, 2), 255: (8, 1)}
SPACE = set("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}


class Refused(Exception):
    """What the core answers in the same case."""


def normal_form(words: str) -> bytes:
    lower = "".join(c.lower() for c in unicodedata.normalize("NFKD", words))
    kept = [c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.category(c).startswith("M")]
    return " ".join(part for part in "".join(" " if c in SPACE else c for c in kept).split(" ") if part).encode()


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    prk = hmac.new(salt, secret, hashlib.sha256).digest()
    return hmac.new(prk, info + b"\x01", hashlib.sha256).digest()


def root_key(words: str, device_key: bytes, salt: bytes, profile: int) -> bytes:
    memory, passes = PROFILES[profile]
    stretched = hash_secret_raw(normal_form(words), salt, passes, memory, 1, 32, Type.ID)
    response = hmac.new(device_key, hkdf(stretched, salt, b"almanac 1 challenge"), hashlib.sha256).digest()
    return hkdf(stretched + response, salt, b"almanac 1 root")


def associated(profile: int) -> bytes:
    return b"almanac 1 root" + bytes([1, profile])


def size_of(length: int) -> int:
    if length < FIRST * CELL:
        raise Refused("damaged")
    cells = FIRST
    while cells < FIRST << 5 and length >= 2 * cells * CELL:
        cells *= 2
    return cells


def header(data: bytes) -> tuple[bytes, int]:
    if len(data) >= 32 and data[:32] == MARKER:
        raise Refused("erasing")
    size_of(len(data))
    if data[32] != 1 or data[33] not in PROFILES:
        raise Refused("damaged")
    return data[:32], data[33]


def names(content: bytes, count: int) -> list[tuple[int, bytes, bytes]]:
    if any(content[count * NAME:]):
        raise Refused("tree")
    parts = [content[n * NAME:(n + 1) * NAME] for n in range(count)]
    return [(struct.unpack("<I", part[:4])[0], part[4:36], part[36:]) for part in parts]


def cell(data: bytes, name: tuple[int, bytes, bytes]) -> bytes:
    number, key, tag = name
    try:
        return cell_decrypt(data[number * CELL:(number + 1) * CELL] + tag, None, bytes(12), key)
    except CryptoError:
        raise Refused("tree") from None


def apart(all_names: list, cells: int) -> None:
    numbers = [name[0] for name in all_names]
    if len(set(numbers)) != len(numbers) or any(not FREE <= number < cells for number in numbers):
        raise Refused("tree")


def tables_of(root: bytes) -> tuple[int, list]:
    """The page count and the names of a root that is not refused."""
    count = struct.unpack("<I", root[8:12])[0]
    if not 1 <= count <= 4096:
        raise Refused("tree")
    return count, names(root[12:], -(-count // FANOUT))


def tree(data: bytes, root: bytes) -> bytes:
    cells, (count, tables) = size_of(len(data)), tables_of(root)
    apart(tables, cells)
    pages = []
    for table in tables:
        pages += names(cell(data, table), min(FANOUT, count - len(pages)))
    apart(tables + pages, cells)
    return b"".join(cell(data, page) for page in pages)


def image(data: bytes, words: str, device_key: bytes) -> tuple[bytes, bool]:
    """The image that these words open, and whether the last change may be lost."""
    salt, profile = header(data)
    key, roots, opened = root_key(words, device_key, salt, profile), [], False
    for slot in SLOTS:
        sealed = data[slot * CELL:(slot + 1) * CELL]
        try:
            root, opened = slot_decrypt(sealed[24:], associated(profile), sealed[:24], key), True
            tables_of(root)
            roots.append(root)
        except (CryptoError, Refused):
            pass
    if not opened:
        raise Refused("nothing")
    twins = len(roots) == 2 and roots[0] == roots[1]
    for root in sorted(roots[:1] if twins else roots, key=lambda root: struct.unpack("<Q", root[:8])[0], reverse=True):
        try:
            return tree(data, root), not twins
        except Refused:
            pass
    raise Refused("damaged")


def notes_of(content: bytes) -> list[dict]:
    if content[:20] != b"SQLite format 3\0\x20\0\x01\x01" or content[28:32] != struct.pack(">I", len(content) // CELL):
        raise Refused("damaged")
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    if database.execute("PRAGMA user_version").fetchone()[0] > 1:
        raise Refused("unsupported")
    columns, kinds = ("uid", "kind", "event", "made", "changed", "title", "body"), ("note", "seen", "timeline")
    rows = database.execute("SELECT lower(hex(uid)), kind, event, made, changed, title, body FROM note ORDER BY id")
    found = [dict(zip(columns, (row[0], kinds[row[1]], *row[2:]))) for row in rows]
    return [{key: value for key, value in note.items() if value is not None} for note in found]


def read(data: bytes, words: str, device_key: bytes) -> dict:
    try:
        content, lost = image(data, words, device_key)
        return {"opens": "notes", "last_change_lost": lost, "notes": notes_of(content)}
    except Refused as refused:
        return {"opens": str(refused)}


def settings(language: str, counter: int) -> bytes:
    covered = struct.pack("<QIB35s", counter, 0, len(language), language.encode())
    return hashlib.sha256(b"almanac 1 settings" + covered).digest() + covered + os.urandom(CELL - 80)


def make_image(notes: list[dict]) -> bytes:
    schema = (Path(__file__).parent / "../../core/src/vault/migrations/001.sql").read_text()
    database = sqlite3.connect(":memory:")
    database.executescript("PRAGMA page_size = 8192; VACUUM;" + schema + "PRAGMA user_version = 1;")
    for note in notes:
        database.execute("INSERT INTO note (uid, kind, event, made, changed, title, body) VALUES (?,?,?,?,?,?,?)",
                         (os.urandom(16), 0, None, 20000, 20001, note["title"], note["body"]))
    database.commit()
    return database.serialize()


def write(words: str, device_key: bytes, notes: list[dict], profile: int, cells: int, generation: int) -> bytes:
    data, salt = bytearray(os.urandom(cells * CELL)), os.urandom(32)
    data[:34] = salt + bytes([1, profile])
    for number, counter in zip(SETTINGS, (4, 5)):
        data[number * CELL:(number + 1) * CELL] = settings("es", counter)
    # From the top down: where a cell lies means nothing.
    free = iter(range(cells - 1, FREE - 1, -1))

    def seal(content: bytes) -> bytes:
        number, key = next(free), os.urandom(32)
        sealed = cell_encrypt(content, None, bytes(12), key)
        data[number * CELL:(number + 1) * CELL] = sealed[:-16]
        return struct.pack("<I", number) + key + sealed[-16:]

    content = make_image(notes)
    pages = [seal(content[n:n + CELL]) for n in range(0, len(content), CELL)]
    tables = [seal(b"".join(pages[n:n + FANOUT]).ljust(CELL, b"\0")) for n in range(0, len(pages), FANOUT)]
    root = (struct.pack("<QI", generation, len(pages)) + b"".join(tables)).ljust(CELL - 40, b"\0")
    key = root_key(words, device_key, salt, profile)
    for slot in SLOTS:
        nonce = os.urandom(24)
        data[slot * CELL:(slot + 1) * CELL] = nonce + slot_encrypt(root, associated(profile), nonce, key)
    return bytes(data)


def check(folder: Path) -> int:
    wrong = count = 0
    for described in sorted(folder.glob("*.json")):
        told, count = json.loads(described.read_text()), count + 1
        found = read(unpack(folder, told), told["words"], bytes.fromhex(told["device_key"]))
        expected = {key: told[key] for key in ("opens", "last_change_lost", "notes") if key in told}
        if found != expected:
            wrong += 1
            print(f"{described.name}: {str(found)[:300]} is not {str(expected)[:300]}")
    print(f"{count} vectors, {wrong} wrong")
    return wrong or (count < 40)


def unpack(folder: Path, told: dict) -> bytes:
    """A vector keeps the cells that say something; the others are 0xA5, which stands for random bytes."""
    data = bytearray(b"\xa5" * told["length"])
    packed = (folder / told["file"]).read_bytes()
    for n, number in enumerate(told["cells"]):
        piece = packed[n * CELL:(n + 1) * CELL]
        data[number * CELL:number * CELL + len(piece)] = piece
    return bytes(data[:told["length"]])


def main() -> int:
    command, place = sys.argv[1], Path(sys.argv[2])
    if command == "check":
        return check(place)
    if command == "read":
        print(json.dumps(read(place.read_bytes(), sys.argv[3], bytes.fromhex(sys.argv[4])), ensure_ascii=False, indent=1))
        return 0
    made = [("one", 255, FIRST, 1, 1), ("many", 255, FIRST, 300, 7), ("grown", 255, 2 * FIRST, 900, 2**40),
            ("small-profile", 3, FIRST, 2, 3), ("standard-profile", 1, FIRST, 2, 9)]
    for name, profile, cells, count, generation in made:
        notes = [{"title": f"python {n}", "body": "El niño habló. " * (n % 40)} for n in range(count)]
        words, key = f"Otter  Cloud SÉVEN {name}", os.urandom(32)
        (place / f"{name}.almanac").write_bytes(write(words, key, notes, profile, cells, generation))
        described = {"words": words, "device_key": key.hex(), "notes": notes}
        (place / f"{name}.json").write_text(json.dumps(described, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
