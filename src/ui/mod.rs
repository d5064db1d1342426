//! Floor 1: the drawing kit. Colours by meaning, signs, small charts and tables; it knows nothing of pilots or the
//! store.

pub mod chart;
pub mod glyphs;
pub mod markdown;
pub mod paint;
pub mod spark;
pub mod table;
pub mod theme;
