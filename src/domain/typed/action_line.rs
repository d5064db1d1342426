//! Owns an action in one line, as it is typed while people talk: `@ana retrain by 15 Jan`.

use super::spoken::{Side, day_said};
use crate::domain::text::seek::folded;
use crate::domain::text::shown::collapsed;
use crate::domain::{Day, Invalid, PersonId};

/// An action that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLine {
    /// What.
    pub text: String,
    /// Who.
    pub owner: PersonId,
    /// By when.
    pub due: Day,
}

/// The people who can be named.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What each is called.
    pub people: &'a [(PersonId, String)],
    /// The e-mail address of whoever has one.
    pub emails: &'a [(PersonId, String)],
    /// Are their names masked? Then a code stands for each.
    pub masked: bool,
}

/// So many words a name has at most.
const LONGEST_NAME: usize = 5;

/// What a day follows by which something is done.
const BY: [&str; 3] = ["by", "until", "till"];

/// A line that is understood; of masked people with the code of one that is shown.
fn example(known: Known<'_>) -> String {
    format!("write {} retrain by 15 Jan", if known.masked { code(known.people) } else { "@ana".to_owned() })
}

/// How somebody is named whose name is masked: by the code that stands in its place.
fn code(people: &[(PersonId, String)]) -> String {
    let shown = people.first().and_then(|(_, label)| label.split_whitespace().next_back());
    shown.map_or_else(|| "@CODE".to_owned(), |shown| format!("@{shown}"))
}

impl ActionLine {
    /// Understands a line: who after `@`, by name or by e-mail address, by when behind the last `by` or
    /// `until` that a day follows.
    ///
    /// # Errors
    /// Where it names nobody, several people, nothing to do, or no day that has not passed.
    pub fn parse(line: &str, known: Known<'_>, today: Day) -> Result<Self, Invalid> {
        let wrong = |what: String| Invalid::new(what).at("text");
        let example = || example(known);
        let words: Vec<&str> = line.split_whitespace().collect();
        let named: Vec<usize> =
            (0..words.len()).filter(|at| words[*at].len() > 1 && words[*at].starts_with('@')).collect();
        let at = match named.as_slice() {
            [at] => *at,
            [] => return Err(wrong("nobody is named who does it".to_owned()).hint(example())),
            _ => {
                let error = wrong("several people are named, and one answers for an action".to_owned());
                return Err(error.hint("write the others without @"));
            }
        };
        let (owner, count) = named_from(&words[at..], known).map_err(|error| error.at("text"))?;
        let rest = [&words[..at], &words[at + count..]].concat();
        let is_by = |at: &usize| BY.iter().any(|by| rest[*at].eq_ignore_ascii_case(by));
        let says_a_day = |at: &usize| day_said(&rest[at + 1..].join(" "), today, Side::Ahead).is_some();
        let dated = (0..rest.len()).rev().filter(is_by).find(says_a_day);
        let Some(by) = dated.or_else(|| rest.iter().rposition(|word| word.eq_ignore_ascii_case("by"))) else {
            return Err(wrong("by when is not said".to_owned()).hint(example()));
        };
        let (text, day) = rest.split_at(by);
        let day = day.get(1..).unwrap_or_default().join(" ");
        let due = day_said(&day, today, Side::Ahead).unwrap_or_else(|| {
            let error = Invalid::new(format!("“{day}” is no day, and by when is not said otherwise"));
            Err(Side::Ahead.advised(error.hint("write it as 15 Jan, Friday, 2 weeks, or 2027-01-15"), today))
        });
        let due = due.map_err(|error| error.at("text"))?;
        if due < today {
            return Err(wrong(format!("{due} has passed")).hint("write a day that is still to come, with its year"));
        }
        // What sets the day apart from what is to be done belongs to neither.
        let text = text.join(" ");
        let text = text.trim_end_matches([',', ';', ':', '-', '–', '—', ' ']);
        if text.is_empty() {
            return Err(wrong("what is to be done is not said".to_owned()).hint(example()));
        }
        Ok(Self { text: text.to_owned(), owner, due })
    }
}

/// Whom the first words name, and how many of them do: a name that is written whole, or a part of one behind `@`.
fn named_from(words: &[&str], known: Known<'_>) -> Result<(PersonId, usize), Invalid> {
    let plain = |text: &str| folded(text.trim_start_matches('@').trim_end_matches([',', ':', ';', '.']));
    for count in (2..=words.len().min(LONGEST_NAME)).rev() {
        let typed = plain(&words[..count].join(" "));
        let mut whole = known.people.iter().filter(|(_, name)| plain(name) == typed);
        if let (Some((id, _)), None) = (whole.next(), whole.next()) {
            return Ok((*id, count));
        }
    }
    let first = words.first().copied().unwrap_or_default();
    let typed = first.trim_start_matches('@').trim_end_matches([',', ':', ';', '.']);
    by_email(typed, known.emails).map_or_else(|| person(typed, known), Ok).map(|id| (id, 1))
}

