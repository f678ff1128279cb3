//! Turns files into evidence: reads the world, trusts nothing, writes nothing.
