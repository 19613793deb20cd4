-- At which stage of its chain a round works, where that was changed after it was opened.

CREATE TABLE round_stage (
    round   TEXT    NOT NULL REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED,
    event   TEXT    NOT NULL,
    instant INTEGER NOT NULL,
    depth   INTEGER NOT NULL,
    stage   TEXT    NOT NULL,
    PRIMARY KEY (round, event)
) STRICT, WITHOUT ROWID;
