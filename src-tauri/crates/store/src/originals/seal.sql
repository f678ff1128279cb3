INSERT INTO original_chunk (original, position, chunk)
SELECT ?1, position, chunk
FROM staged_chunk
WHERE import = ?2
ORDER BY position;
