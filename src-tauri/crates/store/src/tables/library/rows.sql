SELECT
    exhibit.id, exhibit.number, exhibit.title, exhibit.kind, exhibit.held = 'held' AS held,
    exhibit.sensitivity = 'sensitive' AS sensitive, binned.exhibit IS NOT NULL AS binned,
    exhibit.publisher, coalesce(exhibit.address_final, exhibit.address_requested) AS address,
    exhibit.file_name, exhibit.media_type, exhibit.posted_at, exhibit.captured_at,
    EXISTS (SELECT 1 FROM original_text WHERE original = exhibit.original) AS has_text,
    (SELECT count(*) FROM mark WHERE mark.exhibit = exhibit.id) AS marks
FROM exhibit LEFT JOIN binned ON binned.exhibit = exhibit.id
ORDER BY exhibit.number
