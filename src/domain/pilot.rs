//! Owns the pilot: what is known of one AI use case, its stays in stages, its clocks and its code.

use std::fmt;

use nucleo_matcher::chars;
use serde::{Deserialize, Serialize};

use super::shown::{collapsed, is_blank};
use super::{
    Baseline, Day, Decision, Exception, Fixed, Framework, Invalid, Level, Lifecycle, Metric, ModelVersion, Moment,
    NoteId, PersonId, PilotId, Powers, Readiness, Rules, Stage, Status, Tick, VisitId, VisitKind, Week,
};

/// A stay of a pilot in a stage. It lasts until the next one begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Identity.
    pub id: VisitId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// The stage.
    pub stage: Stage,
    /// The day on which it began. None for the stay that began with the pilot, whose start may not be known.
    pub entered: Option<Day>,
    /// How it came here.
    pub kind: VisitKind,
    /// Why.
    pub why: String,
    /// By whose decision.
    pub by: String,
    /// Was the stage guessed, because the source does not name one?
    pub assumed: bool,
}

/// What the people of a pilot say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The status they report.
    pub status: Status,
    /// Their sentence.
    pub because: String,
    /// When they said so.
    pub on: Option<Day>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status.said();
        if self.because.is_empty() { f.write_str(status) } else { write!(f, "{status}: {}", self.because) }
    }
}

/// A pilot as lists and boards show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pilot {
    /// Identity.
    pub id: PilotId,
    /// Its short unique name on the command line.
    pub code: String,
    /// Its name in the committee.
    pub name: String,
    /// The unit of the organisation that it belongs to.
    pub unit: String,
    /// Words to find it by, sorted.
    pub tags: Vec<String>,
    /// The executive owner.
    pub owner: Option<OwnerSeat>,
    /// The business lead.
    pub lead: Option<(PersonId, String)>,
    /// The implementation partner, or empty.
    pub partner: String,
    /// When the partner leaves.
    pub partner_ends: Option<Day>,
    /// When it began.
    pub started: Option<Day>,
    /// When users first had it in production.
    pub rollout: Option<Day>,
    /// The users that it was rolled out to.
    pub cohort: String,
    /// Spent on change so far, in the currency of the workspace.
    pub spend_change: Option<Fixed>,
    /// Spent on technology so far, in the same currency.
    pub spend_technology: Option<Fixed>,
    /// Its present stage.
    pub stage: Stage,
    /// When it entered that stage, if a day is known.
    pub entered: Option<Day>,
    /// How it came there.
    pub visit_kind: VisitKind,
    /// The pilot that it was certified as a use case of: its id and code.
    pub parent: Option<(PilotId, String)>,
    /// The number of its stays in stages, with the present one.
    pub visits: u32,
    /// Was that stage guessed?
    pub assumed: bool,
    /// Whether it is worked on.
    pub lifecycle: Lifecycle,
    /// What its people say of it.
    pub report: Report,
    /// Items of its present stage and those before that are done or not applicable.
    pub closed_items: u16,
    /// Open written gaps of its present assessment.
    pub written_gaps: u16,
    /// Its place in the committee's own order of its stage, where it has one.
    pub place: Option<i64>,
    /// Out of sight, kept for the history.
    pub archived: bool,
    /// Did a file bring it? Not true of an export read back into the workspace where it was added.
    pub imported: bool,
    /// Since when somebody sits in the owner's seat, or it is empty again; none if nobody ever sat there.
    pub seated: Option<Day>,
    /// The times in which its clocks stood still, oldest first.
    pub pauses: Vec<Pause>,
}

/// A time in which a pilot's clocks stand still, because it is paused or has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// From this day.
    pub from: Day,
    /// To the day on which it was resumed; none while it lasts, and after an end.
    pub to: Option<Day>,
}

impl Pause {
    /// Did the pilot stand still at the end of this week?
    fn covers(self, week: Week) -> bool {
        self.from <= week.sunday() && self.to.is_none_or(|to| to > week.sunday())
    }
}

/// Who sits in the owner's seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerSeat {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Are they of executive level?
    pub executive: bool,
    /// Are they archived?
    pub archived: bool,
    /// How high they stand.
    pub level: Level,
    /// What they may do.
    pub powers: Powers,
}

impl OwnerSeat {
    /// Is it somebody of executive level who is not archived?
    #[must_use]
    pub const fn answers(&self) -> bool {
        self.executive && !self.archived
    }

