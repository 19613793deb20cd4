-- What people write into reports, and what a round prints of its offices. Empty texts stand for "none" in keys.

CREATE TABLE narrative (
    round     TEXT    NOT NULL REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    applicant TEXT    NOT NULL,
    report    TEXT    NOT NULL,
    section   TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    member    TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    PRIMARY KEY (round, applicant, report, section, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE office (
    round   TEXT    NOT NULL REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    event   TEXT    NOT NULL,
    instant INTEGER NOT NULL,
    depth   INTEGER NOT NULL,
    body    TEXT    NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (round, event)
) STRICT, WITHOUT ROWID;
