#[retry_attr::retry(trace_errors = true, docs(yes))]
fn call() -> std::io::Result<()> {
    Ok(())
}

fn main() {
    let _ = call();
}
