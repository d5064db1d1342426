//! Owns actions in one line, as they are typed while people talk: `@ana retrain by 15 Jan`.

use super::spoken::{Side, UNTIL, day_said, is_number, span, stands_alone};
use super::written::{month_named, weekday_named};
use crate::domain::person::{in_one_spelling, short_for, turned, without_titles};
use crate::domain::text::nearly::is_named_nearly;
use crate::domain::text::seek::folded;
use crate::domain::text::shown::collapsed;
use crate::domain::{Day, Invalid, PersonId};

/// An action that was read.
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
    /// The e-mail addresses of those who have one.
    pub emails: &'a [(PersonId, String)],
    /// Are their names masked? Then each has a code.
    pub masked: bool,
}

/// The most words of a name.
const LONGEST_NAME: usize = 5;

/// A day follows these, however it is written.
const BY: [&str; 4] = ["by", "until", "till", "bis"];
/// A day may follow these too.
const BESIDE: [&str; 4] = ["to", "-", "–", "—"];
/// After these, what looks like a day at the end is part of the task: “test it for 2 weeks”.
const PARTS: [&str; 17] = [
    "for", "of", "from", "since", "after", "every", "each", "the", "a", "für", "von", "seit", "nach", "jeden", "jede",
    "jeder", "der",
];
/// The most words of a day: `Friday, 15 January 2027`.
const LONGEST_DAY: usize = 4;
/// What follows these at the end of a line says by when, even if it is no day that can be read.
const BY_WHEN: [&str; 8] = ["by", "until", "till", "before", "within", "bis", "spätestens", "vor"];
/// So does what follows these, if the last word is a span or a part of a year: “in a few weeks”, “early next quarter”.
const IN_A_TIME: [&str; 9] = ["in", "next", "this", "early", "mid", "late", "end", "nächsten", "ende"];
/// Parts of a year that are neither span nor month.
const SEASONS: [&str; 10] =
    ["quarter", "quartal", "sprint", "spring", "summer", "autumn", "winter", "christmas", "weihnachten", "easter"];

/// An example of a line; if people are masked, with a code that is on the screen.
fn example(known: Known<'_>) -> String {
    format!("write {} retrain by 15 Jan", if known.masked { code(known.people) } else { "@ana".to_owned() })
}

/// How a masked person is named: by the code in place of the name.
fn code(people: &[(PersonId, String)]) -> String {
    let shown = people.first().and_then(|(_, label)| label.split_whitespace().next_back());
    shown.map_or_else(|| "@CODE".to_owned(), |shown| format!("@{shown}"))
}

impl ActionLine {
    /// Reads a line: who after `@`, by name or e-mail address; by when after the last `by`, `bis` or the like that a
    /// day follows, or at its end.
    ///
    /// # Errors
    /// If it names nobody or several people, has no task, or no day, or one that has passed.
    pub fn parse(line: &str, known: Known<'_>, today: Day) -> Result<Self, Invalid> {
        let missing = |what: &str| Invalid::new(what).hint(example(known)).at("text");
        let words: Vec<&str> = line.split_whitespace().collect();
        let (owner, rest) = owned(&words, known)?.ok_or_else(|| missing("nobody is named to do it"))?;
        let (text, due) = dated(&rest, today)?.ok_or_else(|| missing("by when is not said"))?;
        if text.is_empty() {
            return Err(missing(NOTHING));
        }
        Ok(Self { text, owner, due })
    }
}

/// What a line says of an action, if other fields ask who does it and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionParts {
    /// The task, without the rest.
    pub text: String,
    /// Who, if it names somebody.
    pub owner: Option<PersonId>,
    /// By when, if it says a day.
    pub due: Option<Day>,
}

impl ActionParts {
    /// Reads as much as a line says. `known` are the people it may name; none if the owner was typed into a field of
    /// its own. If the date was (`is_dated`), a day in the line is part of the task, unless the line names somebody.
    ///
    /// # Errors
    /// If it names several people, has no task, or a day that is none or has passed.
    pub fn parse(line: &str, known: Option<Known<'_>>, is_dated: bool, today: Day) -> Result<Self, Invalid> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let named = known.map(|known| owned(&words, known)).transpose()?.flatten();
        let Some((owner, rest)) = named else {
            let said = if is_dated { None } else { dated(&words, today).ok().flatten() };
            let whole = || (line.trim().to_owned(), None);
            let (text, due) =
                said.filter(|(text, _)| !text.is_empty()).map_or_else(whole, |(text, due)| (text, Some(due)));
            return Ok(Self { text, owner: None, due });
        };
        let said = match dated(&rest, today) {
            Err(_) if is_dated => None,
            said => said?,
        };
        let (text, due) = said.map_or_else(|| (unpointed(&rest), None), |(text, due)| (text, Some(due)));
        if text.is_empty() {
            return Err(Invalid::new(NOTHING).hint("write it beside the name").at("text"));
        }
        Ok(Self { text, owner: Some(owner), due })
    }
}

