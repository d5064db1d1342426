//! Owns the words of a question that say nothing about what is looked for.

/// Words of a question that say nothing of what is looked for.
pub(super) const FILLERS: &str = "a an and are at can could do does did for from have how i in is it its me my of on \
    our please should some somebody something the their them there this to we what when where which with you your";

/// Words that ask who is responsible for something, and say nothing about what.
pub(super) const WHOSE: &str = "owns responsible who whose";

/// What a question looks for: its words without the fillers.
pub(super) fn without(fillers: &str, typed: &str) -> String {
    let asked = typed.trim_end_matches('?');
    let is_filler = |word: &str| {
        let word = word.to_lowercase();
        fillers.split(' ').any(|filler| filler == word)
    };
    asked.split_whitespace().filter(|word| !is_filler(word)).collect::<Vec<_>>().join(" ")
}
