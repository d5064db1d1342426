//! Owns people: who they are, what an executive owner may do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AppointmentId, Day, Invalid, Level, PersonId, PilotId, Power};

/// A person, ours or a partner's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Title, as on a card.
    pub title: String,
    /// How high they stand.
    pub level: Level,
    /// The unit they belong to.
    pub unit: String,
    /// E-mail address, or empty.
    pub email: String,
    /// Do they belong to an implementation partner?
    pub partner: bool,
    /// May they certify units, geographies and use cases?
    pub certifier: bool,
    /// Out of sight, kept for the history.
    pub archived: bool,
}

/// The three powers of an executive owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Powers {
    /// Accountable for the system's performance.
    pub accountability: Power,
    /// May order a pause or a retraining.
    pub authority: Power,
    /// Sits in the committee.
    pub committee: Power,
}

impl fmt::Display for Powers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [accountability, authority, committee] =
            [self.accountability, self.authority, self.committee].map(Power::name);
        write!(f, "accountability {accountability}, authority {authority}, committee {committee}")
    }
}

impl Default for Powers {
    fn default() -> Self {
        Self { accountability: Power::Unanswered, authority: Power::Unanswered, committee: Power::Unanswered }
    }
}

impl Powers {
    /// Sets one power by `NAME=ANSWER`, as the command line writes it.
    pub fn set(&mut self, assignment: &str) -> Result<(), Invalid> {
        let (name, answer) = assignment.split_once('=').unwrap_or((assignment, ""));
        let answer = answer.parse::<Power>().map_err(|error| error.at("power"))?;
        match name.trim() {
            "accountability" => self.accountability = answer,
            "authority" => self.authority = answer,
            "committee" => self.committee = answer,
            other => {
                return Err(Invalid::new(format!("“{other}” is not a power"))
                    .hint("write accountability=yes, authority=no or committee=yes")
                    .at("power"));
            }
        }
        Ok(())
    }
}

/// An appointment of an executive owner, or its end where `person` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Identity.
    pub id: AppointmentId,
    /// Of which pilot.
    pub pilot: PilotId,
    /// Who; none when the seat was left empty.
    pub person: Option<PersonId>,
    /// From this day.
    pub since: Day,
    /// Why.
    pub why: String,
    /// What they may do.
    #[serde(flatten)]
    pub powers: Powers,
}

/// Checks an e-mail address loosely: one `@` between something and something, no spaces.
pub fn check_email(email: &str) -> Result<(), Invalid> {
    let sound = email.is_empty()
        || email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !host.contains('@') && !email.chars().any(char::is_whitespace)
        });
    if sound {
        return Ok(());
    }
    Err(Invalid::new(format!("“{email}” is not an e-mail address")).hint("write it as ana@example.com").at("email"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_set_by_name() {
        let mut powers = Powers::default();
        powers.set("authority=no").unwrap();
        assert_eq!(powers.authority, Power::No);
        assert_eq!(powers.committee, Power::Unanswered);
        assert!(powers.set("veto=yes").is_err());
        assert!(powers.set("authority").is_err());
    }

    #[test]
    fn addresses_need_a_name_and_a_host() {
        assert!(check_email("ana@example.com").is_ok() && check_email("").is_ok());
        for wrong in ["ana", "@x", "a@", "a b@c", "a@b@c"] {
            assert!(check_email(wrong).is_err(), "{wrong}");
        }
    }
}
