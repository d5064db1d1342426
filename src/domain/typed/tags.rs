//! Owns lists of tags as they are typed: the whole list, or tags to add to it and to take off it.

use crate::domain::Invalid;

/// The signs of tags to add and to take off.
const SIGNS: [char; 2] = ['+', '-'];

/// The words between commas.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    text.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The new tags of a pilot: those typed, or its own with some added (`+one`) and some taken off (`-other`).
///
/// # Errors
/// If only some of them have a sign.
pub fn tagged(typed: Vec<String>, own: &[String]) -> Result<Vec<String>, Invalid> {
    let signed = typed.iter().filter(|word| word.starts_with(SIGNS)).count();
    if signed == 0 {
        return Ok(typed);
    }
    if typed.iter().any(|word| matches!(word.as_str(), "+" | "-")) {
        let error = Invalid::new("a sign stands without its tag");
        return Err(error.hint("write it before the tag: +one, -other").at("tags"));
    }
    if signed < typed.len() {
        return Err(Invalid::new("some tags have a sign and others have none")
            .hint("write +one, -other to change tags, or all tags without signs")
            .at("tags"));
    }
    let of = |sign: char| typed.iter().filter_map(move |word| word.strip_prefix(sign)).map(str::trim);
    let is_off = |tag: &String| of('-').any(|off| off.eq_ignore_ascii_case(tag));
    let mut tags: Vec<String> = own.iter().filter(|tag| !is_off(tag)).cloned().collect();
    for added in of('+') {
        if !tags.iter().any(|tag| tag.eq_ignore_ascii_case(added)) {
            tags.push(added.to_owned());
        }
    }
    Ok(tags)
}

/// The tags after a field that was filled in with `stood` was edited: those left or typed, with the signed ones added
/// or taken off. If only signs were typed, they apply to `stood`.
///
/// # Errors
/// If a sign has no tag.
pub fn edited(typed: &str, stood: &str) -> Result<Vec<String>, Invalid> {
    let own = words(stood);
    let (changes, kept): (Vec<String>, Vec<String>) =
        apart(typed, stood).into_iter().partition(|word| word.starts_with(SIGNS) && !own.contains(word));
    if changes.is_empty() {
        return Ok(kept);
    }
    tagged(changes, if kept.is_empty() { &own } else { &kept })
}

/// The words of such a list. A signed tag typed after `stood` is a word of its own, with or without a comma before it;
/// only a hyphen may belong to the word before.
fn apart(typed: &str, stood: &str) -> Vec<String> {
    let is_change = |behind: &&str| {
        let word = behind.trim_start().strip_prefix(SIGNS);
        behind.starts_with(['+', ' ']) && word.is_some_and(|word| !word.starts_with(SIGNS) && !word.is_empty())
    };
    match typed.strip_prefix(stood).filter(|_| !stood.is_empty()).filter(is_change) {
        Some(behind) => [words(stood), words(behind)].concat(),
        None => words(typed),
    }
}

/// The tags added and taken off, as they are typed: `+one, -other`; empty if none were.
#[must_use]
pub fn change(own: &[String], now: &[String]) -> String {
    let lacks = |tags: &[String], tag: &str| !tags.iter().any(|one| one.eq_ignore_ascii_case(tag));
    let added = now.iter().filter(|tag| lacks(own, tag)).map(|tag| format!("+{tag}"));
    let off = own.iter().filter(|tag| lacks(now, tag)).map(|tag| format!("-{tag}"));
    added.chain(off).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_that_is_typed_behind_a_list_is_one_and_what_is_typed_in_its_place_stands() {
        let stands = |typed: &str, stood: &str| edited(typed, stood).unwrap().join(", ");
        for (typed, stood, now) in [
            ("risk+board", "risk", "risk, board"),
            ("risk, old+board, -old", "risk, old", "risk, board"),
            ("risk -risk", "risk", ""),
            ("risk, +board", "risk", "risk, board"),
            ("+board, -old", "risk, old", "risk, board"),
            ("board", "risk, old", "board"),
            ("customer-facing", "customer", "customer-facing"),
            ("c++", "c", "c++"),
            ("c++, +board", "c++", "c++, board"),
            ("-odd, risk", "-odd", "-odd, risk"),
            ("+board", "", "board"),
            ("", "risk", ""),
        ] {
            assert_eq!(stands(typed, stood), now, "{typed} over {stood}");
        }
        assert!(edited("risk, +", "risk").unwrap_err().what.contains("without its tag"));
    }

    #[test]
    fn the_change_of_a_list_is_what_makes_it_of_the_one_before() {
        let (own, now) = (words("risk, old"), words("Risk, board"));
        assert_eq!(change(&own, &now), "+board, -old");
        assert_eq!(change(&own, &own), "");
        assert_eq!(tagged(words("+board, -old"), &words("legal, board, OLD")), Ok(words("legal, board")));
    }
}