    /// Why the person named does not count as owner (archived, or below VP), as the end of a sentence that begins with
    /// “but”.
    #[must_use]
    pub fn falls_short(&self) -> Option<String> {
        if self.archived {
            Some("is archived".to_owned())
        } else if self.executive {
            None
        } else if self.level == Level::Other {
            Some("has no executive level".to_owned())
        } else {
            Some(format!("is {}, below VP", self.level))
        }
    }
}

impl Pilot {
    /// Was its record taken over here, so that the source may still correct its stage?
    #[must_use]
    pub const fn is_correctable(&self) -> bool {
        matches!(self.visit_kind, VisitKind::TakeOver) && self.visits == 1
    }

    /// The day of its start, if that lies after `day`. Nothing is judged before it.
    #[must_use]
    pub fn start_ahead(&self, day: Day) -> Option<Day> {
        self.started.filter(|started| *started > day)
    }

    /// The number of its week on `day`, the week of its start being 1. None without a start, or before it.
    #[must_use]
    pub fn week(&self, day: Day) -> Option<i64> {
        self.week_of(self.started?, day)
    }

    /// The number of its week in the present stage. None without a start.
    #[must_use]
    pub fn week_in_stage(&self, day: Day) -> Option<i64> {
        self.started?;
        self.week_of(self.entered?, day)
    }

    /// The number of a week, the week of `start` being 1. Paused weeks do not count.
    pub(super) fn week_of(&self, start: Day, day: Day) -> Option<i64> {
        let stopped = self.pauses.iter().find(|pause| pause.to.is_none()).map(|pause| pause.from.max(start));
        let (from, to) = (Week::of(start), Week::of(stopped.map_or(day, |stopped| stopped.min(day))));
        (start <= day).then(|| to.since(from) + 1 - self.paused_weeks(from, to))
    }

    /// Why it is not under way, in a word: paused, archived or ended; none if it is.
    #[must_use]
    pub const fn at_rest(&self) -> Option<&'static str> {
        match self.lifecycle {
            _ if self.archived => Some("archived"),
            Lifecycle::Active | Lifecycle::SelfSustaining => None,
            lifecycle => Some(lifecycle.name()),
        }
    }

    /// The status that its people report, if its data say another one. None of a pilot at rest, of which less is asked.
    #[must_use]
    pub fn reported_otherwise(&self, computed: Status) -> Option<Status> {
        let reported = self.report.status;
        let differs = reported != Status::NotReported && reported != computed;
        (differs && self.at_rest().is_none()).then_some(reported)
    }

    /// The week of its start, if that is known.
    #[must_use]
    pub fn first_week(&self) -> Option<Week> {
        self.started.map(Week::of)
    }

    /// The first week for which readings are asked, if a start is known. Nothing is missing before it.
    #[must_use]
    pub fn first_asked(&self) -> Option<Week> {
        self.started.map(Week::first_asked)
    }

    /// Is a reading asked for this week? Not before it began, and not while it is paused.
    #[must_use]
    pub fn reports_in(&self, week: Week) -> bool {
        self.first_asked().is_none_or(|first| week >= first) && !self.is_paused_in(week)
    }

    /// The week that a reading is most likely for: the newest that has ended. If none has ended since it began, the
    /// week of its start.
    #[must_use]
    pub fn week_to_enter(&self, moment: Moment) -> Week {
        let begun = self.first_week().filter(|first| *first <= Week::of(moment.day));
        begun.map_or(moment.reporting_week(), |first| first.max(moment.reporting_week()))
    }

    /// Was it paused at the end of this week?
    #[must_use]
    pub fn is_paused_in(&self, week: Week) -> bool {
        self.pauses.iter().any(|pause| pause.covers(week))
    }

    /// The number of paused weeks between two. The first, in which its clock began, and the last, which is not over, do
    /// not count: a clock that a pause stops stays where it was.
    fn paused_weeks(&self, from: Week, to: Week) -> i64 {
        if self.pauses.is_empty() {
            return 0;
        }
        let weeks = (1..to.since(from)).map(|number| from.plus(number));
        i64::try_from(weeks.filter(|week| self.is_paused_in(*week)).count()).unwrap_or(0)
    }

    /// What is open: items of its stage and those before that are neither done nor not applicable, and written gaps.
    #[must_use]
    pub fn open_gaps(&self, framework: &Framework) -> usize {
        let items = framework.items_through(self.stage).count().saturating_sub(usize::from(self.closed_items));
        items + usize::from(self.written_gaps)
    }

    /// The executive owner's name.
    #[must_use]
    pub fn owner_name(&self) -> Option<&str> {
        self.owner.as_ref().map(|seat| seat.name.as_str())
    }
}

