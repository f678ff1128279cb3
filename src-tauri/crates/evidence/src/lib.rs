//! What an exhibit is, where it came from, and the people, accounts and events it speaks of.
