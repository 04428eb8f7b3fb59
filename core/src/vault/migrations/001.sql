-- One row a note. Days are days since 1970-01-01: no time of day is ever kept.
CREATE TABLE note (
    id      INTEGER PRIMARY KEY,
    uid     BLOB    NOT NULL CHECK (length(uid) = 16), -- the same on every phone that the note was imported on
    kind    INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2), -- note, what was seen, timeline
    event   INTEGER,
    made    INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    title   TEXT    NOT NULL,
    body    TEXT    NOT NULL
) STRICT;
