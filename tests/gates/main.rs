//! Owns the rules of readiness and of the gates: what passes, which verdicts a tally allows, what is frozen, what is
//! waived, and that nothing moves on without a decision. Everything is typed at the command line.
//!
//! A line of a case is what somebody types, with single quotes around what has spaces. Where it names no day, it is the
//! Monday of the ninth week of the pilot `alpha`.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod assessing;
mod certification;
mod g1;
#[path = "../days/items.rs"]
mod items;
mod later_gates;
#[path = "../process/mod.rs"]
mod process;
#[path = "../typed/mod.rs"]
mod typed;
mod verdicts;
mod waivers;
mod workstreams;

use std::sync::OnceLock;

use items::{COMPONENTS, CONDITIONS, DIMENSIONS, DOCUMENTS, MATRIX, RUN_DECISIONS};
use serde_json::Value;
use typed::{Desk, OWNED, TODAY, text, texts};

/// Adoption is read in the week of day 60 after a rollout on that day.
const SIXTY: &str = "--today 2026-05-05 record alpha adoption 55/60 --week 2026-W18";

/// The go/no-go five, which vote at G1.
const FIVE: [&str; 5] = ["data", "integration", "governance", "change-readiness", "budget"];

/// What can be recorded at any gate.
const ALWAYS: [&str; 3] = ["hold", "recycle", "stop"];

const GO: &str = "gate alpha --decide go --by Vera --why 'so it was found'";

const CONDITIONAL: &str = "gate alpha --decide conditional-go --by Vera --why 'so it was found'";

const HOLD: &str = "gate alpha --decide hold --by Vera --why 'not yet' --cause data";

/// How a case begins.
type Start = fn() -> Desk;

