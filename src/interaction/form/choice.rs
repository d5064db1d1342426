//! Owns choosing in a field: the options that match what is typed, and the typed text itself where it may be chosen.

use std::cell::RefCell;

use super::otherwise::is_called;
use super::{Field, Form, Kind};
use crate::domain::PersonId;
use crate::domain::nearly;
use crate::domain::person::{Names, short_for, who};
use crate::domain::seek::folded;
use crate::domain::shown::quoted;
use crate::interaction::fuzzy;
use crate::interaction::named::verbatim;

/// The title of the option for no choice: no letters find it.
pub const NO_CHOICE: &str = "…";

/// How a value begins that is the typed text itself; no option's value begins so.
const COINED: &str = "+ ";

/// What an option is called where it is read.
pub(crate) fn option_said(title: &str) -> &str {
    if title == NO_CHOICE { "nothing chosen" } else { title }
}

impl Field {
    /// Lets the typed text itself be chosen, after the options that match or nearly match; `coined` is said before it.
    #[must_use]
    pub fn coining(mut self, coined: &'static str) -> Self {
        self.coined = coined;
        self.looked_for_anew()
    }

    /// Forgets which options matched: others may now.
    fn looked_for_anew(mut self) -> Self {
        self.found = RefCell::default();
        self
    }

    /// The options are people, who are known by more than their titles: whoever the typed text means comes first, and
    /// does not count as somebody new.
    #[must_use]
    pub fn knowing(mut self, people: Names) -> Self {
        self.people = people;
        self.looked_for_anew()
    }

    /// The place of the person known by what is typed: an address, or another spelling of the name.
    #[must_use]
    pub fn known(&self, typed: &str) -> Option<usize> {
        let Kind::Options(options) = &self.kind else {
            return None;
        };
        let person = who(&self.people, typed)?.to_string();
        options.iter().position(|(value, _)| *value == person)
    }

    /// Chooses the typed text itself where that is allowed. Somebody who has become known by it meanwhile is chosen
    /// instead, and else the option with that title.
    pub fn coin(&mut self, typed: &str) {
        self.gone = None;
        self.text.set(typed);
        let is_called = |at: &usize| self.title(*at).is_some_and(|title| folded(&title) == folded(typed.trim()));
        let found = self.candidates();
        let known = self.known(typed).map(|_| 0).or_else(|| found.iter().position(is_called));
        let coined = || found.iter().position(|at| self.is_typed_itself(*at));
        self.chosen = known.or_else(coined).unwrap_or_else(|| found.len().saturating_sub(1));
    }

    /// Chooses the option at a place.
    pub fn choose_at(&mut self, place: usize) {
        (self.chosen, self.gone) = (place, None);
        self.text.set("");
    }

    /// Chooses the option with that value; where it is no longer offered, nothing is chosen.
    pub(super) fn choose(&mut self, value: &str, title: &str) {
        if let Some(typed) = value.strip_prefix(COINED).filter(|_| !self.coined.is_empty()) {
            return self.coin(typed);
        }
        if let Kind::Options(options) = &self.kind {
            let place = options.iter().position(|(known, _)| known == value);
            self.gone = place.is_none().then(|| (value.to_owned(), title.to_owned()));
            self.chosen = place.unwrap_or(0);
        }
    }

    /// What is said where a draft's choice is no longer offered, until another choice is made.
    #[must_use]
    pub fn gone(&self) -> Option<String> {
        let (_, title) = self.gone.as_ref()?;
        Some(format!("“{}” is not offered any more: choose another", verbatim(title)))
    }

    /// What one of its values is called where it is read.
    pub(super) fn called(&self, value: &str) -> String {
        let Kind::Options(options) = &self.kind else {
            return value.to_owned();
        };
        let title = options.iter().find(|(known, _)| known == value).map_or(value, |(_, title)| option_said(title));
        // “No choice” is offered only where no choice was made.
        if title.chars().any(char::is_alphanumeric) { title.to_owned() } else { option_said(NO_CHOICE).to_owned() }
    }

    /// The places of the options that match what is typed. The place after the last is the typed text itself, where it
    /// may be chosen and is none of them.
    #[must_use]
    pub fn candidates(&self) -> Vec<usize> {
        let Kind::Options(options) = &self.kind else {
            return Vec::new();
        };
        let typed = self.text.text();
        if let Some((sought, found)) = self.found.borrow().as_ref()
            && sought == typed
        {
            return found.clone();
        }
        let found = self.matching(options, typed);
        self.found.replace(Some((typed.to_owned(), found.clone())));
        found
    }

