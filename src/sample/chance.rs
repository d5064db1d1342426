//! Owns pseudo-random numbers (splitmix64): the same seed gives the same sample on every machine.

/// A source of pseudo-random numbers.
pub(super) struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is at least 1.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let limit = u64::try_from(from.len()).ok()?;
        from.get(usize::try_from(self.below(limit)).ok()?)
    }

    /// Roughly normal around 0: in millionths, with a standard deviation of `spread` millionths.
    pub fn noise(&mut self, spread: i64) -> i64 {
        // The sum of twelve uniform numbers between 0 and 1, less six, has a standard deviation of one.
        let sum: i64 = (0..12).map(|_| i64::try_from(self.below(1_000)).unwrap_or(0)).sum();
        (sum - 6_000) * spread / 1_000
    }
}
