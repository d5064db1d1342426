//! Owns which words of a question say nothing of what is looked for.

/// Words of a question that say nothing of what is looked for.
pub(super) const FILLERS: &str = "a an and are at can could do does did for from have how i in is it its me my of on \
    our please should some somebody something the their them there this to we what when where which with you your";

/// Words that ask who answers for something, and say nothing of what that is.
pub(super) const WHOSE: &str = "owns responsible who whose";

/// What is looked for in a question: its words without those that say nothing of it.
pub(super) fn without(fillers: &str, typed: &str) -> String {
    let asked = typed.trim_end_matches('?');
    let is_filler = |word: &str| {
        let word = word.to_lowercase();
        fillers.split(' ').any(|filler| filler == word)
    };
    asked.split_whitespace().filter(|word| !is_filler(word)).collect::<Vec<_>>().join(" ")
}
