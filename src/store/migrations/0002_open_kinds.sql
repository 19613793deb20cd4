-- The acts are a closed set in the program, which refuses what it does not know; a list of them here would mean to
-- rebuild the journal for each new one. The journal is laid anew without that list; its rows stay as they are.
-- Foreign keys are off while this runs, and checked after it.

CREATE TABLE journal_new (
    seq       INTEGER PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE CHECK (length(id) = 64),
    device    TEXT    NOT NULL CHECK (device <> ''),
    previous  TEXT    REFERENCES journal (id),
    depth     INTEGER NOT NULL CHECK (depth >= 0),
    instant   INTEGER NOT NULL,
    member    TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    round     TEXT,
    applicant TEXT,
    criterion TEXT,
    kind      TEXT    NOT NULL CHECK (kind <> ''),
    body      TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;

INSERT INTO journal_new (seq, id, device, previous, depth, instant, member, role, at, round, applicant, criterion, kind,
                         body)
SELECT seq, id, device, previous, depth, instant, member, role, at, round, applicant, criterion, kind, body FROM journal;

DROP TABLE journal;
ALTER TABLE journal_new RENAME TO journal;

CREATE INDEX journal_device ON journal (device, seq);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