    /// Looks for them.
    fn matching(&self, options: &[(String, String)], typed: &str) -> Vec<usize> {
        let mut found = fuzzy::among(typed, options.iter().map(|(_, title)| title.as_str()));
        let others =
            options.iter().enumerate().filter(|(at, (value, _))| !found.contains(at) && is_called(value, typed));
        let others: Vec<usize> = others.map(|(at, _)| at).collect();
        found.extend(others);
        let near: Vec<usize> = self.near().into_iter().map(|(at, _)| at).collect();
        if !self.coined.is_empty() && !typed.trim().is_empty() {
            // Scattered letters of another name are not what was meant.
            found.retain(|at| options.get(*at).is_some_and(|(_, title)| fuzzy::finds(typed, title)));
            if let Some(known) = self.known(typed) {
                found.retain(|at| *at != known);
                found.insert(0, known);
                return found;
            }
            // Somebody known who cannot be chosen is not somebody new either.
            let is_typed = |(_, title): &(String, String)| folded(title) == folded(typed.trim());
            let is_there = self.person(typed).is_some() || options.iter().any(is_typed);
            // A name close to a known one is more often mistyped than new; somebody new is one step below.
            let mut near = near.into_iter();
            found.extend(near.next());
            found.extend((!is_there).then_some(options.len()));
            found.extend(near);
            return found;
        }
        // Titles that nearly match come before those that only have the letters somewhere.
        found.retain(|at| !near.contains(at));
        near.into_iter().chain(found).collect()
    }

    /// Is that the place of the typed text itself, after the options?
    fn is_typed_itself(&self, at: usize) -> bool {
        matches!(&self.kind, Kind::Options(options) if options.len() == at)
    }

    /// The options whose titles nearly match, each with the words that are meant; none where a title matches, or
    /// somebody is known by what is typed.
    fn near(&self) -> Vec<(usize, String)> {
        let Kind::Options(options) = &self.kind else {
            return Vec::new();
        };
        let typed = self.text.text();
        let has = |(value, title): &(String, String)| fuzzy::finds(typed, title) || is_called(value, typed);
        if typed.trim().is_empty() || options.iter().any(has) || self.is_known(typed) {
            return Vec::new();
        }
        let titles = || options.iter().map(|(_, title)| title.as_str());
        let mut near = fuzzy::near(typed, titles());
        if !self.coined.is_empty() {
            // A typing error would turn somebody known into somebody new.
            let is_other = |at: &usize| near.iter().all(|(known, _)| known != at);
            let named =
                titles().enumerate().filter(|(at, title)| is_other(at) && nearly::is_named_nearly(typed, title));
            let named: Vec<(usize, String)> = named.map(|(at, title)| (at, title.to_owned())).collect();
            near.extend(named);
        }
        near
    }

    /// Is it clear who or what is meant, even if it cannot be chosen?
    fn is_known(&self, typed: &str) -> bool {
        self.person(typed).is_some() || self.why_withheld().is_some()
    }

    /// What is said where no title matches and some nearly do.
    #[must_use]
    pub fn forgiven(&self) -> Option<String> {
        let near = self.near();
        let told = nearly::told(near.iter().map(|(_, meant)| meant.as_str()))?;
        Some(verbatim(&format!("Nothing has {}; these have {told}.", quoted(self.text.text().trim()))))
    }

    /// The person known by what is typed, which may be part of a listed name.
    fn person(&self, typed: &str) -> Option<PersonId> {
        let listed = || short_for(typed, &self.listed).first().map(|(person, _)| *person);
        who(&self.people, typed).or_else(listed)
    }

    /// People listed beside the field who cannot be chosen: whoever is meant by part of such a name is not somebody
    /// new.
    #[must_use]
    pub fn listing(mut self, people: Vec<(PersonId, String)>) -> Self {
        self.listed = people;
        self.looked_for_anew()
    }

    /// Does the typed text match no option, and may it not be chosen itself?
    pub(super) fn matches_nothing(&self) -> bool {
        matches!(self.kind, Kind::Options(_)) && !self.text.text().trim().is_empty() && self.candidates().is_empty()
    }

