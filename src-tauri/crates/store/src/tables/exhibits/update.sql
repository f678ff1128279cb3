UPDATE exhibit SET
    title = :title,
    kind = :kind,
    held = :held,
    address_requested = :address_requested,
    address_final = :address_final,
    posted_at = :posted_at,
    captured_at = :captured_at,
    captured_by = :captured_by,
    tool = :tool,
    method = :method,
    publisher = :publisher,
    account = :account,
    tier = :tier,
    language = :language,
    sensitivity = :sensitivity,
    description = :description,
    note = :note
WHERE id = :id AND number = :number
    AND original IS :original AND media_type IS :media_type AND file_name IS :file_name
