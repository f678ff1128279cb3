//! Keys that write nothing, as WebDriver names them.

/// Ctrl.
pub const CONTROL: &str = "\u{E009}";
/// Shift.
pub const SHIFT: &str = "\u{E008}";
/// Alt.
pub const ALT: &str = "\u{E00A}";
/// Enter.
pub const ENTER: &str = "\u{E007}";
/// Escape.
pub const ESCAPE: &str = "\u{E00C}";
/// Tab.
pub const TAB: &str = "\u{E004}";
/// Space.
pub const SPACE: &str = " ";
/// Arrow up.
pub const UP: &str = "\u{E013}";
/// Arrow down.
pub const DOWN: &str = "\u{E015}";
/// Arrow left.
pub const LEFT: &str = "\u{E012}";
/// Arrow right.
pub const RIGHT: &str = "\u{E014}";
/// F6.
pub const F6: &str = "\u{E036}";
/// Delete.
pub const DELETE: &str = "\u{E017}";
/// End.
pub const END: &str = "\u{E010}";