impl Desk {
    /// With three people, and a pilot in stage 1 that nobody owns.
    fn ownerless() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || vec![add_pilot(1)])
    }

    /// With a pilot in stage 1 that has an executive owner.
    fn owned() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || vec![add_pilot(1), OWNED.to_owned()])
    }

    /// With a pilot of which all six dimensions pass, and that nobody owns.
    fn ready_but_ownerless() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || [add_pilot(1)].into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).collect())
    }

    /// With a pilot of which all six dimensions pass.
    fn ready() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        let owned = [add_pilot(1), OWNED.to_owned()];
        Self::copied(&KEPT, || owned.into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).collect())
    }

    /// With a pilot of which all pass but the budget, which has a gap and a workstream.
    fn four_of_five() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        let owned = [add_pilot(1), OWNED.to_owned()];
        let budget = ["score alpha budget 2 --gap 'no money after June' --by Nora".to_owned(), workstream("budget")];
        Self::copied(&KEPT, || owned.into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).chain(budget).collect())
    }

    /// With a pilot in stage 2 that has all that G2 asks for.
    fn built() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || {
            let owned = [add_pilot(2), OWNED.to_owned()];
            let items = MATRIX.iter().chain(&DOCUMENTS).chain(&COMPONENTS).map(|item| tick(item, "done"));
            owned.into_iter().chain(DIMENSIONS.map(|of| score(of, 3))).chain(items).collect()
        })
    }

    /// With a pilot in stage 3 that is rolled out, and has all that G3 asks for but the four ticks.
    fn unticked() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || {
            let owned = [add_pilot(3), OWNED.to_owned(), format!("set alpha rollout {TODAY}"), SIXTY.to_owned()];
            let items = RUN_DECISIONS.iter().chain(&["s3.process-documented"]).map(|item| tick(item, "done"));
            owned.into_iter().chain(items).collect()
        })
    }

    /// With a pilot in stage 3 that has all that G3 asks for once day 60 has come.
    fn embedded() -> Self {
        static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copied(&KEPT, || {
            let owned = [add_pilot(3), OWNED.to_owned(), format!("set alpha rollout {TODAY}"), SIXTY.to_owned()];
            let items = RUN_DECISIONS.iter().chain(&["s3.process-documented"]).chain(&CONDITIONS);
            owned.into_iter().chain(items.map(|item| tick(item, "done"))).collect()
        })
    }

    /// What the gate out of the present stage makes of the pilot.
    #[track_caller]
    fn tally(&self) -> Value {
        self.json("gate alpha")
    }

    /// The verdict that moves the pilot on and can be recorded, if there is one; the other three always can.
    #[track_caller]
    fn allowed(&self) -> Option<String> {
        let mut possible = texts(&self.tally()["possible"]);
        for always in ALWAYS {
            let place = possible.iter().position(|verdict| verdict == always);
            possible.remove(place.unwrap_or_else(|| panic!("{always} is always possible")));
        }
        assert!(possible.len() < 2, "{possible:?} at once");
        possible.pop()
    }

    /// All that a verdict lacks, in words.
    #[track_caller]
    fn lacks(&self, verdict: &str) -> Vec<String> {
        let tally = self.tally();
        let missing = tally["missing"].as_array().unwrap().iter().filter(|one| one["verdict"] == verdict);
        missing.map(|one| text(one, "what")).collect()
    }

    /// A verdict lacks one thing, and says so with those words.
    #[track_caller]
    fn lacks_only(&self, verdict: &str, says: &str) {
        let lacks = self.lacks(verdict);
        assert!(lacks.len() == 1 && lacks[0].contains(says), "“{says}” is all that {verdict} lacks: {lacks:?}");
    }

    /// How a dimension stands at the gate out of the present stage.
    #[track_caller]
    fn standing(&self, dimension: &str) -> Value {
        let tally = self.tally();
        tally["dimensions"].as_array().unwrap().iter().find(|one| one["id"] == dimension).unwrap().clone()
    }

    #[track_caller]
    fn shown(&self) -> Value {
        self.json("show alpha")
    }

    /// The stages that the pilot entered, and how.
    #[track_caller]
    fn visits(&self) -> Vec<(u64, String)> {
        // Late enough for every one of them.
        let shown = self.json("--today 2026-12-31 show alpha");
        let visits = shown["visits"].as_array().unwrap().iter();
        visits.map(|visit| (visit["stage"].as_u64().unwrap(), text(visit, "kind"))).collect()
    }

    /// The newest decision.
    #[track_caller]
    fn decision(&self) -> Value {
        self.list("decisions").pop().unwrap()
    }

    /// The id of the newest workstream.
    #[track_caller]
    fn work(&self) -> String {
        text(self.list("workstreams").last().unwrap(), "id")
    }

    /// What a checklist item says.
    #[track_caller]
    fn title(&self, item: &str) -> String {
        text(self.list("gaps").iter().find(|gap| gap["item"] == item).unwrap(), "text")
    }

    /// Score, evidence and gaps of a dimension in an assessment of a list.
    #[track_caller]
    fn scored(&self, list: &str, version: u64, dimension: &str) -> (Value, Value, Value) {
        let assessments = self.list(list);
        let assessment = assessments.iter().find(|one| one["version"] == version).unwrap();
        let scores = assessment["scores"].as_array().unwrap();
        let found = scores.iter().find(|score| score["dimension"] == dimension).unwrap();
        (found["score"].clone(), found["evidence"].clone(), found["gaps"].clone())
    }
}

fn add_pilot(stage: u8) -> String {
    format!("add pilot Alpha --started 2026-01-05 --stage {stage}")
}

/// With evidence, by the assessor.
fn score(dimension: &str, value: u8) -> String {
    format!("score alpha {dimension} {value} --evidence 'log of {dimension}' --by Nora")
}

fn workstream(dimension: &str) -> String {
    format!("add workstream alpha {dimension} --owner Dirk --due 2026-05-01 --exit-test 'thirty days without a fault'")
}

fn tick(item: &str, state: &str) -> String {
    format!("tick alpha {item} --state {state} --evidence 'released in February' --why 'we have none'")
}

fn close(id: &str) -> String {
    format!("workstream {id} done --evidence 'it ran for thirty days' --rescore 3 --by Nora")
}
