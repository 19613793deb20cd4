//! Each rule at its boundaries.
