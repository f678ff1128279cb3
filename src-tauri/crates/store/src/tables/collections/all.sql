SELECT collection.id, collection.name, (
    SELECT count(*) FROM collected
    WHERE collected.collection = collection.id
        AND collected.exhibit NOT IN (SELECT exhibit FROM binned)
) AS exhibits
FROM collection ORDER BY collection.name COLLATE NOCASE
