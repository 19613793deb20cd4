//! Thẩm định: the workstation of Vietnamese appraisal councils.
//!
//! | room | owns | may use |
//! |---|---|---|
//! | [`domain`] | the pure rules: ids, values, frameworks, rules, dossiers, rulings, scorecards | nothing of ours |
//! | [`text`] | Vietnamese text and numbers, locales | `domain` (its sentences) |
//! | [`framework`] | reading and checking framework files | `domain`, `text` |
//! | [`store`] | SQLite: the journal and its projection | `domain` |
//! | [`intake`] | submitted files → drafts | `domain`, `text`, `forms` |
//! | [`forms`] | what a form is: scorecard ↔ neutral table | `domain`, `text` |
//! | [`export`] | neutral table → files | `domain`, `text`, `forms` |
//! | [`signature`] | keys, certificates, signatures | nothing of ours |
//! | [`tasks`] | the use cases that command line and screens share; the worker | everything but `tui`, `cli` |
//! | [`tui`], [`cli`] | the screens, the command line | `tasks`, `domain`, `text`, `report` |
//! | [`report`] | what failed, why, what to do; exit statuses | `text` |

pub mod cli;
pub mod domain;
pub mod export;
pub mod forms;
pub mod framework;
pub mod intake;
pub mod report;
pub mod signature;
pub mod store;
pub mod tasks;
pub mod text;
pub mod tui;
