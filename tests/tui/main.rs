//! The screens without a terminal: `update` from keys to effects, and what `view` draws at two sizes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

mod acts;
mod arrivals;
mod compare;
mod conclusion;
mod desk;
mod every_act;
mod every_method;
mod evidence;
mod flags_history;
mod heat;
mod large;
mod loading;
mod lookup;
mod methods;
mod narrate;
mod output;
mod screens;
mod settings;
mod speed;
mod summary;
mod ways;
