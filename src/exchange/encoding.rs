//! Owns the question which characters the bytes of a file stand for.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::domain::Invalid;
use crate::domain::seek::line_at;

/// Files larger than this are refused before they are read.
pub const LARGEST_FILE: u64 = 64 << 20;

/// The text of a file, and the name of its encoding. A byte order mark decides; then `wanted`; then whether every other
/// byte is none; then UTF-8 where the bytes are valid, else windows-1252, which spreadsheets of western offices write.
pub fn decode(bytes: &[u8], wanted: Option<&str>) -> Result<(String, &'static str), Invalid> {
    let chosen = match (Encoding::for_bom(bytes), wanted) {
        (Some((encoding, _)), _) => encoding,
        (None, Some(label)) => Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            Invalid::new(format!("“{label}” is not an encoding")).hint("write utf-8, windows-1252, utf-16le …")
        })?,
        (None, None) => match bytes {
            [1..=255, 0, 1..=255, 0, ..] => UTF_16LE,
            [0, 1..=255, 0, 1..=255, ..] => UTF_16BE,
            _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
            _ => WINDOWS_1252,
        },
    };
    let (text, used, wrong) = chosen.decode(bytes);
    if wrong {
        return Err(Invalid::new(format!("the file is not {}: it holds bytes that mean nothing there", used.name()))
            .hint("save it as UTF-8, or name its encoding in the mapping file"));
    }
    if let Some(at) = text.find('\0') {
        let line = line_at(&text, at);
        return Err(Invalid::new(format!("line {line} holds a NUL byte, so this is no text file"))
            .hint("save it as xlsx, or as csv in UTF-8"));
    }
    Ok((text.into_owned(), used.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_found() {
        let table: [(&[u8], &str, &str); 6] = [
            (b"caf\xc3\xa9", "café", "UTF-8"),
            (b"\xef\xbb\xbfname", "name", "UTF-8"),
            (b"caf\xe9 \x96 ok", "café – ok", "windows-1252"),
            (b"\xff\xfea\0b\0", "ab", "UTF-16LE"),
            (b"a\0b\0\xe4\0", "abä", "UTF-16LE"),
            (b"\0a\0b", "ab", "UTF-16BE"),
        ];
        for (bytes, text, name) in table {
            assert_eq!(decode(bytes, None).unwrap(), (text.to_owned(), name));
        }
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert!(decode(b"PK\x03\x04\0\0", None).unwrap_err().what.contains("NUL"));
        assert!(decode(b"caf\xe9", Some("utf-8")).is_err());
        assert!(decode(b"x", Some("klingon")).is_err());
    }
}
