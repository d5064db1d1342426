//! The page of the committee: who sits on it for which function, and who came to the review.

use super::Reviews;
use crate::domain::{Meeting, PersonId, Presence};

/// Somebody who sits in the committee, or came to the review.
pub(super) struct Seat {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their function; empty where they are not a member, or have none.
    pub function: String,
    /// The function and level, or that they are a guest, where that is known.
    pub says: String,
    /// Do they sit in the committee?
    pub member: bool,
    /// Are they known to be a guest?
    pub guest: bool,
    /// What is noted of them; none before somebody said.
    pub presence: Option<Presence>,
}

/// The members (for a closed review, those at that time), and then anybody else whose attendance is noted.
pub(super) fn seats(screen: &Reviews) -> Vec<Seat> {
    let (meeting, committee) = (screen.meeting(), &screen.committee);
    let came = meeting.map(|meeting| meeting.attendance.as_slice()).unwrap_or_default();
    let members = meeting.map_or(committee.members.as_slice(), |meeting| meeting.members(committee));
    let is_guest = |person: PersonId| meeting.is_some_and(|meeting| meeting.is_guest(person, committee));
    let mut seats: Vec<Seat> = members
        .iter()
        .map(|member| Seat {
            person: member.person,
            name: member.name.clone(),
            function: member.function.clone(),
            says: match member.function.trim() {
                "" => member.level.said().to_owned(),
                function => format!("{function}, {}", member.level.said()),
            },
            member: true,
            guest: false,
            presence: meeting.and_then(|meeting| meeting.noted(member.person)),
        })
        .collect();
    let others = came.iter().filter(|one| members.iter().all(|member| member.person != one.person));
    let others = others.map(|one| (one, is_guest(one.person)));
    seats.extend(others.map(|(one, guest)| Seat {
        person: one.person,
        name: one.name.clone(),
        function: String::new(),
        says: if guest { "guest" } else { "" }.to_owned(),
        member: false,
        guest,
        presence: Some(one.presence),
    }));
    seats
}

/// What somebody is found by.
pub(super) fn words(seat: &Seat) -> String {
    format!("{} {}", seat.name, seat.says)
}

/// The seats that pass the filter.
pub(super) fn shown(screen: &Reviews) -> Vec<Seat> {
    let mut seats = seats(screen);
    seats.retain(|seat| screen.lets_through(&words(seat)));
    seats
}

/// Is the review that is shown closed?
pub(super) fn is_closed(screen: &Reviews) -> bool {
    screen.meeting().is_some_and(Meeting::is_closed)
}

/// The seat under the cursor.
pub(super) fn selected(screen: &Reviews) -> Option<Seat> {
    if screen.page != super::Page::Committee {
        return None;
    }
    shown(screen).into_iter().nth(screen.list.selected)
}
