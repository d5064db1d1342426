//! Owns who was at a review, as its minutes list them: members of the committee, the chair, and guests; and who decided
//! although nobody noted that they were there.

use super::decision::Decision;
use super::review::{Attendee, Committee, Meeting};
use crate::domain::{PersonId, Presence, ReviewState};

impl Presence {
    /// From the two flags of the file. Undoing an entry can leave both set; whoever came sent no apologies.
    #[must_use]
    pub const fn of(present: bool, excused: bool) -> Self {
        match (present, excused) {
            (true, _) => Self::Present,
            (false, true) => Self::Excused,
            (false, false) => Self::Absent,
        }
    }

    /// The verb of a sentence about somebody.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Present => "is there",
            Self::Excused => "sent apologies",
            Self::Absent => "is absent",
        }
    }

    /// What the same key notes next: first present, then excused, then absent, then present again.
    #[must_use]
    pub const fn after(noted: Option<Self>) -> Self {
        match noted {
            None | Some(Self::Absent) => Self::Present,
            Some(Self::Present) => Self::Excused,
            Some(Self::Excused) => Self::Absent,
        }
    }
}

impl Meeting {
    /// What is noted of somebody; none if nobody said.
    #[must_use]
    pub fn noted(&self, person: PersonId) -> Option<Presence> {
        self.attendance.iter().find(|one| one.person == person).map(|one| one.presence)
    }

    /// Is it somebody who neither sits in the committee nor chairs the review? If it is not known who sat there, as in
    /// a review that was closed in another workspace, nobody counts as a guest.
    #[must_use]
    pub fn is_guest(&self, person: PersonId, committee: &Committee) -> bool {
        let unknown = self.is_closed() && self.review.entry.is_none();
        let chairs = self.review.chair.as_ref().is_some_and(|(chair, ..)| *chair == person);
        !unknown && !chairs && self.members(committee).iter().all(|member| member.person != person)
    }

    /// The names of the members and the chair of whom nothing is noted.
    #[must_use]
    pub fn unsaid<'a>(&'a self, committee: &'a Committee) -> Vec<&'a str> {
        let members = self.members(committee);
        let sits = |person: PersonId| members.iter().any(|member| member.person == person);
        let chair = self.review.chair.iter().map(|(person, name, _)| (*person, name.as_str()));
        let all = members.iter().map(|member| (member.person, member.name.as_str()));
        let all = all.chain(chair.filter(|(person, _)| !sits(*person)));
        all.filter(|(person, _)| self.noted(*person).is_none()).map(|(_, name)| name).collect()
    }

    /// The lists of names by what is noted, each under its title. Nobody is missed before the review is opened.
    #[must_use]
    pub fn roll(&self, committee: &Committee) -> [(&'static str, String); 5] {
        let names = |presence: Presence, is_meant: &dyn Fn(&Attendee) -> bool| {
            let meant = self.attendance.iter().filter(|one| one.presence == presence && is_meant(one));
            meant.map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let is_guest = |one: &Attendee| self.is_guest(one.person, committee);
        let unsaid = match self.review.state {
            ReviewState::Draft => Vec::new(),
            ReviewState::Open | ReviewState::Closed => self.unsaid(committee),
        };
        [
            ("Present", names(Presence::Present, &|one: &Attendee| !is_guest(one))),
            ("Apologies", names(Presence::Excused, &|_: &Attendee| true)),
            ("In attendance", names(Presence::Present, &is_guest)),
            ("Absent", names(Presence::Absent, &|_: &Attendee| true)),
            ("Not noted", unsaid.join(", ")),
        ]
    }

    /// Who decided in the review without being noted as present, with what is noted of them.
    #[must_use]
    pub fn decided_away(&self, decisions: &[Decision]) -> Vec<String> {
        let own = decisions.iter().filter(|decision| decision.review == Some(self.review.id));
        let away = own.filter_map(|decision| match self.noted(decision.decided_by) {
            Some(Presence::Present) => None,
            Some(noted) => Some(format!("{} ({noted})", decision.decided_by_name)),
            None => Some(decision.decided_by_name.clone()),
        });
        let mut away: Vec<String> = away.collect();
        away.sort_unstable();
        away.dedup();
        away
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Level;
    use crate::domain::review::{Member, Review, tests};

    /// A review that is open: Ana chairs it, Bo and Cy sit in the committee, and of those with a number it is noted
    /// whether they are there.
    fn meeting(noted: &[(i64, &str, Presence)]) -> (Meeting, Committee) {
        let chair = Some((PersonId(1), "Ana".to_owned(), true));
        let bare = tests::meeting(ReviewState::Open, Vec::new(), Vec::new());
        let review = Review { chair, ..bare.review };
        let attendee = |(person, name, presence): &(i64, &str, Presence)| Attendee {
            person: PersonId(*person),
            name: (*name).to_owned(),
            presence: *presence,
        };
        let attendance = noted.iter().map(attendee).collect();
        let member = |(person, name): (i64, &str)| Member {
            person: PersonId(person),
            name: name.to_owned(),
            level: Level::Vp,
            function: String::new(),
        };
        let members = [(2, "Bo"), (3, "Cy")].map(member).to_vec();
        let meeting = Meeting { review, attendance, ..bare };
        (meeting, Committee { members, ..Committee::default() })
    }

    fn rolled((meeting, committee): &(Meeting, Committee)) -> Vec<String> {
        let said = meeting.roll(committee).into_iter().filter(|(_, names)| !names.is_empty());
        said.map(|(title, names)| format!("{title}: {names}")).collect()
    }

    #[test]
    fn minutes_list_the_chair_as_present_and_whoever_is_no_member_as_in_attendance() {
        let noted = [
            (1, "Ana", Presence::Present),
            (2, "Bo", Presence::Excused),
            (4, "Di", Presence::Present),
            (5, "Ed", Presence::Absent),
        ];
        let told = ["Present: Ana", "Apologies: Bo", "In attendance: Di", "Absent: Ed", "Not noted: Cy"];
        assert_eq!(rolled(&meeting(&noted)), told);
        assert_eq!(rolled(&meeting(&[])), ["Not noted: Bo, Cy, Ana"]);
    }

    #[test]
    fn a_guest_of_a_closed_review_in_whose_committee_nobody_sat_is_one() {
        let (mut meeting, _) = meeting(&[(1, "Ana", Presence::Present), (4, "Di", Presence::Present)]);
        meeting.review.state = ReviewState::Closed;
        meeting.review.entry = Some(9);
        let nobody = Committee::default();
        assert_eq!(rolled(&(meeting.clone(), nobody.clone())), ["Present: Ana", "In attendance: Di"]);
        // One that was closed elsewhere knows nothing of who sat there.
        meeting.review.entry = None;
        assert_eq!(rolled(&(meeting, nobody)), ["Present: Ana, Di"]);
    }

    #[test]
    fn the_key_goes_round() {
        let mut noted = None;
        let round: Vec<Presence> = (0..4)
            .map(|_| {
                let next = Presence::after(noted);
                noted = Some(next);
                next
            })
            .collect();
        assert_eq!(round, [Presence::Present, Presence::Excused, Presence::Absent, Presence::Present]);
    }
}
