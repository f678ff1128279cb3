SELECT operation, batch, subjects, at, actor FROM journal
WHERE length(changeset) > 0 AND batch <> '' ORDER BY seq
