-- The workspace: a journal that only grows, and the projection that is derived from it.
-- A migration that shipped is never edited; the next one takes the next number.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What each device has written, so that a cut-off end of its chain is noticed.
CREATE TABLE device (
    device TEXT    NOT NULL PRIMARY KEY CHECK (device <> ''),
    events INTEGER NOT NULL CHECK (events > 0),
    head   TEXT    NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    seq       INTEGER PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE CHECK (length(id) = 64),
    device    TEXT    NOT NULL CHECK (device <> ''),
    previous  TEXT    REFERENCES journal (id),
    -- Place in the device's chain, and the latest time stated on the way there (microseconds UTC): with the id, the
    -- order in which settings win, the same on every machine.
    depth     INTEGER NOT NULL CHECK (depth >= 0),
    instant   INTEGER NOT NULL,
    member    TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    -- What the act concerns, where that is one thing.
    round     TEXT,
    applicant TEXT,
    criterion TEXT,
    kind      TEXT    NOT NULL CHECK (kind IN ('open-round', 'set-target', 'set-threshold', 'submit', 'rule', 'note',
                                               'dismiss-flag', 'present', 'seal', 'reopen', 'undo', 'batch')),
    body      TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;

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

-- ---------------------------------------------------------------------------------------------------------------
-- The projection. Empty texts stand for "none" in keys.

-- Each event: whether it stands, and what undoing it would mean.
CREATE TABLE event_state (
    event  TEXT    NOT NULL PRIMARY KEY,
    sort   TEXT    NOT NULL CHECK (sort IN ('act', 'fixed', 'undo', 'redo')),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE event_scope (
    event     TEXT NOT NULL,
    round     TEXT NOT NULL,
    applicant TEXT NOT NULL,
    criterion TEXT NOT NULL,
    PRIMARY KEY (event, round, applicant, criterion)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_scope_dossier ON event_scope (round, applicant, criterion);

CREATE TABLE undoing (
    target TEXT NOT NULL,
    event  TEXT NOT NULL,
    PRIMARY KEY (target, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX undoing_event ON undoing (event);

CREATE TABLE round (
    id           TEXT    NOT NULL PRIMARY KEY,
    event        TEXT    NOT NULL UNIQUE,
    instant      INTEGER NOT NULL,
    depth        INTEGER NOT NULL,
    year         INTEGER NOT NULL,
    organisation TEXT    NOT NULL,
    stage        TEXT    NOT NULL,
    framework    TEXT    NOT NULL CHECK (json_valid(framework))
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
    round     TEXT    NOT NULL REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    applicant TEXT    NOT NULL,
    criterion TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    value     TEXT    CHECK (json_valid(value)),
    PRIMARY KEY (round, applicant, criterion, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE threshold (
    round   TEXT    NOT NULL REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    event   TEXT    NOT NULL,
    instant INTEGER NOT NULL,
    depth   INTEGER NOT NULL,
    rate    TEXT,
    PRIMARY KEY (round, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier (
    round       TEXT    NOT NULL REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    applicant   TEXT    NOT NULL CHECK (applicant <> ''),
    name        TEXT    NOT NULL,
    submissions INTEGER NOT NULL,
    -- The event of the last submission; empty until it is known.
    submission  TEXT    NOT NULL,
    PRIMARY KEY (round, applicant)
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    digest    TEXT    NOT NULL,
    member    TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    content   TEXT    NOT NULL CHECK (json_valid(content)),
    PRIMARY KEY (round, applicant, event),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The files of the last submission of each dossier.
CREATE TABLE evidence (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    ordinal   INTEGER NOT NULL,
    path      TEXT    NOT NULL,
    size      INTEGER NOT NULL,
    sha256    TEXT    NOT NULL,
    PRIMARY KEY (round, applicant, ordinal),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_sha256 ON evidence (sha256);

CREATE TABLE evidence_criterion (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    ordinal   INTEGER NOT NULL,
    criterion TEXT    NOT NULL,
    PRIMARY KEY (round, applicant, ordinal, criterion),
    FOREIGN KEY (round, applicant, ordinal) REFERENCES evidence (round, applicant, ordinal) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE ruling (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    stage     TEXT    NOT NULL,
    criterion TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    in_force  INTEGER NOT NULL CHECK (in_force IN (0, 1)),
    value     TEXT    CHECK (json_valid(value)),
    verdict   TEXT    CHECK (verdict IN ('dat', 'khong-dat', 'khong-ap-dung')),
    points    TEXT,
    inputs    TEXT    NOT NULL CHECK (json_valid(inputs)),
    reason    TEXT    NOT NULL,
    member    TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    replaces  TEXT    NOT NULL CHECK (json_valid(replaces)),
    PRIMARY KEY (round, applicant, stage, criterion, event),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    criterion TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    in_force  INTEGER NOT NULL CHECK (in_force IN (0, 1)),
    text      TEXT    NOT NULL,
    member    TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    replaces  TEXT    NOT NULL CHECK (json_valid(replaces)),
    PRIMARY KEY (round, applicant, criterion, event),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE dismissal (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    ordinal   INTEGER NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    flag      TEXT    NOT NULL CHECK (json_valid(flag)),
    reason    TEXT    NOT NULL,
    PRIMARY KEY (round, applicant, event, ordinal),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Handed to the chair, sealed, opened again.
CREATE TABLE passage (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    stage     TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    ordinal   INTEGER NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('present', 'seal', 'reopen')),
    -- The digest sealed, or the reason of reopening.
    detail    TEXT    NOT NULL CHECK (kind <> 'reopen' OR trim(detail) <> ''),
    PRIMARY KEY (round, applicant, stage, event, ordinal),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE flag (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    ordinal   INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    criterion TEXT    NOT NULL,
    body      TEXT    NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (round, applicant, ordinal),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE summary (
    round       TEXT    NOT NULL,
    applicant   TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('chua-tham-dinh', 'dang-tham-dinh', 'da-tham-dinh', 'cho-chu-tich',
                                                  'da-chot')),
    submissions INTEGER NOT NULL,
    flags       INTEGER NOT NULL,
    dismissed   INTEGER NOT NULL,
    conflicts   INTEGER NOT NULL,
    results     TEXT    NOT NULL CHECK (json_valid(results)),
    PRIMARY KEY (round, applicant),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