    /// What people may look for and cannot choose now, each with the reason: by name in small letters, people by id.
    #[must_use]
    pub fn withholding(mut self, options: Vec<(String, String)>) -> Self {
        self.withheld = options;
        self.looked_for_anew()
    }

    /// Why what is typed cannot be chosen, if it is one of those.
    fn why_withheld(&self) -> Option<&String> {
        let typed = self.text.text().trim().to_lowercase();
        let person = self.person(&typed).map(|person| person.to_string());
        let is_meant = |option: &String| {
            let is_said = || !typed.is_empty() && option.starts_with(&typed) || is_called(option, &typed);
            person.as_ref().map_or_else(is_said, |person| person == option)
        };
        self.withheld.iter().find(|(option, _)| is_meant(option)).map(|(_, why)| why)
    }

    /// What is said where no option matches.
    pub(super) fn unmatched(&self) -> String {
        let nothing = || {
            let typed = verbatim(&quoted(self.text.text()));
            format!("nothing matches {typed}: type other letters, or none to see all")
        };
        self.why_withheld().cloned().unwrap_or_else(nothing)
    }

    /// The place of the highlighted option; none where what was chosen is gone.
    fn at(&self) -> Option<usize> {
        if self.gone.is_some() {
            return None;
        }
        let found = self.candidates();
        found.get(self.chosen).or_else(|| found.first()).copied()
    }

    /// The title at a place; after the last option comes the typed text.
    pub(in crate::interaction) fn title(&self, at: usize) -> Option<String> {
        let Kind::Options(options) = &self.kind else {
            return None;
        };
        let typed = || (at == options.len()).then(|| format!("{} “{}”", self.coined, self.text.text().trim()));
        options.get(at).map(|(_, title)| option_said(title).to_owned()).or_else(typed)
    }

    /// The title of the highlighted option.
    pub(super) fn chosen_title(&self) -> Option<String> {
        self.title(self.at()?)
    }

    /// The value of the highlighted option; empty where none is.
    pub(super) fn chosen_value(&self) -> String {
        let (Kind::Options(options), Some(at)) = (&self.kind, self.at()) else {
            return String::new();
        };
        let typed = || format!("{COINED}{}", self.text.text().trim());
        options.get(at).map_or_else(typed, |(value, _)| value.clone())
    }
}

