//! What an applicant submitted: claims with their place of origin, and the files behind them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ClaimedVerdict, CriterionId, Flag, Sentence, StageId, SubformFigure, Value};

/// Where a datum came from: a file of the dossier (relative to the folder that was loaded), a sheet and a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// The file, relative to the folder loaded, with `/` between its parts.
    pub file: String,
    /// The sheet; empty where the format has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The cell's absolute address, such as `E17`; empty where the whole file is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cell: String,
}

impl Provenance {
    /// Row and column of an address in a table of a document (`R5C3`), counted from one; none for one of a spreadsheet.
    pub fn row_and_column(cell: &str) -> Option<(u32, u32)> {
        let (row, column) = cell.strip_prefix('R')?.split_once('C')?;
        Some((row.parse().ok()?, column.parse().ok()?))
    }
}

/// What a submitted table says of one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Claim {
    /// The text of the value's cell as displayed, untouched but for NFC.
    pub raw: String,
    /// The value as read; none where the cell is blank or cannot be read.
    pub value: Option<Value>,
    /// Further inputs of the criterion's rule, where its form has them (a, b, choice …).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, Value>,
    /// The text of the verdict's cell.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub raw_verdict: String,
    /// The verdict claimed; none where blank or unreadable.
    pub verdict: Option<ClaimedVerdict>,
    /// Points the applicant gave itself, in frameworks by points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<rust_decimal::Decimal>,
    /// The target printed beside the claim, as text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// The text of the evidence column.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// The text of the note column (ghi chú, giải trình).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The cell the value came from.
    pub from: Provenance,
    /// Where the row's criterion was told by a name that is only like its own: how like, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_likeness: Option<u8>,
}

/// What kind of file a piece of evidence is, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EvidenceKind {
    /// PDF document.
    Pdf,
    /// Word document, of any generation.
    Document,
    /// Spreadsheet, of any generation.
    Spreadsheet,
    /// Picture.
    Image,
    /// Sound.
    Audio,
    /// Film.
    Video,
    /// Plain text or CSV.
    Text,
    /// Archive.
    Archive,
    /// Anything else.
    Other,
}

/// What is known of the digital signatures (chữ ký số) in a file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SignatureState {
    /// Not looked at yet.
    #[default]
    Unchecked,
    /// A kind of file that carries no signature of its own (pictures, sound, film).
    NotSignable,
    /// No signature.
    Unsigned,
    /// Every signature is valid.
    Valid,
    /// A signature is broken, altered, or of an untrusted certificate.
    Invalid,
    /// Every signature holds, but of one it cannot be told whose it is or when it was made: the council has supplied no
    /// authority, or the signature states no time.
    Unproven,
    /// The file is locked or damaged, so that its signatures cannot be looked at.
    Unreadable,
}

/// One signature of a file, as it was found when the dossier was loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureNote {
    /// The signer's name; empty where it cannot be told.
    pub name: String,
    /// The signer's organisation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// When it was made, RFC 3339 in Vietnam's time; empty where nothing says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// The time is that of a timestamp; whether its authority can be trusted is not checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stamped: bool,
    /// What it is worth.
    pub state: SignatureState,
    /// The same in words.
    pub finding: Sentence,
}

/// What says when a file was last changed, the most trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DatedBy {
    /// The file's own properties.
    Properties,
    /// The archive that held it.
    Archive,
    /// The file system; copying a file may set it anew.
    FileSystem,
}

/// The day on which a file was last changed (ngày sửa tệp).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDate {
    /// The day in Vietnam's time, `YYYY-MM-DD`.
    pub day: String,
    /// What says so.
    pub by: DatedBy,
}

/// A file behind one or several claims (tài liệu minh chứng); indexed, never copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The path, relative to the folder loaded, with `/` between its parts.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub sha256: String,
    /// Kind by content.
    pub kind: EvidenceKind,
    /// State of its signatures.
    #[serde(default)]
    pub signature: SignatureState,
    /// Each of them; or, where they could not be looked at, why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<SignatureNote>,
    /// The criteria it serves; empty where none could be told.
    pub criteria: Vec<CriterionId>,
    /// When it was last changed; none where nothing says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<FileDate>,
}

/// One handing-in of a dossier: everything that was read from its files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Submission {
    /// The applicant's folder (or file), relative to the folder loaded.
    pub folder: String,
    /// The folder that was loaded, as an absolute path on the machine that loaded it.
    pub root: String,
    /// SHA-256 over the paths and contents of all files read: the same digest means the same submission.
    pub digest: String,
    /// Self-assessed claims by criterion.
    pub claims: BTreeMap<CriterionId, Claim>,
    /// Results of earlier stages brought in by the file (the district's column of a Phụ lục 02), by stage.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub received: BTreeMap<StageId, BTreeMap<CriterionId, Claim>>,
    /// General information of the applicant (thông tin chung), by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub general: BTreeMap<String, String>,
    /// The level the applicant registered for, in frameworks by maturity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_level: Option<u8>,
    /// The evidence found.
    pub evidence: Vec<Evidence>,
    /// What was counted in its sub-forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subforms: Vec<SubformFigure>,
    /// What intake found that a human should look at.
    pub flags: Vec<Flag>,
}
