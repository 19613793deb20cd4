//! What can go wrong when something is signed. This room knows no words for people: who asks it puts them.

use std::path::PathBuf;

/// Nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The file is no PDF, or damaged.
    #[error("the file is no whole PDF")]
    BrokenPdf,
    /// The PDF is protected by a password or by restrictions.
    #[error("the PDF is encrypted")]
    EncryptedPdf,
    /// The file is no workbook or text that can be signed inside.
    #[error("the file is no whole workbook or text")]
    BrokenOffice,
    /// The signature beside the file is of other content.
    #[error("the signature beside the file is of other content")]
    OtherContent,
    /// The same certificate signed the same content already.
    #[error("{0} signed it already")]
    SignedAlready(String),
    /// The PDF was certified by its author so that nothing may be added any more.
    #[error("the PDF is certified against further signatures")]
    LockedPdf,
    /// The PDF lacks the page on which the signature is to be shown.
    #[error("the PDF has no page {0}")]
    NoPage(u32),
    /// The picture of the signature is no PDF of one page.
    #[error("the appearance of the signature cannot be used")]
    BadAppearance,
    /// The picture cannot be shown.
    #[error("the picture is no PNG or JPEG")]
    BadPicture,
    /// The key file is no PKCS#12 file.
    #[error("the key file is no PKCS#12 file")]
    NotPkcs12,
    /// The key file is protected in a way that this program does not know.
    #[error("the key file is protected in an unknown way")]
    UnknownProtection,
    /// The password of the key file is wrong, in both notations of its accents.
    #[error("the password is wrong")]
    WrongPassword,
    /// The key file or token holds no key with its certificate.
    #[error("there is no key with its certificate")]
    NoKey,
    /// Several certificates could be meant.
    #[error("several certificates could be meant")]
    SeveralCertificates(Vec<String>),
    /// No certificate has that label or number.
    #[error("no certificate is called {wanted}")]
    NoSuchCertificate {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The key is of a kind that this program does not sign with.
    #[error("the key is of an unknown kind")]
    UnknownKey,
    /// The certificate is not valid at the time of signing.
    #[error("the certificate is not valid now")]
    NotValidNow {
        /// Whose it is.
        name: String,
        /// Valid from, RFC 3339.
        from: String,
        /// Valid until, RFC 3339.
        until: String,
    },
    /// The certificate does not allow its key to sign.
    #[error("the certificate is not for signing")]
    NotForSigning(String),
    /// The key does not belong to the certificate: what it signed does not verify.
    #[error("the key does not belong to the certificate")]
    KeyMismatch,
    /// The intermediate certificates cannot be read.
    #[error("the intermediate certificates cannot be read")]
    BadCertificates,
    /// The token's library cannot be loaded.
    #[error("the token's library {} cannot be loaded", .0.display())]
    Library(PathBuf),
    /// No token is plugged in.
    #[error("no token is plugged in")]
    NoToken,
    /// Several tokens are plugged in, and none was chosen.
    #[error("several tokens are plugged in")]
    SeveralTokens(Vec<String>),
    /// No token has that slot number.
    #[error("no token is in slot {0}")]
    NoSuchSlot(u64),
    /// The PIN is wrong.
    #[error("the PIN is wrong")]
    WrongPin(PinState),
    /// The token is locked after wrong PINs.
    #[error("the token is locked")]
    TokenLocked,
    /// The PIN must be changed with the maker's program first.
    #[error("the PIN must be changed first")]
    PinExpired,
    /// The token was unplugged.
    #[error("the token was unplugged")]
    TokenRemoved,
    /// The token wants its PIN for each signature, which this program does not do.
    #[error("the token wants its PIN again")]
    PinEachTime,
    /// The token failed otherwise.
    #[error("the token failed: {0}")]
    Token(String),
    /// A fault of this program.
    #[error("the signature could not be made")]
    Internal,
}

/// How many tries the token leaves for its PIN, as far as it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinState {
    /// Nothing to worry about.
    Fine,
    /// A wrong PIN was entered before.
    Low,
    /// One more wrong PIN locks it.
    LastTry,
    /// It is locked.
    Locked,
}
