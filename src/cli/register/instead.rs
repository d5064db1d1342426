//! Owns what is said of a change that a sheet cannot make: the command that makes it.

use super::beside::Compared;
use super::sheets::READINGS;

impl Compared<'_> {
    /// The command for a change that a sheet cannot make.
    pub(super) fn instead(&self, field: &str) -> &'static str {
        match (self.register.sheet, field) {
            ("pilots", "executive_owner") => "appoint with `steerco owner PILOT WHO --why TEXT`",
            ("pilots", "stage") => "only a gate moves a pilot on: `steerco gate PILOT`",
            ("pilots", "lifecycle") => "decide it: `steerco decide PILOT VERB`",
            ("pilots", "reported" | "because") => "report it: `steerco status PILOT R|A|G --because TEXT`",
            (_, "archived") => "use `steerco archive` and `steerco unarchive`",
            ("notes", _) => "a note keeps its pilot, day and writer; `steerco note PILOT TEXT` writes another one",
            ("gaps", "evidence") => "attach it with `steerco tick PILOT ITEM --evidence TEXT`",
            ("workstreams", "closed" | "outcome") => "close it with `steerco workstream ID done`",
            ("reviews", _) => "run it with `steerco review open` and `steerco review close`",
            ("assessments", _) => "score it with `steerco score PILOT DIMENSION SCORE`",
            ("waivers", _) => {
                "a waiver stays as it was granted; another one goes with its verdict: `steerco gate PILOT`"
            }
            ("trainings", _) => "a training stays as it was entered; `steerco add training` enters another one",
            ("versions", _) => "a version stays as it was entered; `steerco add version` enters another one",
            (READINGS, _) => "write another reading into a row of its own",
            ("actions", "state" | "ended" | "why") => "end it with `steerco act ID done|drop`",
            ("exceptions", "pilot") => "raise it of the other pilot with `steerco raise`, and close this one",
            ("exceptions", _) => "use `steerco escalate`, `acknowledge`, `resolve` and `close`",
            ("decisions", "statement" | "rationale" | "rejected" | "conditions") => {
                "a decision stays as it was taken; its words are put right with `steerco set decision ID FIELD VALUE`"
            }
            ("decisions", _) => "a decision stays as it was taken; record another one",
            ("committee", _) => "use `steerco review member` and `steerco review chair`",
            _ => "put the cell back as it was",
        }
    }

    /// The command that adds a row.
    pub(super) fn adds(&self) -> &'static str {
        match self.register.sheet {
            "decisions" => "record it with `steerco decide`",
            "committee" => "seat them with `steerco review member`",
            "gaps" | "assessments" => "name it with `steerco score PILOT DIMENSION SCORE --gap TEXT`",
            "waivers" => "it goes with its verdict: `steerco gate PILOT`",
            _ => "add it with `steerco add`; its help lists what can be added",
        }
    }
}
