SELECT seq, at, zone, actor, operation, subjects, detail, batch, changeset, previous, hash
FROM journal ORDER BY seq
