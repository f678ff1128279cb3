SELECT exhibit.number, binned.exhibit IS NOT NULL AS binned
FROM exhibit LEFT JOIN binned ON binned.exhibit = exhibit.id
WHERE exhibit.original = ?1 ORDER BY binned, exhibit.number LIMIT 1
