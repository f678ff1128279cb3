"""A judge of conformance. Each module judges one part of a file; a finding is a
sentence that opens with its rule and a colon."""
