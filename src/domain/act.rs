//! Acts and events: what may happen to a workspace, as immutable facts of the journal.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::office::Offices;
use super::{
    ApplicantId, CriterionId, EventId, Flag, FormId, Framework, MemberId, RoundId, Stage, StageId, Submission,
    Sufficiency, Value, Verdict,
};

/// Who acts, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The member's name.
    pub member: MemberId,
    /// The role, such as `Thư ký`; may be empty.
    pub role: String,
}

/// Everything that can be done to a workspace. Each becomes one event, in one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// Opens a round with its own frozen copy of the framework.
    OpenRound {
        /// The framework, whole.
        framework: Box<Framework>,
        /// The year appraised.
        year: i32,
        /// The organising body, such as `UBND huyện Minh Họa`.
        organisation: String,
        /// The stage that this round works at.
        stage: StageId,
        /// The chain as renamed for this round; the framework's own where empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        stages: Vec<Stage>,
    },
    /// Sets, or with no value clears, the target of a criterion for the round or for one applicant.
    SetTarget {
        /// The round.
        round: RoundId,
        /// The criterion.
        criterion: CriterionId,
        /// The applicant; none for all.
        applicant: Option<ApplicantId>,
        /// The target; none clears it.
        target: Option<Value>,
    },
    /// Sets, or with none clears, the rate (per cent of applicable criteria) from which the conclusion is ĐẠT.
    SetThreshold {
        /// The round.
        round: RoundId,
        /// Per cent.
        rate: Option<Decimal>,
    },
    /// Says at which stage of its chain the round works from now on.
    SetStage {
        /// The round.
        round: RoundId,
        /// The stage.
        stage: StageId,
    },
    /// Records what an applicant handed in.
    Submit {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// Its name as printed, NFC.
        name: String,
        /// What was read.
        submission: Box<Submission>,
    },
    /// Rules on one criterion at one stage.
    Rule {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// The criterion.
        criterion: CriterionId,
        /// The stage.
        stage: StageId,
        /// The value.
        value: Option<Value>,
        /// The verdict.
        verdict: Option<Verdict>,
        /// Points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<Decimal>,
        /// Further inputs of the rule.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        inputs: BTreeMap<String, Value>,
        /// The reason.
        reason: String,
        /// The rulings that this one saw and replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replaces: Vec<EventId>,
    },
    /// Writes, or with an empty text removes, a note; each criterion (and the dossier) has one note a stage.
    Note {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// The criterion; none for the whole dossier.
        criterion: Option<CriterionId>,
        /// The text.
        text: String,
        /// The note that this one replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replaces: Vec<EventId>,
    },
    /// Says whether evidence is enough or, with no mark, takes what was said back; each file of a criterion, and each
    /// criterion as a whole, has one mark a stage.
    MarkEvidence {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// The stage.
        stage: StageId,
        /// The criterion; none for a file that belongs to none.
        criterion: Option<CriterionId>,
        /// The path of the file; none for the criterion as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String>,
        /// SHA-256 of the file that was looked at.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        sha256: String,
        /// The mark; none takes it away.
        mark: Option<Sufficiency>,
        /// Why, or what is asked for.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// The marks that this one replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replaces: Vec<EventId>,
    },
    /// Dismisses a flag with a reason.
    DismissFlag {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// The flag, whole.
        flag: Flag,
        /// The reason.
        reason: String,
    },
    /// Hands a dossier that is wholly ruled to the chair (trình chủ tịch hội đồng).
    Present {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// The stage.
        stage: StageId,
    },
    /// Seals (chốt) the conclusion of a dossier at a stage: from here on the store refuses rulings on it.
    Seal {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// The stage.
        stage: StageId,
        /// SHA-256 of the state sealed.
        state: String,
    },
    /// Opens a sealed dossier again.
    Reopen {
        /// The round.
        round: RoundId,
        /// The applicant.
        applicant: ApplicantId,
        /// The stage.
        stage: StageId,
        /// Why; never empty.
        reason: String,
    },
    /// Writes, or with an empty text removes, a section of a report that no figure can fill.
    Narrate {
        /// The round.
        round: RoundId,
        /// The applicant; none for all of the round that have no text of their own.
        applicant: Option<ApplicantId>,
        /// The report.
        report: FormId,
        /// The section's key.
        section: String,
        /// The text; a line feed ends a paragraph.
        text: String,
        /// The texts that this one saw and replaces; none in journals of the first versions, where the last one wins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Vec<EventId>>,
    },
    /// Sets what the round's documents say of the offices that issue them.
    SetOffices {
        /// The round.
        round: RoundId,
        /// All of it; what was set before is replaced.
        offices: Box<Offices>,
    },
    /// Records that a file was signed: with whose certificate, and the file before and after.
    Sign {
        /// The round.
        round: RoundId,
        /// The file's name, without its folder.
        file: String,
        /// The whole name of the certificate's subject.
        subject: String,
        /// The certificate's serial number, in hexadecimal.
        serial: String,
        /// SHA-256 of the file that was signed.
        before: String,
        /// SHA-256 of the signed file, or of the signature that lies beside it.
        after: String,
    },
    /// Undoes an event (or, undoing an undo, does it again). Several events of one act are undone together.
    Undo {
        /// The events.
        events: Vec<EventId>,
    },
    /// Several acts that are one act of the member: one event, one undo.
    Batch {
        /// The acts, none of them a batch or an undo.
        acts: Vec<Act>,
    },
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// SHA-256 over everything else, in hexadecimal.
    pub id: EventId,
    /// The event before it on the same device; none for the first.
    pub previous: Option<EventId>,
    /// The device that wrote it.
    pub device: String,
    /// Who acted.
    pub actor: Actor,
    /// When, RFC 3339 with offset.
    pub at: String,
    /// What was done.
    pub act: Act,
}
