//! Owns digests, by which one stored text is told from another. They are the same in every version of the program.

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// A short digest of some bytes: 64-bit FNV-1a, by Glenn Fowler, Landon Curt Noll and Phong Vo
/// (<http://www.isthe.com/chongo/tech/comp/fnv/>). It shows that something changed; it keeps nothing secret.
#[must_use]
pub fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(BASIS, |digest, byte| (digest ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn it_is_what_others_work_out() {
        for (text, value) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(digest(text.as_bytes()), value, "{text}");
        }
    }
}
