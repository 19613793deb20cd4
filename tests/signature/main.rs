//! Signing: what is written holds for our own eyes, and for other programs where they are installed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

mod beside;
mod command;
mod keeping;
mod keys;
mod office;
mod others;
mod package;
mod pdf;
mod support;
mod token;
mod verify;
mod verifying;
