//! The sample case has exactly the gaps that it was made to show.

#[test]
fn placeholder() {}
