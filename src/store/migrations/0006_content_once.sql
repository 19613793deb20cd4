-- What was handed in stands in the journal already; it is kept once. Only where an event did more than hand in one dossier
-- is the submission written out. Foreign keys are off while this runs, and checked after it.

CREATE TABLE submission_new (
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
    -- Nothing where the event's body holds it.
    content   TEXT    CHECK (json_valid(content)),
    PRIMARY KEY (round, applicant, event),
    FOREIGN KEY (round, applicant) REFERENCES dossier (round, applicant) DEFERRABLE INITIALLY DEFERRED
) STRICT;

INSERT INTO submission_new (round, applicant, event, instant, depth, number, name, digest, member, at, content)
SELECT s.round, s.applicant, s.event, s.instant, s.depth, s.number, s.name, s.digest, s.member, s.at,
       CASE j.kind WHEN 'submit' THEN NULL ELSE s.content END
FROM submission s JOIN journal j ON j.id = s.event;

DROP TABLE submission;
ALTER TABLE submission_new RENAME TO submission;
