//! Owns the fields that `set` writes: their words, and what their values are.

/// Defines the fields of a noun that `set` writes.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $noun:literal { $($variant:ident = $word:literal: $kind:ident,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "a field is its word")]
        pub enum $name { $($variant,)+ }

        impl $name {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its word on the command line, and its column in the store.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What its values are.
            #[must_use]
            pub const fn kind(self) -> FieldKind {
                match self { $(Self::$variant => FieldKind::$kind,)+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::domain::Invalid;

            fn from_str(text: &str) -> Result<Self, crate::domain::Invalid> {
                Self::ALL.iter().copied().find(|field| field.name() == text).ok_or_else(|| {
                    crate::domain::Invalid::new(format!(concat!("“{}” is not a field of a ", $noun, " that can be set"), text))
                        .hint(format!("set one of: {}", [$($word,)+].join(", ")))
                        .at("field")
                })
            }
        }
    )+};
}
pub(super) use fields;

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Text, which may be empty.
    Text,
    /// A name, which may not be empty.
    Name,
    /// A unique code.
    Code,
    /// Several words.
    Words,
    /// Several sentences, with a semicolon between them.
    Sentences,
    /// A day or nothing.
    Day,
    /// A person or nobody.
    Person,
    /// A number or nothing.
    Number,
    /// An amount of money or nothing.
    Money,
    /// Yes or no.
    Flag,
    /// One of a closed list of words.
    Choice(&'static [&'static str]),
    /// An e-mail address.
    Email,
}

#[expect(non_upper_case_globals, reason = "named as the variants beside them")]
impl FieldKind {
    pub(super) const Level: Self = Self::Choice(super::Level::WORDS);
    pub(super) const Severity: Self = Self::Choice(super::Severity::WORDS);
    pub(super) const Better: Self = Self::Choice(super::Better::WORDS);
}
