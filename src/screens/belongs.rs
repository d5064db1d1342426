//! Owns where pasted rows belong that were pasted on the wrong screen.

use super::paste::{form, kept_from};
use super::{PLACES, Place, actions, board, exceptions, people, weekly};
use crate::domain::incoming::RowsOf;
use crate::interaction::{Context, Effect, Origin};

/// The screen for such rows; readings of all pilots go into the week.
#[must_use]
pub fn home(rows: RowsOf) -> Option<&'static Place> {
    let name = match rows {
        RowsOf::Pilots => board::PLACE.name,
        RowsOf::People => people::PLACE.name,
        RowsOf::Actions => actions::PLACE.name,
        RowsOf::Exceptions => exceptions::PLACE.name,
        RowsOf::Readings => weekly::PLACE.name,
        // Notes on all pilots have no screen.
        RowsOf::Notes => return None,
    };
    PLACES.iter().find(|place| place.name == name)
}

/// Keeps a table on that screen as if it had been pasted there: in its box, or among the blocks of the week.
#[must_use]
pub fn kept_at(home: &Place, rows: RowsOf, text: &str, context: &Context) -> Vec<Effect> {
    if rows == RowsOf::Readings {
        return vec![weekly::kept_block(text, context)];
    }
    let form = form(home.name, rows.name(), rows.heading());
    kept_from(form, Origin { screen: home.name.to_owned(), ..Origin::default() }, text, &context.drafts)
}