/// The error for a line that only says who or by when.
const NOTHING: &str = "what is to be done is not said";

/// The person whom these words name, with the other words; none if they name nobody.
fn owned<'w>(words: &[&'w str], known: Known<'_>) -> Result<Option<(PersonId, Vec<&'w str>)>, Invalid> {
    let named: Vec<usize> = (0..words.len()).filter(|at| words[*at].len() > 1 && words[*at].starts_with('@')).collect();
    let at = match named.as_slice() {
        [] => return Ok(None),
        [at] => *at,
        _ => {
            let error = Invalid::new("several people are named, and one answers for an action").at("text");
            return Err(error.hint("write the others without @"));
        }
    };
    let (owner, count) = named_from(&words[at..], known).map_err(|error| error.at("text"))?;
    Ok(Some((owner, [&words[..at], &words[at + count..]].concat())))
}

/// The task in these words, and by when; none if they say no day.
fn dated(words: &[&str], today: Day) -> Result<Option<(String, Day)>, Invalid> {
    let Some((text, day)) = parted(words, today) else {
        return Ok(None);
    };
    if let Some(cut) = cut(text, words, day, today) {
        let error = Invalid::new(format!("“{}” is not read as one day", words[cut..].join(" "))).at("text");
        return Err(Side::Ahead.advised(error.hint("write the day that is meant, as 15 Jan or 2027-01-15"), today));
    }
    let day = day.join(" ");
    let due = day_said(&day, today, Side::Ahead).unwrap_or_else(|| {
        let error = Invalid::new(format!("“{day}” is no day, and by when is not said otherwise"));
        Err(Side::Ahead.advised(error.hint("write it as 15 Jan, Friday, 2 weeks, or 2027-01-15"), today))
    });
    let due = due.map_err(|error| error.at("text"))?;
    if due < today {
        let error = Invalid::new(format!("{due} has passed")).at("text");
        return Err(error.hint("write a day that is still to come, with its year"));
    }
    // The word that separates the day from the task belongs to neither.
    let led = text.iter().rev().take_while(|word| is_among(&UNTIL, word)).count();
    Ok(Some((unpointed(&text[..text.len() - led]), due)))
}

/// Words as a text, without the sign that separates them from what follows.
fn unpointed(words: &[&str]) -> String {
    words.join(" ").trim_end_matches([',', ';', ':', '-', '–', '—', ' ']).to_owned()
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.contains(&word.to_lowercase().as_str())
}

/// The words for the task, and those after them for the day.
fn parted<'r, 'w>(rest: &'r [&'w str], today: Day) -> Option<(&'r [&'w str], &'r [&'w str])> {
    let said = |at: usize| day_said(&rest[at..].join(" "), today, Side::Ahead);
    let is_day = |at: &usize| matches!(said(*at), Some(Ok(_)));
    // “to 3D” and “to 15.3” are no days.
    let is_amount = |behind: &[&str]| matches!(behind, [word] if is_number(word)) && !stands_alone(behind);
    let is_led =
        |at: &usize| is_among(&UNTIL, rest[*at]) || is_among(&BESIDE, rest[*at]) && !is_amount(&rest[*at + 1..]);
    // “vor 3 Tagen” is a day itself.
    let led = (0..rest.len()).rev().filter(is_led).find(|at| said(at + 1).is_some() && !is_day(at));
    let is_part = |at: usize| rest[at.saturating_sub(1)..=at].iter().any(|word| is_among(&PARTS, word));
    let alone = || {
        let at = (rest.len().saturating_sub(LONGEST_DAY)..rest.len()).find(is_day)?;
        (stands_alone(&rest[at..]) && !is_part(at)).then_some(at)
    };
    let unread = || rest.iter().rposition(|word| is_among(&BY, word));
    // “a week on Friday” is one too.
    let longer = |at: usize| {
        let is_apart = |from: &usize| from.checked_sub(1).is_none_or(|before| !is_among(&PARTS, rest[before]));
        (at.saturating_sub(2)..at).find(is_day).filter(is_apart).map_or((at, at + 1), |from| (from, from))
    };
    let by = led.map(longer).or_else(|| alone().map(|at| (at, at)));
    let (end, day) = by.or_else(|| unread().map(|at| (at, at + 1)))?;
    Some((&rest[..end], &rest[day..]))
}