impl Form {
    /// The typed text, where it is chosen itself.
    #[must_use]
    pub fn coined(&self, name: &str) -> Option<String> {
        let field = self.field(name).filter(|field| !field.coined.is_empty())?;
        field.value().strip_prefix(COINED).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Invalid;
    use crate::interaction::form::{Check, Told};
    use crate::interaction::{Code, Key};

    #[test]
    fn a_choice_that_is_not_offered_any_more_is_said_and_no_other_takes_its_place() {
        let form = |people: &[(&str, &str)]| {
            let people = people.iter().map(|(value, title)| ((*value).to_owned(), (*title).to_owned())).collect();
            let fields = vec![Field::of(Kind::Options(people), "who", "owner", ""), Field::line("why", "why", "")];
            Form::new("k", "t", fields, Box::new(|_, _| Err(Invalid::new("not now"))))
        };
        let both = [("w1", "Ana Costa"), ("w2", "Bo Berg"), ("w3", "Ana Costa-Berg")];
        let mut first = form(&both);
        first.press(Key::plain(Code::Down));
        let body = first.body().unwrap();
        let left = [("w1", "Ana Costa"), ("w3", "Ana Costa-Berg")];
        let resumed = |body: &str| {
            let mut form = form(&left);
            form.resume(body);
            form
        };
        let mut second = resumed(&body);
        let said = "“Bo Berg” is not offered any more: choose another";
        assert_eq!(second.fields[0].check(), Check::Wrong(said.to_owned()));
        assert_eq!(
            (second.value("who"), second.fields[0].shown(), second.first_wrong()),
            (String::new(), String::new(), Some(0))
        );
        second.press(Key::plain(Code::Tab));
        second.press(Key::char('x'));
        let mut third = resumed(&second.body().unwrap());
        assert_eq!((third.fields[0].gone().as_deref(), third.value("why").as_str()), (Some(said), "x"), "it stays so");
        third.focus = 0;
        third.press(Key::plain(Code::Down));
        assert_eq!((third.value("who").as_str(), third.first_wrong()), ("w1", None), "the first that is chosen");
        let mut typed = resumed(&body);
        for letter in "ana".chars() {
            typed.press(Key::char(letter));
        }
        assert!(!typed.value("who").is_empty() && typed.fields[0].gone().is_none());
        assert_eq!(Told::of(&body).unwrap().texts, ["Bo Berg"]);
    }

    #[test]
    fn what_is_typed_can_be_chosen_itself_where_it_is_none_of_the_options() {
        let form = || {
            let people = vec![(String::new(), NO_CHOICE.to_owned()), ("w1".into(), "Ana Costa".into())];
            let field = Field::of(Kind::Options(people), "who", "Who", "").required().coining("new:");
            Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now"))))
        };
        let type_in = |form: &mut Form, text: &str| {
            for letter in text.chars() {
                form.press(Key::char(letter));
            }
        };
        let mut first = form();
        assert_eq!(first.fields[0].check(), Check::Wrong("nothing is chosen yet: choose one".to_owned()));
        type_in(&mut first, "an");
        assert_eq!(
            (first.value("who"), first.coined("who")),
            ("w1".to_owned(), None),
            "whom the letters find comes first"
        );
        first.press(Key::plain(Code::Down));
        assert_eq!((first.coined("who").as_deref(), first.fields[0].shown().as_str()), (Some("an"), "new: “an”"));
        let mut second = form();
        second.resume(&first.body().unwrap());
        assert_eq!(second.coined("who").as_deref(), Some("an"), "it is kept as a draft");
        type_in(&mut second, "Bo Lee");
        let said = (second.coined("who"), second.first_wrong());
        assert_eq!(said, (Some("Bo Lee".to_owned()), None), "other letters begin anew");
        let mut longer = form();
        longer.resume(&first.body().unwrap());
        longer.press(Key::plain(Code::End));
        type_in(&mut longer, "ya Lee");
        assert_eq!(longer.coined("who").as_deref(), Some("anya Lee"), "unless the cursor is moved first");
        let mut known = form();
        known.resume(&second.body().unwrap());
        type_in(&mut known, "ana");
        assert_eq!(known.value("who"), "w1", "whom the letters find");
        let mut whole = form();
        type_in(&mut whole, "ana costa");
        whole.press(Key::plain(Code::Down));
        assert_eq!(whole.value("who"), "w1", "who is called so is no other");
    }

    #[test]
    fn an_option_is_found_by_what_people_call_it_behind_those_that_are_titled_so() {
        let options =
            [("pause", "pause: it stands still until a day"), ("resume", "resume: it goes on"), ("hold", "hold")];
        let options = options.map(|(value, title)| (value.to_owned(), title.to_owned())).to_vec();
        let mut field = Field::of(Kind::Options(options), "verb", "decision", "")
            .withholding(vec![("go".to_owned(), "go is not possible: the tally is 3 of 5".to_owned())]);
        for (typed, found) in [("hold", vec![2, 0]), ("parked", vec![0, 2]), ("continue", vec![1]), ("approve", vec![])]
        {
            field.text.set(typed);
            assert_eq!(field.candidates(), found, "{typed}");
        }
        assert_eq!(field.unmatched(), "go is not possible: the tally is 3 of 5");
    }

    #[test]
    fn a_mistyped_title_is_found_where_none_is_titled_so_and_that_is_said() {
        let titles = ["Tobias Weber", "Ana Costa", "Elena Navarro"];
        let options = titles.map(|title| (title.to_lowercase(), title.to_owned())).to_vec();
        let mut field = Field::of(Kind::Options(options), "who", "Who", "").required();
        for (typed, found, said) in [
            ("navaro", vec![2], Some("Nothing has “navaro”; these have “Navarro”.")),
            ("Tobais", vec![0], Some("Nothing has “Tobais”; these have “Tobias”.")),
            ("costa", vec![1], None),
            ("zzzzzz", vec![], None),
            ("", vec![0, 1, 2], None),
        ] {
            field.text.set(typed);
            assert_eq!((field.candidates(), field.forgiven().as_deref()), (found, said), "{typed}");
        }
        field.coin("navaro");
        assert_eq!(field.chosen_value(), "elena navarro");
        let mut field = field.coining("add");
        assert_eq!(field.candidates(), [2, 3], "what can be coined since is looked for anew");
        field.text.set("Elena Navaro");
        assert_eq!(field.candidates(), [2, 3], "who is there first");
        field.coin("Elena Navaro");
        assert_eq!(field.chosen_value(), "+ Elena Navaro");
        field.text.set("Aan Costa");
        assert_eq!(field.candidates(), [1, 3], "a short word beside one that is there");
        assert_eq!(field.forgiven().as_deref(), Some("Nothing has “Aan Costa”; these have “Ana Costa”."));
        field.text.set("Elna Navaro");
        assert_eq!(field.candidates(), [2, 3], "two letters off");
        assert_eq!(field.forgiven().as_deref(), Some("Nothing has “Elna Navaro”; these have “Elena Navarro”."));
        field.text.set("Eva Costa");
        assert_eq!(field.candidates(), [3], "somebody else of that name");
    }

    #[test]
    fn somebody_new_is_one_step_below_the_nearest_of_those_who_are_nearly_called_so() {
        let titles = ["Ann Smits", "Bo Smith", "Eva Smith"];
        let options = titles.map(|title| (title.to_lowercase(), title.to_owned())).to_vec();
        let field = Field::of(Kind::Options(options), "who", "Who", "").required().coining("add");
        let mut form = Form::prompt("k", "t", field, Box::new(|_, _| Err(Invalid::new("not now"))));
        for letter in "Smtih".chars() {
            form.press(Key::char(letter));
        }
        assert_eq!((form.value("who").as_str(), form.coined("who")), ("bo smith", None));
        form.press(Key::plain(Code::Down));
        assert_eq!(form.coined("who").as_deref(), Some("Smtih"));
        form.press(Key::plain(Code::Down));
        assert_eq!(form.value("who"), "eva smith");
    }

    #[test]
    fn whoever_is_known_and_not_offered_is_nobody_new_and_it_is_said_why() {
        let (bo, jonas) = (crate::domain::PersonId(1), crate::domain::PersonId(2));
        let none: [(crate::domain::PersonId, &str); 0] = [];
        let known = crate::domain::person::known(&[(bo, "Bo Berg")], &[(jonas, "Jonas Lind")], none.into_iter());
        let options = vec![(bo.to_string(), "Bo Berg".to_owned())];
        let withheld = vec![(jonas.to_string(), "Jonas Lind is archived".to_owned())];
        let field = Field::of(Kind::Options(options), "who", "Who", "").required().coining("add");
        let mut field = field.knowing(known).withholding(withheld);
        for typed in ["jonas lind", "Lind, Jonas"] {
            field.coin(typed);
            assert_eq!((field.candidates(), field.chosen_value()), (Vec::new(), String::new()), "{typed}");
            assert_eq!(field.check(), Check::Wrong("Jonas Lind is archived".to_owned()), "{typed}");
        }
        field.coin("Jonas Berg");
        assert_eq!(field.candidates(), [1], "somebody else of that first name");
        let mut field = field.listing(vec![(jonas, "Jonas Lind".to_owned())]);
        for (typed, found) in [("jonas", vec![]), ("Lind", vec![]), ("Jonas Berg", vec![1]), ("Jona", vec![1])] {
            field.coin(typed);
            assert_eq!(field.candidates(), found, "{typed}");
        }
        field.coin("jonas");
        assert_eq!(field.check(), Check::Wrong("Jonas Lind is archived".to_owned()), "it says why");
    }

    #[test]
    fn whoever_is_known_by_what_is_typed_is_nobody_new() {
        let hans = crate::domain::PersonId(1);
        let options = vec![("w2".into(), "Bo Berg".into()), (hans.to_string(), "Hans Müller".into())];
        let email = std::iter::once((hans, "hans.mueller@bank.de"));
        let known = crate::domain::person::known(&[(hans, "Hans Müller")], &[], email);
        let mut field = Field::of(Kind::Options(options), "who", "Who", "").coining("add").knowing(known);
        let known = ["Hans.Mueller@bank.de", "Müller, Hans", "Mueller Hans", "Hans Mueller", "Dr. Hans Müller"];
        for typed in known.into_iter().chain(["Hans Müller <hans.mueller@bank.de>"]) {
            field.text.set(typed);
            assert_eq!(field.candidates(), [1], "{typed}");
            field.coin(typed);
            assert_eq!(field.chosen_value(), hans.to_string(), "{typed}");
        }
        for (typed, found) in [("mueller", vec![1, 2]), ("Eva Müller", vec![2]), ("Hans Müller <hm@x.de>", vec![2])] {
            field.text.set(typed);
            assert_eq!(field.candidates(), found, "{typed}");
        }
    }
}
