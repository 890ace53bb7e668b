//! `docs` finds documentation in each of its forms.

#![deny(missing_docs)]

macro_rules! documented {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[retry_attr::retry(docs)]
        pub fn $name() -> std::io::Result<()> {
            Ok(())
        }
    };
}

documented! {
    /// Asks the model.
    first
}
documented!(#[doc = "Asks the model."] second);
documented!(#[doc = include_str!("documented.rs")] third);

/// Asks the model.
#[retry_attr::retry(docs)]
#[cfg_attr(any(), doc = "And more.")]
pub async fn fourth() -> std::io::Result<()> {
    Ok(())
}

#[retry_attr::retry(docs)]
#[cfg_attr(all(), doc = "Asks the model.")]
pub fn fifth() -> std::io::Result<()> {
    Ok(())
}

fn main() {
    first().and(second()).and(third()).and(fifth()).expect("they succeed");
    drop(fourth());
}