/// Where a day begins whose last words were read: words before them may make another day of it, or several: “Monday in
/// 3 days”, “Monday or Tuesday”, “the day before Friday”, “not before Friday”.
fn cut(text: &[&str], words: &[&str], day: &[&str], today: Day) -> Option<usize> {
    let (last, before) = text.split_last()?;
    let at = before.len();
    if day.first().is_some_and(|word| is_among(&["in", "within"], word)) {
        let is_weekday = last.len() > 2 && weekday_named(last.trim_end_matches(',')).is_some();
        return is_weekday.then_some(at);
    }
    if is_among(&["or", "and", "oder", "und"], last) {
        let is_day = |from: &usize| {
            let said = &before[*from..];
            stands_alone(said) && matches!(day_said(&said.join(" "), today, Side::Ahead), Some(Ok(_)))
        };
        return (1..=2).filter_map(|count| at.checked_sub(count)).find(is_day);
    }
    let led = words.get(text.len()).filter(|_| text.len() + day.len() < words.len())?;
    if is_among(&["not", "nicht"], last) {
        return Some(at);
    }
    let (count, between) = before.split_last().filter(|_| is_among(&["before", "vor"], led))?;
    let one = if is_among(&["the", "der", "den"], count) { "1" } else { *count };
    // “test it for 2 weeks before Friday” says how long.
    let is_part = between.last().is_some_and(|word| is_among(&PARTS, word));
    (span(one, &last.to_lowercase(), 1).is_some() && !is_part).then_some(between.len())
}

