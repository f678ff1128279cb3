//! Plumb in a window: the only code that knows Tauri.
