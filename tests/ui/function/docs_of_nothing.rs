#[retry_attr::retry(docs)]
fn ask() -> std::io::Result<()> {
    Ok(())
}

#[retry_attr::retry(docs)]
#[doc(hidden)]
#[cfg_attr(any(), doc = "Asks the model.")]
fn ask_again() -> std::io::Result<()> {
    Ok(())
}

fn main() {
    let _ = ask().and(ask_again());
}
