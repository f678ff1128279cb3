INSERT INTO exhibit (
    id, number, title, kind, held, original, media_type, file_name, address_requested,
    address_final, posted_at, captured_at, captured_by, tool, method, publisher, account, tier,
    language, sensitivity, description, note
) VALUES (
    :id, :number, :title, :kind, :held, :original, :media_type, :file_name, :address_requested,
    :address_final, :posted_at, :captured_at, :captured_by, :tool, :method, :publisher,
    :account, :tier, :language, :sensitivity, :description, :note
)