/// The end of a text that seems to say by when although no day could be read from it: “before Christmas”.
#[must_use]
pub fn unread(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (last, before) = words.split_last()?;
    let ends_in_a_time = is_time(last.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let begins = |at: &usize| {
        before.get(*at).is_some_and(|word| is_among(&BY_WHEN, word) || ends_in_a_time && is_among(&IN_A_TIME, word))
    };
    let at = (words.len().saturating_sub(LONGEST_DAY + 1).max(1)..before.len()).find(begins)?;
    Some(words.get(at..)?.join(" "))
}

/// Is a word a span of time, or a part of a year?
fn is_time(word: &str) -> bool {
    let word = word.to_lowercase();
    let is_season = || [word.as_str(), word.trim_end_matches('s')].iter().any(|name| SEASONS.contains(name));
    span("1", &word, 1).is_some() || month_named(&word).is_some() || is_season()
}

/// A name without the mark before it and the sign after it.
fn unmarked(name: &str) -> &str {
    name.trim_start_matches('@').trim_end_matches([',', ':', ';', '.'])
}

/// Whom the first words name, and how many words that takes: a whole name, a name with one word abbreviated or, after
/// `@`, a part of one.
fn named_from(words: &[&str], known: Known<'_>) -> Result<(PersonId, usize), Invalid> {
    let spelled = |name: &str| in_one_spelling(unmarked(name));
    let names: Vec<(PersonId, String)> = known.people.iter().map(|(id, name)| (*id, spelled(name))).collect();
    let first = words.first().copied().unwrap_or_default();
    for count in (2..=words.len().min(LONGEST_NAME)).rev() {
        let text = words[..count].join(" ");
        let typed = spelled(&turned(unmarked(&text)).unwrap_or_else(|| text.clone()));
        let mut whole = names.iter().filter(|(_, name)| *name == typed);
        if let (Some((id, _)), None) = (whole.next(), whole.next()) {
            return Ok((*id, count));
        }
        // Only a full stop shows that the first word is an abbreviation.
        if first.ends_with('.')
            && let [(id, _)] = short_for(unmarked(&text), known.people).as_slice()
        {
            return Ok((*id, count));
        }
    }
    let typed = unmarked(first);
    let found = by_email(typed, known.emails).map_or_else(|| person(typed, known), Ok);
    found.map(|id| (id, 1)).map_err(|error| asked_about(error, words, known))
}

/// The same error, asking about people with nearly the name that the first words say.
fn asked_about(error: Invalid, words: &[&str], known: Known<'_>) -> Invalid {
    let nearly = |count: usize| {
        let text = words[..count].join(" ");
        known.people.iter().find(|(_, name)| is_named_nearly(unmarked(&text), name))
    };
    let meant = (2..=words.len().min(LONGEST_NAME)).rev().find_map(nearly);
    match (meant, &error.hint) {
        (Some((_, name)), Some(hint)) => Invalid { hint: Some(format!("is it {name}? else {hint}")), ..error },
        _ => error,
    }
}

/// The one person with that e-mail address.
fn by_email(typed: &str, emails: &[(PersonId, String)]) -> Option<PersonId> {
    let wanted = typed.to_lowercase();
    let mut found = emails.iter().filter(|(_, email)| typed.contains('@') && email.to_lowercase() == wanted);
    let (id, _) = found.next()?;
    found.next().is_none().then_some(*id)
}

/// The one person whose name, or a part of it, begins so.
fn person(typed: &str, Known { people, masked, .. }: Known<'_>) -> Result<PersonId, Invalid> {
    // Between the parts of a name any sign is a blank: `@dr.weber` is Dr. Weber.
    let plain = |name: &str| collapsed(&folded(name).replace(['.', '_', '-'], " "));
    let wanted = plain(typed);
    let begins = |name: &str| {
        let (bare, name) = (plain(without_titles(name)), plain(name));
        let apart = || name.split_once('(').is_some_and(|(_, apart)| apart.starts_with(&wanted));
        let has_part = || name.split_whitespace().any(|part| part.starts_with(&wanted));
        name.starts_with(&wanted) || bare.starts_with(&wanted) || has_part() || apart()
    };
    let found: Vec<&(PersonId, String)> = people.iter().filter(|(_, name)| begins(name)).collect();
    let found = if found.is_empty() { short_for(typed, people) } else { found };
    // A name that another one begins with is meant if it is written in full.
    let is_whole = |name: &str| plain(name) == wanted || plain(without_titles(name)) == wanted;
    // So is a code, which ends in a number: 1 is not 12.
    let is_code = |name: &str| masked && name.split_whitespace().next_back() == Some(typed);
    let is_meant = |name: &str| is_whole(name) || is_code(name);
    let whole: Vec<&(PersonId, String)> = found.iter().filter(|(_, name)| is_meant(name)).copied().collect();
    match if whole.is_empty() { found } else { whole }.as_slice() {
        [(id, _)] => Ok(*id),
        [] if masked => {
            let error = Invalid::new(format!("names are masked, and “{typed}” cannot be found by one"));
            Err(error.hint(format!("write the code that is shown, as {}", code(people))))
        }
        [] => {
            let error = Invalid::new(format!("nobody is called “{typed}”"));
            Err(error.hint("Esc, ⟨everywhere people⟩, then ⟨people add⟩ adds them, and what is typed is kept; or write the name otherwise"))
        }
        several => {
            let names: Vec<&str> = several.iter().take(4).map(|(_, name)| name.as_str()).collect();
            let error = Invalid::new(format!("“{typed}” could be {}", names.join(", ")));
            let apart =
                names.iter().find_map(|name| name.split_once('(')).and_then(|(_, apart)| apart.split(')').next());
            Err(match apart.filter(|apart| !apart.contains(' ')) {
                _ if masked => error.hint(format!("write the code that is shown, as {}", code(people))),
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
        for line in ["@chloe call Ana by Monday in a week", "@chloe call Ana Monday in a week"] {
            let found = parse(line).unwrap();
            assert_eq!((found.text.as_str(), found.due), ("call Ana", parse_day("2026-12-14").unwrap()), "{line}");
        }
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
        let people = [1, 12, 13].map(|number| (PersonId(number), format!("Person {number}")));
        let parse = |line: &str| ActionLine::parse(line, known(&people, true), parse_day("2026-12-03").unwrap());
        for named in ["@1", "@Person 1", "@person.1,"] {
            assert_eq!(parse(&format!("{named} retrain by 15 Jan")).unwrap().owner, PersonId(1), "{named}");
        }
        let error = parse("@person retrain by 15 Jan").unwrap_err();
        assert!(error.what.contains("could be Person 1, Person 12"), "{error:?}");
        assert_eq!(error.hint.as_deref(), Some("write the code that is shown, as @1"));
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
    fn a_day_is_said_behind_many_words_or_alone_at_the_end() {
        for (line, text, due) in [
            ("@anja call them bis 15.12.", "call them", "2026-12-15"),
            ("@anja Vertrag prüfen bis spätestens Freitag", "Vertrag prüfen", "2026-12-04"),
            ("@anja call them due 15 Jan", "call them", "2027-01-15"),
            ("@anja move it to next friday", "move it", "2026-12-11"),
            ("@anja call them – 15.1.2027", "call them", "2027-01-15"),
            ("@anja call them next week", "call them", "2026-12-11"),
            ("@anja anrufen nächste Woche", "anrufen", "2026-12-11"),
            ("@anja call them next tuesday", "call them", "2026-12-08"),
            ("@anja call them, Friday, 15 January 2027", "call them", "2027-01-15"),
            ("@anja call them in two weeks", "call them", "2026-12-17"),
            ("@anja call them in 6 wks", "call them", "2027-01-14"),
            ("@anja call them in three weeks' time", "call them", "2026-12-24"),
            ("@anja call them within a month", "call them", "2027-01-03"),
            ("@anja call them, within 2 weeks", "call them", "2026-12-17"),
            ("@anja count the depots W50", "count the depots", "2026-12-11"),
            ("@anja test it for 2 weeks by W50", "test it for 2 weeks", "2026-12-11"),
            ("@anja watch it by the hour tomorrow", "watch it by the hour", "2026-12-04"),
            ("@anja call them a week on Monday", "call them", "2026-12-14"),
            ("@anja test it for a week on Monday", "test it for a week", "2026-12-07"),
            ("@anja call them Monday week", "call them", "2026-12-14"),
            ("@anja call them by EOM", "call them", "2026-12-31"),
            ("@anja prepare for Monday by Friday", "prepare for Monday", "2026-12-04"),
            ("@anja test it for 2 weeks before Friday", "test it for 2 weeks", "2026-12-04"),
        ] {
            let said = parse(line).map(|line| (line.text, line.due.to_string()));
            assert_eq!(said, Ok((text.to_owned(), due.to_owned())), "{line}");
        }
        for line in [
            "@anja test it for 2 weeks",
            "@anja test it 2 weeks",
            "@anja send the minutes of 15 Jan",
            "@anja report every friday",
            "@anja rate it 15.3",
            "@anja raise it to 15.3",
            "@anja turn the model to 3D",
            "@anja do so",
            "@anja call them in May",
        ] {
            assert!(parse(line).unwrap_err().what.contains("by when"), "{line}");
        }
        assert!(parse("@anja next week").unwrap_err().what.contains("what is to be done"));
    }

    #[test]
    fn somebody_is_named_without_a_title_in_short_or_with_the_surname_first() {
        let names = ["Dr. Ana Costa", "Luc Moreau", "Jürgen Groß", "Lena Vogt"];
        let people: Vec<(PersonId, String)> = (1..).map(PersonId).zip(names.map(str::to_owned)).collect();
        let parse = |line: &str| ActionLine::parse(line, known(&people, false), parse_day("2026-12-03").unwrap());
        for (named, owner) in [
            ("@Ana Costa", 1),
            ("@Costa, Ana", 1),
            ("@ana.costa", 1),
            ("@L. Moreau", 2),
            ("@moreau", 2),
            ("@Juergen Gross:", 3),
            ("@juergen", 3),
            ("@Dr. Vogt", 4),
        ] {
            let said = parse(&format!("{named} retrain by 15 Jan")).map(|line| (line.owner, line.text));
            assert_eq!(said, Ok((PersonId(owner), "retrain".to_owned())), "{named}");
        }
    }

    #[test]
    fn beside_fields_a_line_says_who_and_by_when_or_leaves_that_to_them() {
        let people = people();
        let parts = |line: &str, is_owned: bool, is_dated: bool| {
            let known = (!is_owned).then(|| known(&people, false));
            let parts = ActionParts::parse(line, known, is_dated, parse_day("2026-12-03").unwrap());
            parts.map(|parts| (parts.text, parts.owner, parts.due.map(|day| day.to_string())))
        };
        let (friday, jan) = (Some("2026-12-04"), Some("2027-01-15"));
        for (line, is_owned, is_dated, text, owner, due) in [
            ("@anja call them by friday", false, false, "call them", Some(2), friday),
            ("@anja call them", false, false, "call them", Some(2), None),
            ("call them, @anja", false, true, "call them", Some(2), None),
            ("@anja call them by soon", false, true, "call them by soon", Some(2), None),
            ("@anja call them by friday", false, true, "call them", Some(2), friday),
            ("call them by friday", false, false, "call them", None, friday),
            ("ask @anja about it by 15 Jan", true, false, "ask @anja about it", None, jan),
            ("call  them by friday", true, true, "call  them by friday", None, None),
            ("call them by soon", false, false, "call them by soon", None, None),
            ("send the notes of 2026-11-20", false, false, "send the notes of 2026-11-20", None, None),
            ("by friday", false, false, "by friday", None, None),
        ] {
            let wanted = (text.to_owned(), owner.map(PersonId), due.map(str::to_owned));
            assert_eq!(parts(line, is_owned, is_dated), Ok(wanted), "{line}, {is_owned}, {is_dated}");
        }
        for (line, what) in [
            ("@anja by friday", "what is to be done"),
            ("@anja", "what is to be done"),
            ("@anja call them by soon", "“soon” is no day"),
            ("@anja call them by 2026-12-02", "has passed"),
            ("@an call them", "could be"),
        ] {
            assert!(parts(line, false, false).unwrap_err().what.contains(what), "{line}");
        }
    }

    #[test]
    fn what_ends_as_if_it_said_by_when_and_is_no_day_is_told() {
        for (text, told) in [
            ("call them before Christmas", Some("before Christmas")),
            ("call them in a few weeks.", Some("in a few weeks.")),
            ("call them in May", Some("in May")),
            ("call them in 6 sprints", Some("in 6 sprints")),
            ("call them early next quarter", Some("early next quarter")),
            ("call them by the end of summer", Some("by the end of summer")),
            ("call them", None),
            ("call them in Berlin", None),
            ("put it in", None),
            ("test it for 2 weeks", None),
            ("before Christmas", None),
            ("by the hour they count what comes in", None),
            ("", None),
        ] {
            assert_eq!(unread(text).as_deref(), told, "{text}");
        }
    }

    #[test]
    fn somebody_who_is_nearly_called_so_is_asked_about() {
        let people = [(PersonId(1), "Lena Sommer".to_owned()), (PersonId(2), "Bo Lind".to_owned())];
        let parse = |line: &str| ActionLine::parse(line, known(&people, false), parse_day("2026-12-03").unwrap());
        for line in ["@Lea Sumer retrain by 15 Jan", "@Lana Somer, retrain by 15 Jan"] {
            let error = parse(line).unwrap_err();
            assert!(error.what.contains("nobody is called"), "{error}");
            assert!(error.hint.is_some_and(|hint| hint.starts_with("is it Lena Sommer? else ")), "{line}");
        }
        assert!(parse("@Tom Lang retrain by 15 Jan").unwrap_err().hint.is_some_and(|hint| !hint.contains("is it")));
    }

    #[test]
    fn words_of_which_a_part_alone_is_a_day_are_not_half_read() {
        for (line, unread) in [
            ("@anja call them Monday in 3 days", "Monday in 3 days"),
            ("@anja call them by Friday, in 2 months", "Friday, in 2 months"),
            ("@anja call them Monday or Tuesday", "Monday or Tuesday"),
            ("@anja call them by 10 Dec or 11 Dec", "10 Dec or 11 Dec"),
            ("@anja call them the day before Friday", "the day before Friday"),
            ("@anja call them 2 weeks before 15 Jan", "2 weeks before 15 Jan"),
            ("@anja call them not before Monday", "not before Monday"),
        ] {
            let error = parse(line).unwrap_err();
            assert_eq!(error.what, format!("“{unread}” is not read as one day"), "{line}");
            assert!(error.hint.is_some_and(|hint| hint.contains("as 15 Jan")), "{line}");
        }
        let people = people();
        let (line, today) = ("call them Monday in 3 days", parse_day("2026-12-03").unwrap());
        let beside = ActionParts::parse(line, Some(known(&people, false)), false, today).unwrap();
        assert_eq!((beside.text.as_str(), beside.due), (line, None), "it is asked for beside it");
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
