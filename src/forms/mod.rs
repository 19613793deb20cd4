//! What a form is: columns, titles and signature block, declared once, both read and written.

pub mod blank;
pub mod conclusion;
pub mod digest;
pub mod document;
pub mod fill;
pub mod header;
pub mod notation;
pub mod office;
pub mod provenance;
pub mod report;
pub mod structure;
pub mod summary;
pub mod supplements;
pub mod table;
pub mod words;

pub use blank::blank;
pub use document::Document;
pub use fill::{fill, signature};
pub use provenance::provenance;
pub use structure::structure;
pub use summary::fill_summary;
pub use supplements::supplements;
pub use table::{Align, Cell, Column, Number, NumberKind, Row, RowKind, Signature, Table};
pub use words::Words;
