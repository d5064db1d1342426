//! Owns the keys that edit text, the same in every field.

use super::{Code, Key, TextValue};

/// Lets a key edit the text. Answers whether it is a key of editing.
pub fn edit(text: &mut TextValue, key: Key) -> bool {
    match (key.code, key.ctrl, key.alt) {
        (Code::Char(c), false, false) => text.insert(c.encode_utf8(&mut [0; 4])),
        (Code::Home, true, _) => text.top(),
        (Code::End, true, _) => text.bottom(),
        (Code::Char('a'), true, _) | (Code::Home, ..) => text.home(),
        (Code::Char('e'), true, _) | (Code::End, ..) => text.end(),
        (Code::Char('w') | Code::Backspace, true, _) | (Code::Backspace, _, true) => text.delete_word(),
        (Code::Char('u'), true, _) => text.delete_to_start(),
        (Code::Char('k'), true, _) => text.delete_to_end(),
        (Code::Left, true, _) | (Code::Left | Code::Char('b'), _, true) => text.word_left(),
        (Code::Right, true, _) | (Code::Right | Code::Char('f'), _, true) => text.word_right(),
        (Code::Left, ..) => text.left(),
        (Code::Right, ..) => text.right(),
        (Code::Backspace, ..) | (Code::Char('h'), true, _) => text.backspace(),
        (Code::Delete, ..) | (Code::Char('d'), true, _) => text.delete(),
        _ => return false,
    }
    true
}
