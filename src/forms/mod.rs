//! What a form is: columns, titles and signature block, declared once, both read and written.

pub mod header;