/// The one person with that e-mail address.
fn by_email(typed: &str, emails: &[(PersonId, String)]) -> Option<PersonId> {
    let wanted = typed.to_lowercase();
    let mut found = emails.iter().filter(|(_, email)| typed.contains('@') && email.to_lowercase() == wanted);
    let (id, _) = found.next()?;
    found.next().is_none().then_some(*id)
}

/// The one person with a name, or a part of it, that begins so.
fn person(typed: &str, Known { people, masked, .. }: Known<'_>) -> Result<PersonId, Invalid> {
    // What stands between the parts of a name is a blank, however it is written: `@dr.weber` is Dr. Weber.
    let plain = |name: &str| collapsed(&folded(name).replace(['.', '_', '-'], " "));
    let wanted = plain(typed);
    let begins = |name: &str| {
        let name = plain(name);
        let apart = || name.split_once('(').is_some_and(|(_, apart)| apart.starts_with(&wanted));
        name.starts_with(&wanted) || name.split_whitespace().any(|part| part.starts_with(&wanted)) || apart()
    };
    let found: Vec<&(PersonId, String)> = people.iter().filter(|(_, name)| begins(name)).collect();
    // A name that begins another's is meant where it is written whole.
    let whole: Vec<&(PersonId, String)> = found.iter().filter(|(_, name)| plain(name) == wanted).copied().collect();
    match if whole.is_empty() { found } else { whole }.as_slice() {
        [(id, _)] => Ok(*id),
        [] if masked => {
            let error = Invalid::new(format!("names are masked, and “{typed}” cannot be found by one"));
            Err(error.hint(format!("write the code that is shown, as {}", code(people))))
        }
        [] => {
            let error = Invalid::new(format!("nobody is called “{typed}”"));
            Err(error.hint("Esc, ⟨meeting leave⟩, ⟨everywhere people⟩, then ⟨people add⟩ adds them, and what is typed is kept; or write the name otherwise"))
        }
        several => {
            let names: Vec<&str> = several.iter().take(4).map(|(_, name)| name.as_str()).collect();
            let error = Invalid::new(format!("“{typed}” could be {}", names.join(", ")));
            let apart =
                names.iter().find_map(|name| name.split_once('(')).and_then(|(_, apart)| apart.split(')').next());
            Err(match apart.filter(|apart| !apart.contains(' ')) {
                Some(apart) => error.hint(format!("write what stands in brackets, as @{apart}")),
                None => error.hint("write more of the name, as @ana.costa"),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    fn people() -> Vec<(PersonId, String)> {
        let names = ["Ana Costa", "Anja Brandt", "Chloé Laurent", "Ana Costa Silva"];
        (1..).map(PersonId).zip(names.map(str::to_owned)).collect()
    }

    fn known(people: &[(PersonId, String)], masked: bool) -> Known<'_> {
        Known { people, emails: &[], masked }
    }

    fn parse(line: &str) -> Result<ActionLine, Invalid> {
        ActionLine::parse(line, known(&people(), false), parse_day("2026-12-03").unwrap())
    }

    #[test]
    fn what_sets_the_day_apart_is_not_part_of_what_is_to_be_done() {
        for line in ["@chloe call Ana, by friday", "@chloe call Ana - by friday", "@chloe call Ana – by friday"] {
            assert_eq!(parse(line).unwrap().text, "call Ana", "{line}");
        }
        assert_eq!(parse("@chloe ask for the follow-up by friday").unwrap().text, "ask for the follow-up");
        assert!(parse("@chloe , by friday").is_err());
        let error = parse("@chloe call Ana by 31 Nov").unwrap_err();
        assert!(error.hint.is_some_and(|hint| !hint.contains("2026-11")), "an example that is still to come");
    }

    #[test]
    fn a_title_with_its_dot_is_a_part_of_the_name() {
        let people = [(PersonId(1), "Dr. Weber".to_owned()), (PersonId(2), "Drago Weber".to_owned())];
        let parse = |line: &str| ActionLine::parse(line, known(&people, false), parse_day("2026-12-03").unwrap());
        for line in ["@dr.weber retrain by 15 Jan", "@Dr. Weber retrain by 15 Jan", "@dr_weber, retrain by 15 Jan"] {
            assert_eq!(
                parse(line).map(|found| (found.owner, found.text)),
                Ok((PersonId(1), "retrain".to_owned())),
                "{line}"
            );
        }
    }

    #[test]
    fn people_of_one_name_are_told_apart_by_what_stands_in_brackets() {
        let names = ["Ana Costa (ana@north.example)", "Ana Costa (ac@south.example)"];
        let people: Vec<(PersonId, String)> = (1..).map(PersonId).zip(names.map(str::to_owned)).collect();
        let parse = |line: &str| ActionLine::parse(line, known(&people, false), parse_day("2026-12-03").unwrap());
        let error = parse("@ana.costa retrain by 15 Jan").unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("write what stands in brackets, as @ana@north.example"));
        assert_eq!(parse("@ac@south.example retrain by 15 Jan").unwrap().owner, PersonId(2));
    }

    #[test]
    fn somebody_is_named_by_an_e_mail_address_too() {
        let people = people();
        let emails = [(PersonId(1), "Ana@north.example".to_owned()), (PersonId(2), "desk@north.example".to_owned())];
        let known = Known { people: &people, emails: &emails, masked: false };
        let parse = |line: &str| ActionLine::parse(line, known, parse_day("2026-12-03").unwrap());
        assert_eq!(parse("@ana@north.example, retrain by 15 Jan").unwrap().owner, PersonId(1));
        assert!(parse("@desk retrain by 15 Jan").unwrap_err().what.contains("nobody is called “desk”"));
        assert!(parse("@bo@north.example retrain by 15 Jan").unwrap_err().what.contains("nobody is called"));
    }

    #[test]
    fn of_masked_people_the_code_that_is_shown_is_asked_for() {
        let people = [(PersonId(1), "Person PM96".to_owned())];
        let parse = |line: &str| ActionLine::parse(line, known(&people, true), parse_day("2026-12-03").unwrap());
        let hint = |line: &str| parse(line).unwrap_err().hint.unwrap();
        assert_eq!(hint("@Ana retrain by 15 Jan"), "write the code that is shown, as @PM96");
        assert_eq!(hint("retrain by 15 Jan"), "write @PM96 retrain by 15 Jan");
        assert_eq!(parse("@PM96 retrain by 15 Jan").unwrap().owner, PersonId(1));
    }

    #[test]
    fn a_line_names_who_what_and_by_when() {
        let day = |text| parse_day(text).unwrap();
        let line = parse("@ana.costa: retrain by the book by 15 Jan").unwrap();
        let due = day("2027-01-15");
        for (written, owner) in
            [("@Ana Costa Silva:", 4), ("@ana costa", 1), ("please, @Anja Brandt,", 2), ("@anja", 2)]
        {
            let line = parse(&format!("{written} retrain by 15 Jan")).unwrap();
            assert_eq!((line.owner, line.text.ends_with("retrain")), (PersonId(owner), true), "{written}");
            assert!(!line.text.to_lowercase().contains("brandt") && !line.text.contains("osta"), "{}", line.text);
        }
        assert_eq!(line, ActionLine { text: "retrain by the book".into(), owner: PersonId(1), due });
        for (said, due) in [
            ("15 December", "2026-12-15"),
            ("Dec 15", "2026-12-15"),
            ("friday", "2026-12-04"),
            ("thursday", "2026-12-10"),
            ("2 weeks", "2026-12-17"),
            ("52 weeks", "2027-12-02"),
            ("tomorrow", "2026-12-04"),
            ("2027-02-01", "2027-02-01"),
        ] {
            assert_eq!(parse(&format!("call them @laurent by {said}")).unwrap().due, day(due), "{said}");
        }
        let until = parse("@laurent call them until end of december").unwrap();
        assert_eq!((until.text.as_str(), until.due), ("call them", day("2026-12-31")));
        let both = parse("@laurent watch it by the hour until Friday").unwrap();
        assert_eq!((both.text.as_str(), both.due), ("watch it by the hour", day("2026-12-04")));
    }

    #[test]
    fn what_is_missing_or_unclear_is_said() {
        for (line, what) in [
            ("retrain by 15 Jan", "nobody is named"),
            ("@an retrain by 15 Jan", "could be Ana Costa, Anja Brandt"),
            ("@ana.c retrain by 15 Jan", "could be Ana Costa, Ana Costa Silva"),
            ("@anja and @laurent call them by Friday", "several people"),
            ("@anja retrain by 2026-12-02", "2026-12-02 has passed"),
            ("@anja retrain by 20 Nov", "2026-11-20 has passed"),
            ("@bo retrain by 15 Jan", "nobody is called “bo”"),
            ("@anja retrain", "by when"),
            ("@anja retrain by soon", "“soon” is no day"),
            ("@anja by 15 Jan", "what is to be done"),
            ("@anja retrain by 31 Feb", "is no day"),
            ("@anja retrain by 3/4", "can be two dates: 2027-03-04 or 2027-04-03"),
        ] {
            assert!(parse(line).unwrap_err().what.contains(what), "{line}");
        }
    }
}
