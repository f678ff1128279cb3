SELECT title, coalesce(publisher, '') AS beside FROM exhibit WHERE ?1 = 'exhibit' AND number = ?2
UNION ALL
SELECT coalesce(nullif(mark.note, ''), mark.selector ->> 'exact', ''), exhibit.title
FROM mark JOIN exhibit ON exhibit.id = mark.exhibit
WHERE ?1 = 'mark' AND mark.number = ?2 AND exhibit.number = ?3
UNION ALL
SELECT text, '' FROM claim WHERE ?1 = 'claim' AND number = ?2
UNION ALL
SELECT name, '' FROM party WHERE noun = ?1 AND number = ?2
UNION ALL
SELECT title, '' FROM event WHERE ?1 = 'event' AND number = ?2
