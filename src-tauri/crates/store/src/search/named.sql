WITH best AS MATERIALIZED (
    SELECT search.rowid AS place, bm25(search, 8.0, 1.0) AS rank
    FROM search WHERE search MATCH ?1 ORDER BY rank, place LIMIT ?2
)
SELECT coalesce(party.noun, search_entry.noun) AS sort,
    coalesce(exhibit.number, mark.number, claim.number, party.number, event.number) AS number,
    marked.number AS exhibit,
    coalesce(exhibit.title, nullif(mark.note, ''), mark.selector ->> 'exact', claim.text, party.name,
        event.title, '') AS title,
    coalesce(marked.title, exhibit.publisher, '') AS beside
FROM best JOIN search_entry USING (place)
LEFT JOIN exhibit ON exhibit.id = search_entry.id
LEFT JOIN mark ON mark.id = search_entry.id
LEFT JOIN exhibit AS marked ON marked.id = mark.exhibit
LEFT JOIN claim ON claim.id = search_entry.id
LEFT JOIN party ON party.id = search_entry.id
LEFT JOIN event ON event.id = search_entry.id
ORDER BY best.rank, best.place
