SELECT operation, batch, subjects FROM journal
WHERE length(changeset) > 0 AND batch <> '' ORDER BY seq
