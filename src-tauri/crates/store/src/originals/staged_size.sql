SELECT count(*), coalesce(sum(length(chunk.bytes)), 0)
FROM staged_chunk
JOIN chunk ON chunk.hash = staged_chunk.chunk
WHERE staged_chunk.import = ?1;
