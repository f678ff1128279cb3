INSERT INTO journal (
    seq, at, zone, actor, operation, subjects, detail, batch, changeset, previous, hash
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