/// A dated Markdown note on a pilot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// Its day.
    pub on: Day,
    /// Who wrote it.
    pub by: String,
    /// Markdown.
    pub text: String,
    /// Out of sight.
    pub archived: bool,
}

/// The number of users that a pilot aims at from some week on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// From this week.
    pub from: Week,
    /// How many.
    pub users: u32,
}

impl Target {
    /// A target of so many users; none if that is no whole number.
    #[must_use]
    pub fn of(from: Week, users: Fixed) -> Option<Self> {
        Some(Self { from, users: u32::try_from(users.whole()?).ok()? })
    }

    /// The last target that begins in `week` or earlier. `targets` are in order of weeks.
    #[must_use]
    pub fn by(targets: &[Self], week: Week) -> Option<Self> {
        targets.iter().rev().find(|target| target.from <= week).copied()
    }

    /// The number in force in `week`. `targets` are in order of weeks.
    #[must_use]
    pub fn in_force(targets: &[Self], week: Week) -> Option<u32> {
        Self::by(targets, week).map(|target| target.users)
    }

    /// The week since which the number in force in `week` has been the same; setting it again changes nothing.
    #[must_use]
    pub fn since(targets: &[Self], week: Week) -> Option<Week> {
        let users = Self::in_force(targets, week)?;
        let before = targets.iter().rev().skip_while(|target| target.from > week);
        before.take_while(|target| target.users == users).last().map(|target| target.from)
    }
}

/// The target users of a pilot, by week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetUsers {
    /// Those stated by its readings, as in `45/60`, for weeks before any were set.
    pub stated: Vec<Target>,
    /// Those that were set.
    pub set: Vec<Target>,
}

impl TargetUsers {
    /// The number out of which users are counted in `week`: the one set by then, else the one stated last.
    #[must_use]
    pub fn counting(&self, week: Week) -> Option<u32> {
        Target::in_force(&self.set, week).or_else(|| Target::in_force(&self.stated, week))
    }
}

/// Everything that a pilot's own pages show, except its readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PilotPage {
    /// The pilot.
    pub pilot: Pilot,
    /// What it is for.
    pub summary: String,
    /// Its stays in the stages, oldest first.
    pub visits: Vec<Visit>,
    /// The checklist items that somebody touched.
    pub ticks: Vec<Tick>,
    /// Its metrics, headline first within a family.
    pub metrics: Vec<Metric>,
    /// Its targets, by week.
    pub targets: Vec<Target>,
    /// Target users stated by its readings before any were set, by week. Each holds until another number is stated or
    /// set.
    pub stated: Vec<Target>,
    /// Its notes, newest first.
    pub notes: Vec<Note>,
    /// The baselines of its metrics, oldest first.
    pub baselines: Vec<Baseline>,
    /// Decisions on it, in order of creation.
    pub decisions: Vec<Decision>,
    /// Versions of its model, by release.
    pub versions: Vec<ModelVersion>,
    /// Its exceptions, in order of creation.
    pub exceptions: Vec<Exception>,
    /// Its readiness.
    pub readiness: Readiness,
    /// The numbers that rules go by.
    pub rules: Rules,
}

impl PilotPage {
    /// The week from which target users that are being set most likely hold: the newest that has ended. For the first
    /// ones, the week in which the pilot began, as the values since then are out of them too.
    #[must_use]
    pub fn week_to_aim_from(&self, moment: Moment) -> Week {
        let is_first = self.targets.is_empty() && self.stated.is_empty();
        let begun = self.pilot.first_week().filter(|_| is_first);
        begun.map_or(moment.reporting_week(), |first| first.min(moment.reporting_week()))
    }
}

/// The longest code.
const CODE_LENGTH: usize = 40;

