//! The workspace as a whole.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cloned_ref_to_slice_refs,
    reason = "the helpers of a test may fail it, and a list of one reads best as a list"
)]

mod acts;
mod desk;
mod file;
mod marks;
mod random;
mod ready;
mod stages;
