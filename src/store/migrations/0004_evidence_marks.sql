-- What the council says of evidence: of a file of a criterion, or of a criterion as a whole. Empty texts stand for "none".

CREATE TABLE evidence_mark (
    round     TEXT    NOT NULL,
    applicant TEXT    NOT NULL,
    stage     TEXT    NOT NULL,
    criterion TEXT    NOT NULL,
    file      TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    instant   INTEGER NOT NULL,
    depth     INTEGER NOT NULL,
    in_force  INTEGER NOT NULL CHECK (in_force IN (0, 1)),
    mark      TEXT    NOT NULL CHECK (mark IN ('', 'du', 'thieu', 'bo-sung')),
    sha256    TEXT    NOT NULL,
    note      TEXT    NOT NULL,
    member    TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    replaces  TEXT    NOT NULL CHECK (json_valid(replaces)),
    PRIMARY KEY (round, applicant, stage, criterion, file, event),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
