//! The page of the committee: who sits there for which function, and who came to the review.

use super::Reviews;
use crate::domain::{PersonId, ReviewState};

/// Somebody who sits in the committee, or came to the review.
pub(super) struct Seat {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// For which function; empty where they are no member, or sit there for none.
    pub function: String,
    /// The function, and how high they stand; that they are a guest, where that is known.
    pub says: String,
    /// Do they sit in the committee?
    pub member: bool,
    /// Were they there? None before somebody said.
    pub present: Option<bool>,
}

/// The members, of a closed review those who sat there then, and then who else came.
pub(super) fn seats(screen: &Reviews) -> Vec<Seat> {
    let came = screen.meeting().map(|meeting| meeting.attendance.as_slice()).unwrap_or_default();
    let present = |person: PersonId| came.iter().find(|one| one.person == person).map(|one| one.present);
    let sitting = screen.committee.members.as_slice();
    let members = screen.meeting().map_or(sitting, |meeting| meeting.members(&screen.committee));
    // Who sat there is not known of a closed review that came from an export: then nobody is told to be a guest.
    let guest = if is_closed(screen) && members.is_empty() { "" } else { "guest" };
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
            present: present(member.person),
        })
        .collect();
    let guests = came.iter().filter(|one| members.iter().all(|member| member.person != one.person));
    seats.extend(guests.map(|one| Seat {
        person: one.person,
        name: one.name.clone(),
        function: String::new(),
        says: guest.to_owned(),
        member: false,
        present: Some(one.present),
    }));
    seats
}

/// Those of them whom the filter lets through.
pub(super) fn shown(screen: &Reviews) -> Vec<Seat> {
    let mut seats = seats(screen);
    seats.retain(|seat| screen.lets_through(&format!("{} {}", seat.name, seat.says)));
    seats
}

/// Is the review that is shown closed?
pub(super) fn is_closed(screen: &Reviews) -> bool {
    screen.review().is_some_and(|review| review.state == ReviewState::Closed)
}

/// The seat under the cursor.
pub(super) fn selected(screen: &Reviews) -> Option<Seat> {
    if screen.page != super::Page::Committee {
        return None;
    }
    shown(screen).into_iter().nth(screen.list.selected)
}
