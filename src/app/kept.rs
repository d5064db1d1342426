//! Owns what is said of the disk that keeps drafts: that it took what was typed, that it does not, or that it still
//! holds what was dropped.

use super::state::State;
use super::{leave, overlays};
use crate::interaction::{Effect, Notice, Tone};

/// How the sentence begins that says why no draft reaches the disk.
const CANNOT_KEEP: &str = "Drafts cannot be kept on disk";
/// Shown where a draft that was dropped or saved cannot be removed from the disk.
const STAYS: &str =
    "That draft is on disk still, which takes no change now: until it does, the next start has it again.";
/// Shown where the question about leaving is withdrawn.
const TAKES_AGAIN: &str = "What was typed is kept on disk now, what was dropped is gone, and you can leave.";

/// So many more texts reached the disk, or none does. Once they do, the earlier complaint is withdrawn.
pub(super) fn kept(state: &mut State, done: Result<usize, String>) -> Vec<Effect> {
    state.keeps_drafts = done.is_ok();
    let count = match done {
        Ok(count) => count,
        Err(why) => {
            state.mention(Tone::Failed, format!("{CANNOT_KEEP}: {why}"));
            return state.leaving.take().into_iter().collect();
        }
    };
    state.context.unread_drafts = None;
    state.unkept.drain(..count.min(state.unkept.len()));
    state.dropped.clear();
    state.stays.clear();
    state.news.take_if(|news| news.text.starts_with(CANNOT_KEEP) || news.text.starts_with(STAYS));
    if let Some(notice) = state.notice.as_mut().filter(|notice| notice.text == overlays::NOT_KEPT) {
        *notice = Notice { tone: Tone::Info, text: overlays::KEPT.to_owned() };
    }
    let unasked = leave::unask(state).then(|| Effect::info(TAKES_AGAIN));
    unasked.into_iter().collect()
}

/// What was kept is no longer on any disk, until the disk reports it again.
pub(super) fn lost(state: &mut State, texts: Vec<String>) -> Vec<Effect> {
    state.unkept.extend(texts);
    state.notice.take_if(|notice| notice.text == overlays::KEPT);
    state.mention(Tone::Info, "The file of the drafts is gone: what is typed here is written anew.".to_owned());
    Vec::new()
}

/// What was dropped or saved here is still on the disk; each text is reported once.
pub(super) fn stay(state: &mut State, stays: Vec<String>) -> Vec<Effect> {
    if stays.iter().any(|key| !state.stays.contains(key)) {
        state.mention(Tone::Failed, STAYS.to_owned());
    }
    state.stays = stays;
    Vec::new()
}
