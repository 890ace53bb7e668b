use core::fmt;

/// Each feature that makes the errors of a crate known in the chain, and whether it is on.
const FEATURES: &[(&str, bool)] = &[
    ("reqwest-012", cfg!(feature = "reqwest-012")),
    ("reqwest-013", cfg!(feature = "reqwest-013")),
    ("ureq", cfg!(feature = "ureq")),
    ("hyper", cfg!(feature = "hyper")),
    ("tonic-014", cfg!(feature = "tonic-014")),
    ("aws", cfg!(feature = "aws")),
    ("gax", cfg!(feature = "gax")),
    ("async-openai-043", cfg!(feature = "async-openai-043")),
    ("genai-07", cfg!(feature = "genai-07")),
];

/// What may help where nothing was recognized.
pub(crate) struct OffFeatures;

impl fmt::Display for OffFeatures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut off = FEATURES.iter().filter(|(_, is_on)| !is_on).map(|(name, _)| name);
        if let Some(first) = off.next() {
            write!(f, "enable the feature of `retry-attr` for the client whose error it is (off: `{first}`")?;
            off.try_for_each(|name| write!(f, ", `{name}`"))?;
            f.write_str("), or ")?;
        }
        f.write_str("name the error with `on(…)`")
    }
}
