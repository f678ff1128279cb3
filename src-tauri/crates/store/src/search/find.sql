WITH best AS MATERIALIZED (
    SELECT search.rowid AS place, bm25(search, 4.0, 1.0) AS rank
    FROM search WHERE search MATCH ?1 ORDER BY rank, place LIMIT ?2
)
SELECT search_entry.noun, search_entry.id
FROM best JOIN search_entry USING (place)
ORDER BY best.rank, best.place
