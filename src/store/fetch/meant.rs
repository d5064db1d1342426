//! Owns what a text refers to: which of several things it names, or why it names none of them.

use std::fmt::Display;

use crate::domain::Invalid;
use crate::domain::words::with_article;
use crate::store::error::{Error, Result};

/// The one thing that was found, or an error with the candidates. As every name begins with the empty text, that names
/// nothing: a script whose variable is not set would else write to the only thing there is.
pub(super) fn only_one<T>(noun: &str, text: &str, mut found: Vec<(T, String)>, hint: &str) -> Result<T> {
    if text.trim().is_empty() {
        let one = with_article(noun);
        let error = Invalid::new(format!("the text that names {one} is empty"));
        return Err(error.hint(format!("name {one}; is a variable of a script not set?")).into());
    }
    if found.len() > 1 {
        let names: Vec<&str> = found.iter().take(5).map(|(_, name)| name.as_str()).collect();
        let more = if found.len() > 5 { ", …" } else { "" };
        let error = Invalid::new(format!("“{text}” could be several: {}{more}", names.join(", ")));
        // Two things may have the same name, however much of it is written.
        let hint = match noun {
            "pilot" => "write the whole code of the one that you mean".to_owned(),
            "person" => "write the address or the id of the one that you mean".to_owned(),
            noun => format!("write more of the {noun} that you mean"),
        };
        return Err(error.hint(hint).into());
    }
    found
        .pop()
        .map(|(id, _)| id)
        .ok_or_else(|| Error::NotFound { what: format!("there is no {noun} “{text}”"), hint: hint.to_owned() })
}

/// The one thing whose id begins so.
pub(super) fn by_id<T, I: Display>(
    noun: &str,
    text: &str,
    all: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> I,
    hint: &str,
) -> Result<T> {
    let named = all.into_iter().map(|one| {
        let id = id(&one).to_string();
        (one, id)
    });
    only_one(noun, text, named.filter(|(_, id)| id.starts_with(text)).collect(), hint)
}
