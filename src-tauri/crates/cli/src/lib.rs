//! Everything the window does, at a prompt.