/// A code made from a name: lower-case Latin letters and digits, joined by `-`. None if the name has neither.
#[must_use]
pub fn code_from(name: &str) -> Option<String> {
    let mut code = String::new();
    for c in name.chars() {
        let lower = chars::to_lower_case(c);
        let plain = chars::normalize(lower);
        if let Some(spelled) = spelled_out(lower, &code) {
            code.push_str(spelled);
        } else if plain.is_ascii_alphanumeric() {
            code.push(plain);
        } else if !code.is_empty() && !code.ends_with('-') {
            code.push('-');
        }
        if code.len() >= CODE_LENGTH {
            break;
        }
    }
    code.truncate(CODE_LENGTH);
    let code = code.trim_end_matches('-');
    (!code.is_empty()).then(|| code.to_owned())
}

/// How people spell a letter that is more than a plain letter with a mark, such as ß; `before` is the text before it.
/// Empty for a mark that stands apart from its letter, unless it makes an umlaut.
fn spelled_out(c: char, before: &str) -> Option<&'static str> {
    Some(match c {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'ß' | 'ẞ' => "ss",
        'þ' => "th",
        'ð' => "d",
        '\u{308}' if before.ends_with(['a', 'o', 'u']) => "e",
        '\'' | '’' | '\u{300}'..='\u{36F}' => "",
        _ => return None,
    })
}

/// Checks a code that somebody chose: its letters and its length.
pub fn check_code(code: &str) -> Result<(), Invalid> {
    let sound = !code.is_empty()
        && code.len() <= CODE_LENGTH + 8
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.' || b == b'_')
        && code.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    if sound {
        return Ok(());
    }
    Err(Invalid::new(format!("“{code}” cannot be a code"))
        .hint("use small letters, digits, - . or _, 48 at most, beginning with a letter or digit")
        .at("code"))
}

/// The longest name, in characters.
pub const NAME_LENGTH: usize = 200;

/// A name as it is stored, trimmed and on one line.
///
/// # Errors
/// If it is empty or too long.
pub fn tidy_name(name: &str, what: &'static str) -> Result<String, Invalid> {
    let tidy = collapsed(name);
    let length = tidy.chars().count();
    if is_blank(&tidy) {
        return Err(Invalid::new(format!("a {what} needs a name")).hint("type at least one character").at("name"));
    }
    if length > NAME_LENGTH {
        return Err(Invalid::new(format!("a name of {length} characters is too long"))
            .hint(format!("keep it under {NAME_LENGTH}; the summary and the notes take more"))
            .at("name"));
    }
    Ok(tidy)
}

/// Refuses a negative amount in one of a pilot's fields for money spent.
///
/// # Errors
/// If it is negative.
pub fn check_spent(field: &'static str, amount: Fixed) -> Result<(), Invalid> {
    if amount >= Fixed::ZERO {
        return Ok(());
    }
    let error = Invalid::new(format!("{} cannot be {amount}", field.replace('_', " of ")));
    Err(error.hint("write what was spent to date, nought or more").at(field))
}

