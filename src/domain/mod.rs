//! The pure rules of appraisal: ids, values, frameworks, dossiers, rulings and scorecards. No IO, no clock, no screen.

pub mod act;
pub mod checks;
pub mod claim;
pub mod difference;
pub mod flag;
pub mod form;
pub mod framework;
pub mod id;
pub mod index;
pub mod lateness;
pub mod marking;
pub mod narrative;
pub mod office;
pub mod overview;
pub mod place;
pub mod round;
pub mod rule;
pub mod ruling;
pub mod scorecard;
pub mod sentence;
pub mod signing;
pub mod subform;
pub mod value;
pub mod verdict;

pub use act::{Act, Actor, Event};
pub use claim::{
    Claim, DatedBy, Evidence, EvidenceKind, FileDate, Provenance, SignatureNote, SignatureState, Submission,
};
pub use difference::{Aspect, Change, CriterionDifference, Difference, FileChange, FileDifference};
pub use flag::{Flag, FlagKind};
pub use form::{Column, ColumnField, FormKind, FormSpec, SignatureBlock};
pub use framework::{Contradiction, Criterion, Framework, Group, Level, Method, Stage};
pub use id::{ApplicantId, CriterionId, EventId, FormId, FrameworkId, GroupId, MemberId, RoundId, StageId};
pub use marking::{Marking, Sufficiency};
pub use round::{Dossier, DossierState, Round, Targets};
pub use rule::{Finding, Inputs, Rule};
pub use ruling::{Note, Ruling, Rulings};
pub use scorecard::{Scorecard, StageResult, StageStanding, Standing};
pub use sentence::{Arg, Explain, Sentence};
pub use subform::SubformFigure;
pub use value::Value;
pub use verdict::{ClaimedVerdict, Verdict};

/// Exact decimal numbers: the only numbers in which values and points are counted.
pub use rust_decimal::Decimal;
