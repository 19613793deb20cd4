//! Vietnamese text: normal form, folding, display width, cleaning, numbers, dates and the sentences of the locales.

pub mod clean;
pub mod date;
pub mod fold;
pub mod legacy;
pub mod locale;
pub mod measure;
pub mod number;
pub mod value;

pub use clean::clean;
pub use fold::{fold, nfc};
pub use locale::{Lang, Locale};
pub use measure::{cut, pad, width, wrap};
