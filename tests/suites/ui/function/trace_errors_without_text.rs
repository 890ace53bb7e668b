use retry_attr::retry;

#[derive(Debug)]
struct ModelError;

#[retry(on(ModelError), trace_errors)]
fn ask() -> Result<String, ModelError> {
    Err(ModelError)
}

#[retry(on(None), trace_errors)]
async fn find() -> Option<String> {
    None
}

fn main() {
    let _ = (ask(), find());
}
