//! Owns the pasted blocks of the week: where their texts are kept until they are applied, and what is done to the one
//! on screen.

use super::super::paste as boxed;
use super::kept::{draft, place, typed_in};
use super::paste::{self, Preview};
use super::{PLACE, WEEKS_BACK, Weekly};
use crate::domain::length::LONGEST;
use crate::interaction::{Code, Context, Effect, Form, Key, Live, Origin, Told};

/// The place of the first pasted block that is kept; those of others begin with it and bear a number.
pub(super) const DRAFT: &str = "paste/week";

/// Is that where a pasted block is kept?
pub(in crate::screens) fn is_block(key: &str) -> bool {
    key.starts_with(DRAFT)
}

/// Keeps a pasted block beside the others, unless it is one of them.
pub(in crate::screens) fn kept_block(text: &str, context: &Context) -> Effect {
    Effect::Draft { key: place_for(text, context), body: Some(text.to_owned()) }
}

/// The pasted blocks that are kept, each with its place, the newest last.
pub(super) fn all(context: &Context) -> Vec<(&String, &String)> {
    context.drafts.range(DRAFT.to_owned()..).take_while(|(key, _)| key.starts_with(DRAFT)).collect()
}

/// Where a pasted text is kept: beside the others, unless it is one of them.
fn place_for(text: &str, context: &Context) -> String {
    let kept = all(context);
    if let Some((key, _)) = kept.iter().find(|(_, body)| body.as_str() == text) {
        return (*key).clone();
    }
    let number = |key: &str| key.rsplit('/').next().and_then(|end| end.parse::<u32>().ok()).unwrap_or(1);
    match kept.last() {
        Some((newest, _)) => format!("{DRAFT}/{:04}", number(newest).saturating_add(1)),
        None => DRAFT.to_owned(),
    }
}

/// Where another block waits in the box, half mended, it goes back among those that are kept, and the text is pasted once
/// more, as the newest of them; none where the box holds nothing else.
pub(super) fn put_back(text: &str, context: &Context) -> Option<Vec<Effect>> {
    let key = paste_box().key;
    let held = Told::of(context.drafts.get(&key)?)?.texts.concat();
    if held.trim().is_empty() || held == text {
        return None;
    }
    let same = all(context).into_iter().filter(|(_, body)| body.as_str() == text);
    let gone = same.map(|(place, _)| Effect::Draft { key: place.clone(), body: None });
    let waits = Effect::Draft { key: place_for(&held, context), body: Some(held) };
    let told = Effect::info("The block that was in the box waits behind this one: ⟨pasted⟩ shows it here.");
    let effects = gone.chain([waits]).chain(Effect::leave(key, None));
    Some(effects.chain([Effect::PasteHere(text.to_owned()), told]).collect())
}

/// The verb of the week that shows a block once more, or opens the box.
pub(super) const VERB: &str = "pasted";

/// The box of the week.
pub(super) fn paste_box() -> Form {
    boxed::form(PLACE.name, "readings", "pilot, metric, W46, W47")
}

/// The kept block before the one at that place, before the first the newest; none where no other is kept.
fn before(place: &str, context: &Context) -> Option<String> {
    let kept = all(context);
    let earlier = kept.iter().rev().find(|(key, _)| key.as_str() < place);
    earlier.or(kept.last()).filter(|(key, _)| key.as_str() != place).map(|(_, text)| (*text).clone())
}

impl Weekly {
    /// Looks at a pasted block. Its text is kept until it is applied, and so are those that were pasted before.
    pub(super) fn look_at(&mut self, text: &str, context: &Context) -> Vec<Effect> {
        let preview = Preview::of(text, self, context);
        self.earliest = preview.earliest();
        self.preview = Some((place_for(text, context), preview));
        let draft = kept_block(text, context);
        // Weeks that the sheet does not show are read before it is said what is the same.
        let older = self.earliest.is_some_and(|week| week < self.week.plus(-WEEKS_BACK - 1));
        std::iter::once(draft).chain(older.then_some(Effect::Reload)).collect()
    }

