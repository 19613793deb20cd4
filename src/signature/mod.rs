//! Electronic signatures: keys that sign, signatures on PDF and other files, and what signatures of others are worth. Knows nothing of appraisals.
//!
//! Signatures are baseline B of ETSI (PAdES, CAdES, and XAdES within packages) with SHA-256: they state their time, which nobody attests.

pub mod certificate;
pub mod cms;
pub mod der;
mod error;
pub mod keys;
mod opc;
pub mod sign;
pub mod verify;

pub use certificate::{Certificate, KeyKind, read_many};
pub use error::{PinState, SignError};
pub use keys::Signer;
pub use opc::unsigned;
pub use sign::{Appearance, Options, Page, Rect, sign_again, sign_detached, sign_office, sign_pdf};
pub use verify::{Trust, is_signed_office, verify_detached, verify_office, verify_pdf};