/// Tags as they are stored: trimmed, sorted, none empty or repeated.
#[must_use]
pub fn tidy_tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut tidy: Vec<String> = tags.into_iter().map(collapsed).filter(|tag| !tag.is_empty()).collect();
    tidy.sort();
    tidy.dedup();
    tidy
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::date::tests::day;

    /// A pilot without anything but its stage.
    pub fn pilot(stage: Stage) -> Pilot {
        Pilot {
            parent: None,
            id: PilotId(1),
            code: "p".into(),
            name: "P".into(),
            unit: String::new(),
            tags: Vec::new(),
            owner: None,
            lead: None,
            partner: String::new(),
            partner_ends: None,
            started: None,
            rollout: None,
            stage,
            entered: None,
            visit_kind: VisitKind::Start,
            visits: 1,
            assumed: false,
            lifecycle: Lifecycle::Active,
            report: Report { status: Status::NotReported, because: String::new(), on: None },
            closed_items: 0,
            written_gaps: 0,
            place: None,
            archived: false,
            cohort: String::new(),
            spend_change: None,
            spend_technology: None,
            imported: false,
            seated: None,
            pauses: Vec::new(),
        }
    }

    #[test]
    fn of_a_pilot_at_rest_no_status_is_compared() {
        let report = Report { status: Status::Red, because: String::new(), on: None };
        let mut pilot = Pilot { report, ..pilot(Stage::Two) };
        assert_eq!(pilot.reported_otherwise(Status::Green), Some(Status::Red));
        assert_eq!(pilot.reported_otherwise(Status::Red), None);
        pilot.lifecycle = Lifecycle::Paused;
        assert_eq!(pilot.reported_otherwise(Status::Green), None);
    }

    #[test]
    fn codes_come_from_names() {
        let table = [
            ("Invoice Triage", Some("invoice-triage")),
            ("  Prüfung & Ablage (v2) ", Some("pruefung-ablage-v2")),
            ("Qualitätsprüfung Straße", Some("qualitaetspruefung-strasse")),
            ("Pru\u{308}fung, cafe\u{301}", Some("pruefung-cafe")),
            ("Ångström Façade Niño Øresund", Some("angstroem-facade-nino-oresund")),
            ("Łódź Đorđe Škoda Œuvre Þing", Some("lodz-dorde-skoda-oeuvre-thing")),
            ("Ana’s queue", Some("anas-queue")),
            ("請求書", None),
            ("--", None),
        ];
        for (name, code) in table {
            assert_eq!(code_from(name).as_deref(), code, "{name}");
        }
        assert!(code_from(&"long ".repeat(100)).unwrap().len() <= 40);
        assert!(check_code(&code_from("Invoice Triage").unwrap()).is_ok());
    }

    #[test]
    fn codes_that_would_trouble_a_shell_are_refused() {
        for code in ["", "-x", "A", "a b", "a/b", "a\u{1b}"] {
            assert!(check_code(code).is_err(), "{code:?}");
        }
    }

    #[test]
    fn names_are_tidied_and_bounded() {
        assert_eq!(tidy_name(" Invoice\r\n  triage\t", "pilot").unwrap(), "Invoice triage");
        for blank in [" \n", "\u{200b}", "\u{2060} \u{feff}", "\u{ad}\u{200d}"] {
            assert!(tidy_name(blank, "pilot").is_err(), "{blank:?}");
        }
        assert_eq!(tidy_name("نمی\u{200c}خواهم", "pilot").unwrap(), "نمی\u{200c}خواهم", "a joiner among letters stays");
        assert!(tidy_name(&"x".repeat(10_000), "pilot").is_err());
    }

    #[test]
    fn week_one_is_the_week_of_the_start() {
        let on = |started: &str, on: &str| Pilot { started: Some(day(started)), ..pilot(Stage::One) }.week(day(on));
        assert_eq!(on("2026-11-22", "2026-11-22"), Some(1));
        assert_eq!(on("2026-11-22", "2026-11-23"), Some(2));
        assert_eq!(on("2026-11-23", "2026-11-22"), None);
        // Across a year with 53 weeks: the 1st of January 2027 lies in the last of them.
        assert_eq!(on("2026-12-21", "2027-01-01"), Some(2));
        assert_eq!(on("2026-12-21", "2027-01-04"), Some(3));
    }

    #[test]
    fn paused_weeks_do_not_count() {
        let paused = |from: &str, to: Option<&str>| {
            let pauses = vec![Pause { from: day(from), to: to.map(day) }];
            Pilot { started: Some(day("2026-10-05")), pauses, ..pilot(Stage::One) }
        };
        let resumed = paused("2026-10-14", Some("2026-10-28"));
        assert_eq!(resumed.week(day("2026-10-12")), Some(2));
        assert_eq!(resumed.week(day("2026-10-26")), Some(2), "the pilot stood still at the end of weeks 2 and 3");
        assert_eq!(resumed.week(day("2026-11-02")), Some(3));
        for on in ["2026-10-14", "2026-10-18", "2026-10-19", "2026-11-23"] {
            assert_eq!(paused("2026-10-14", None).week(day(on)), Some(2), "its clocks stand: {on}");
        }
        let first = paused("2026-10-08", None).week(day("2026-11-23"));
        assert_eq!(first, Some(1), "a clock that stops in its first week stands there");
    }

    #[test]
    fn the_newest_target_that_has_begun_is_in_force() {
        let week = |n| Week::new(2026, n).unwrap();
        let targets = [Target { from: week(10), users: 60 }, Target { from: week(20), users: 80 }];
        assert_eq!(Target::in_force(&targets, week(9)), None);
        assert_eq!(Target::in_force(&targets, week(19)), Some(60));
        assert_eq!(Target::in_force(&targets, week(20)), Some(80));
        assert_eq!(Target::since(&targets, week(25)), Some(week(20)));
        let same = [Target { from: week(10), users: 40 }, Target { from: week(20), users: 40 }];
        assert_eq!(Target::since(&same, week(25)), Some(week(10)), "it is the same number since then");
        assert_eq!(Target::since(&same, week(9)), None);
    }
}