    /// Types what was pasted into its cells. What cannot be entered stays: in its cell where that is known and free,
    /// else with its block, which is kept. Where nothing can be entered, nothing changes.
    fn apply(&mut self, context: &Context) -> Vec<Effect> {
        let Some((block, preview)) = self.preview.take() else {
            return Vec::new();
        };
        let counts = preview.counts();
        if counts.is_refused() {
            self.preview = Some((block, preview));
            return vec![Effect::failed(
                "Nothing here can be entered: each row says why. e mends it; Esc closes the block and keeps it.",
            )];
        }
        let mut left = preview.is_homeless();
        let mut effects = Vec::new();
        for (at, week, text, wrong) in preview.typed() {
            let Some(row) = self.rows.get(at) else {
                continue;
            };
            let key = place(week, row.metric.id);
            // What cannot be entered does not push aside what was typed there before.
            if wrong && let Some(draft) = context.drafts.get(&key) {
                left |= typed_in(draft) != text;
                continue;
            }
            self.typed.push((key.clone(), context.drafts.get(&key).cloned()));
            effects.push(Effect::Draft { key, body: Some(draft(text, self.reading(row, week))) });
        }
        let others = all(context).into_iter().filter(|(place, _)| **place != block).count();
        if !left {
            effects.push(Effect::Draft { key: block, body: None });
        }
        effects.push(Effect::info(counts.applied(left, others)));
        effects
    }

    /// Takes a key while a pasted block is looked at.
    pub(super) fn preview_key(&mut self, key: Key, context: &Context) -> Option<Vec<Effect>> {
        let (place, preview) = self.preview.as_mut()?;
        let page = paste::page(context);
        let by = match key.code {
            Code::Enter => return Some(self.apply(context)),
            Code::Esc => return None,
            Code::Char('p') => {
                return Some(match before(place, context) {
                    Some(text) => self.look_at(&text, context),
                    None => vec![Effect::info("No other pasted block is kept.")],
                });
            }
            Code::Char('e') => return Some(self.mend(context)),
            Code::Char('x') => {
                let dropped = Effect::DropDraft(place.clone());
                self.preview = None;
                return Some(vec![dropped, Effect::info("Pasted block dropped; ⟨undrop-draft⟩ brings it back.")]);
            }
            Code::Up | Code::Char('k') => -1,
            Code::Down | Code::Char('j') => 1,
            Code::PageUp => -isize::try_from(page).unwrap_or(1),
            Code::PageDown => isize::try_from(page).unwrap_or(1),
            _ => {
                let key = context.glyphs.key(&key.to_string());
                return Some(vec![Effect::info(format!(
                    "{key} means nothing here; Esc closes the pasted block and keeps it."
                ))]);
            }
        };
        let count = preview.len();
        preview.list.step(by, count, page);
        Some(Vec::new())
    }

    /// Puts the block that is looked at into the box, where it is mended and looked at again.
    fn mend(&mut self, context: &Context) -> Vec<Effect> {
        let block = self.preview.as_ref().and_then(|(place, _)| Some((place.clone(), context.drafts.get(place)?)));
        let Some((place, text)) = block else {
            return Vec::new();
        };
        if let Live::No(why) = boxed::live(context) {
            return vec![Effect::info(format!("It cannot be mended now: {why}."))];
        }
        if text.len() > LONGEST {
            return vec![Effect::info("It is too long for the box: mend it where it was copied.")];
        }
        self.preview = None;
        let mut form = paste_box();
        form.from = Origin { screen: PLACE.name.to_owned(), verb: VERB.to_owned(), ..Origin::default() };
        boxed::fill(&mut form, text);
        let gone = Effect::Draft { key: place, body: None };
        boxed::kept(&form, &context.drafts).into_iter().chain([gone, Effect::GoOn(form.key)]).collect()
    }
}
